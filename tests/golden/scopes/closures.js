// Variables used by inner functions have slots, the others registers.
function counter(start, unused) {
  let count = start, step = 1;
  var self = this;
  return {
    next: () => (count += step, this),
    reset: function reset() { count = 0; return reset; },
    get value() { return self && count; },
  };
}
for (let i = 0, n = 3; i < n; i++) counter(() => i);
for (const key in counter) counter(() => key);
(function again(depth) { return depth ? again(depth - 1) : () => again; })(3);
