// A million reactions: chains of ten thens, and one promise with many.
benchAsync("reactions", function () {
  let ran = 0;
  const chains = [];
  for (let i = 0; i < 50000; i++) {
    let chain = Promise.resolve(i);
    for (let j = 0; j < 10; j++) chain = chain.then((value) => (ran++, value));
    chains.push(chain);
  }
  const one = Promise.resolve();
  for (let i = 0; i < 500000; i++) one.then(() => { ran++; });
  return Promise.all(chains).then(() => ran);
});
