// Immediate forms, operands read in place, chains, updates.
function arithmetic(a, b) {
  let sum = a + b * 2 - 1;
  sum += a - 5 + (b & 255) + (a << 3) + (b >>> 1) + -b;
  const held = sum + (sum = 4) + sum++;
  a = a++ + ++b;
  return `${held}:${a}` + typeof missing + !(a == b) + (a ** b % 3);
}
