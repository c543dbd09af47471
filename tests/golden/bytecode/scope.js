// Environments, dead zones, closures over loops, parameters, with, functions in blocks.
let lexical = 1;
var global_ = lexical;
function outer(p, q = () => p, ...rest) {
  let captured = p;
  use(() => captured++);
  for (let i = 0; i < 2; i++) use(() => i);
  {
    early();
    function early() { return late; }
    const late = 2;
  }
  return function self() { return self; };
}
function sloppy(a) {
  a = arguments[0];
  with (a) return b(a);
}
