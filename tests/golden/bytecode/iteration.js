// for-of and for-in; destructuring closes what it does not exhaust.
function iteration(list, o) {
  for (const x of list) if (x) break;
  for (let [a, { b = 1, ...c }] of list) use(() => a, b, c);
  for (o.k in list) use(o);
  [o.x, , ...o.y] = list;
  const { p: { q }, [o]: r } = o;
  return q + r;
}
