// What must be found by name at run time is kept in environments.
function direct(a, b) {
  let c;
  eval(a);
  return () => { let d; return outside + c + d; };
}
function strict(a) { 'use strict'; const b = a; eval(b); return outside; }
function indirect(a) { return (0, eval)(a) + eval?.(a); }
function within(object, a) {
  with (object) { a; var b = a; (c => c + b)(a); }
  return a;
}
class Derived extends Object { constructor() { eval('super()'); } }
