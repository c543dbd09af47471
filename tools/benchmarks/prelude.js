// Put in front of every kernel: defines bench(name, fn) and benchAsync(name, fn). Plain ES3, so that any engine runs it.
var bench, benchAsync;
(function () {
  var BUDGET = 500; // Milliseconds for one kernel; tools/bench rewrites this line.
  var WALL = false; // tools/bench rewrites this line for --wall.
  var LEAST_RUNS = 3;

  function say(text) {
    if (typeof print === 'function') print(text);
    else console.log(text);
  }

  var wallTime = typeof performance === 'object' && performance && performance.now
    ? function () { return performance.now(); }
    : function () { return new Date().getTime(); };

  // Process CPU time where the host has a clock of it: the machine may be busy with something else.
  var cpuTime = typeof hostCpuTime === 'function' ? hostCpuTime
    : typeof process === 'object' && process && process.cpuUsage
      ? function () { var usage = process.cpuUsage(); return (usage.user + usage.system) / 1000; }
      : null;
  var now = cpuTime && !WALL ? cpuTime : wallTime;
  say('CLOCK ' + (now === cpuTime ? 'cpu' : 'wall'));

  function finish(name, value, times) {
    say('CHECK ' + name + ' ' + String(value).replace(/\s+/g, '_'));
    say('COLD ' + name + ' ' + times[0].toFixed(3));
    say('RESULT ' + name + ' ' + Math.min.apply(null, times).toFixed(3));
  }

  function isEnough(times, start) {
    return times.length >= LEAST_RUNS && now() - start >= BUDGET;
  }

  bench = function (name, fn) {
    var times = [], start = now(), value;
    while (!isEnough(times, start)) {
      var before = now();
      value = fn();
      times.push(now() - before);
    }
    finish(name, value, times);
  };

  benchAsync = function (name, fn) {
    var times = [], start = now();
    function once() {
      var before = now();
      fn().then(function (value) {
        times.push(now() - before);
        if (isEnough(times, start)) finish(name, value, times);
        else once();
      }, function (error) { say('FAIL ' + name + ' ' + error); });
    }
    once();
  };
})();
