// Served as /resources/testharnessreport.js: tells the runner on the console what comes of a page. Each subtest is
// told as it ends, so that a page that hangs later still has its results.
(function () {
  "use strict";
  var STATUSES = ["pass", "fail", "timeout", "notrun", "fail"];
  var log = console.log;
  var stringify = JSON.stringify;
  setup({ output: false });
  add_result_callback(function (test) {
    var told = { name: test.name, status: STATUSES[test.status], message: test.message || "" };
    log.call(console, "WPT-SUBTEST " + stringify(told));
  });
  add_completion_callback(function (tests, harness) {
    var told = { status: ["ok", "error", "timeout", "error"][harness.status], message: harness.message || "" };
    log.call(console, "WPT-DONE " + stringify(told));
  });
})();
