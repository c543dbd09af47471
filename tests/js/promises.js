// The order of jobs: promises, async functions, async generators.
// prints: sync
// prints: microtask 1
// prints: await 1
// prints: microtask 2
// prints: caught reason
// prints: all 1,2
// prints: generated 0,1,2
// prints: finally
// prints: timer
const log = (text) => console.log(text);
setTimeout(() => log("timer"), 0);
Promise.resolve().then(() => log("microtask 1")).then(() => log("microtask 2"));
(async () => { await null; log("await 1"); })();
(async () => {
  try {
    await null;
    await null;
    await Promise.reject("reason");
  } catch (reason) {
    log("caught " + reason);
  }
  log("all " + await Promise.all([1, Promise.resolve(2)]));
  const generated = [];
  for await (const value of (async function* () { for (let i = 0; i < 3; i++) yield i; })()) generated.push(value);
  log("generated " + generated);
  await Promise.resolve().finally(() => log("finally"));
})();
log("sync");
