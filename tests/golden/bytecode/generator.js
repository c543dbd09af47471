// Suspensions, return() through finally, yield*, async iteration.
function* generator(x) {
  try { x = yield x; } finally { use(x); }
  yield* x;
}
async function asynchronous(x) {
  for await (const y of x) if (await y) return y;
}
async function* both(x) {
  yield await x;
  return x;
}
const arrow = async (x) => await x;
