function plain(a, b = a, { c, d: [e] = [], ...f }, ...g) { return arguments; }
function* generator() { const x = yield; yield* other(yield 1); }
async function later() { for await (const x of y) await x; }
async function* both() { yield await 1; }
(function named() { return () => { }; })();
const arrow = ({ a = 1 } = {}, [b]) => ({ a, b });
