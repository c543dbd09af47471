// Chains share one window; `this`; spread; optional links; new; tags; direct eval.
function call(o, f) {
  o.a(1).b(f(2)).c;
  f()();
  f(...o, 1);
  new f(1, 2);
  (o.m)();
  tag`a${1}b`;
  return o?.p?.(1)[f] ?? (o?.q)();
}
function evaluate(x) {
  return eval("x");
}
