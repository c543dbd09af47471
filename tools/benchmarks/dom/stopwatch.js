// tools/bench puts this in the place of the line `// stopwatch.js` of each page. Plain ES5, so that any engine runs it.
var SCALE = 1; // tools/bench rewrites this line for --scale.
var now = typeof performance === 'object' && performance && performance.now ? function () { return performance.now(); } : Date.now;
function n(x) { return Math.max(1, Math.round(x * SCALE)); }
function result(name, ms, ops, check) { console.log('RESULT ' + name + ' ' + ms.toFixed(3) + ' ' + ops + (check === undefined ? '' : ' ' + String(check).replace(/\s+/g, '_'))); }
function fail(name, e) { console.log('FAIL ' + name + ' ' + String((e && e.message) || e).split('\n')[0].slice(0, 120)); }
function bench(name, ops, fn) {
  try { var t = now(), c = fn(), ms = now() - t; result(name, ms, ops, c); } catch (e) { fail(name, e); }
}
function done() { console.log('DONE'); document.title = 'done'; }
function benchAsync(name, ops, limit, fn, next) {
  var over = false, guard, t;
  function end(c) { if (over) return; var ms = now() - t; over = true; clearTimeout(guard); result(name, ms, ops, c); setTimeout(next, 0); }
  function bad(e) { if (over) return; over = true; clearTimeout(guard); fail(name, e); setTimeout(next, 0); }
  guard = setTimeout(function () { bad('no end in ' + limit + ' ms'); }, limit);
  t = now();
  try { fn(end, bad); } catch (e) { bad(e); }
}
function series(list, i) { i = i || 0; if (i === list.length) return done(); benchAsync(list[i][0], list[i][1], list[i][2], list[i][3], function () { series(list, i + 1); }); }
