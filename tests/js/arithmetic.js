// The operators of numbers, at the borders between int32 and double.
assert.same(1 + 2, 3);
assert.same(2147483647 + 1, 2147483648);
assert.same(-2147483648 - 1, -2147483649);
assert.same(65536 * 65536, 4294967296);
assert.same(-1 * 0, -0);
assert.same(0 / -3, -0);
assert.same(1 / 0, Infinity);
assert.same(0 / 0, NaN);
assert.same(-7 % 7, -0);
assert.same(5.5 % 2, 1.5);
assert.same(2 ** 31, 2147483648);
assert.same((-2147483648) | 0, -2147483648);
assert.same(2147483648 | 0, -2147483648);
assert.same(-1 >>> 0, 4294967295);
assert.same(1 << 31, -2147483648);
assert.same(1 << 32, 1);
assert.same(-1 >> 31, -1);
assert.same(~4294967295, 0);
assert.same("3" * "4", 12);
assert.same("3" + 4, "34");
assert.same(3 + null, 3);
assert.same(3 + undefined, NaN);
let n = 2147483647;
assert.same(n++, 2147483647);
assert.same(n, 2147483648);
n = -0;
assert.same(-n, 0);
assert.same(+"  12  ", 12);
assert.same(+"1x", NaN);
assert.same((7).toString(2), "111");
assert.same((9).toString(9), "10");
assert.same((-3).toString(2), "-11");

// Remainders of what is an integer, however large, and of what is not.
{
  const remainder = (a, b) => a % b;
  const cases = [
    [2 ** 62, 3, 1], [2 ** 61 + 2 ** 20, 2147483648, 1048576], [12345 * 1103515245, 2 ** 31, 1406920261],
    [9007199254740993, 2, 0], [2 ** 63, 10, 8], [1e300, 7, 1], [5.5, 2, 1.5], [5, 0.5, 0], [7, 2 ** 62, 7],
    [-5, 3, -2], [5, -3, 2], [-6, 3, -0], [0, 5, 0], [-0, 5, -0], [5, 0, NaN], [5, Infinity, 5], [Infinity, 5, NaN],
    [6.000000000000001, 3, 8.881784197001252e-16], [4294967296, 4294967295, 1],
  ];
  for (const [a, b, expected] of cases) assert.same(remainder(a, b), expected, a + " % " + b);
}

// Bits of doubles, and what >>> makes too large for an int32.
{
  const operators = [
    (a, b) => a & b, (a, b) => a | b, (a, b) => a ^ b, (a, b) => a << b, (a, b) => a >> b, (a, b) => a >>> b,
    (a) => a | 0, (a) => a & 255, (a) => a << 3, (a) => a >> 1, (a) => a >>> 0, (a) => ~a,
  ];
  const numbers = [
    0, -0, 1.9, -1.9, 2147483648, -2147483649, 4294967295.5, 4294967296, 2 ** 53 + 2, -(2 ** 62), 2 ** 63, -(2 ** 63),
    2 ** 64 + 4096, 1e300, NaN, Infinity, -Infinity, 5e-324, -7,
  ];
  const bits = (n) => Number(BigInt.asIntN(32, BigInt(Number.isFinite(n) ? Math.trunc(n) : 0)));
  for (const a of numbers) {
    assert.same(operators[6](a), bits(a), a + " | 0");
    assert.same(operators[10](a), bits(a) < 0 ? bits(a) + 4294967296 : bits(a), a + " >>> 0");
    for (const b of numbers)
      for (const operator of operators)
        assert.same(operator(a, b), operator(bits(a), bits(b)), a + " " + operator + " " + b);
  }
}
