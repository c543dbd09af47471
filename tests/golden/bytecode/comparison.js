// Conditions are jumps; values of logical operators are not.
function comparison(a, b, o) {
  if (a < b && b !== 3 || !o) return 1;
  if (o == null) return 2;
  else if (a ? b : o) return 3;
  o.x ||= a && (b ?? o);
  while (a <= 10) a++;
  for (;;) if (a-- === 0) break;
  return a > b ? a in o : o instanceof b;
}
