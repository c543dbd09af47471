// Scopes of parameters; `arguments`.
function simple(a, b, a) { return a + b; }
function expressions(a, b = () => a + arguments.length) { var a, arguments; let c; return () => c; }
function pattern({ a, b: [c, ...d] }, ...rest) { return rest; }
function copied(a) { return arguments.length + arguments[0]; }
function mapped(a) { return f(arguments); }
function assigned(a) { a = 1; return arguments[0]; }
function own(arguments) { return arguments; }
function declared() { function arguments() {} return arguments; }
function var_arguments() { var arguments; return arguments; }
const arrow = (a, b = a) => arguments + a;
