// 200,000 awaits: half of settled values, half of promises.
benchAsync("awaits", async function () {
  let sum = 0;
  for (let i = 0; i < 100000; i++) {
    sum += await i;
    sum += await Promise.resolve(1);
  }
  return sum;
});
