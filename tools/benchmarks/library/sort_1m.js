// A million numbers sorted with a comparator.
(function () {
  let state = 12345;
  const numbers = [];
  for (let i = 0; i < 1000000; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    numbers.push(state);
  }
  bench("sort_1m", function () {
    const copy = numbers.slice();
    copy.sort((a, b) => a - b);
    return copy[0] + copy[500000] + copy[999999];
  });
})();
