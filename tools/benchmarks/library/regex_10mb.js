// Ten million characters of log lines, scanned by expressions of different kinds.
(function () {
  const lines = [];
  for (let i = 0; i < 125000; i++) {
    lines.push("2026-11-" + (10 + (i % 20)) + " host" + (i % 97) + " service[" + i + "]: " + (i % 13 ? "request ok in " + (i % 1000) : "ERROR code=" + i) +
      " user=u" + (i % 5000) + "@example.org path=/a/b");
  }
  const text = lines.join("\n");
  function count(expression) {
    let found = 0;
    for (const match of text.matchAll(expression)) found += match[0].length;
    return found;
  }
  bench("regex_literal", function () { return count(/ERROR code=\d+/g); });
  bench("regex_classes", function () { return count(/\b[a-z]+\d*@[a-z]+\.org\b/g); });
  bench("regex_captures", function () { return count(/(?<date>\d{4}-\d\d-\d\d) (\w+) service\[(\d+)\]/g); });
  bench("regex_alternation", function () { return count(/request|user=u12|path=\/c/g); });
  bench("regex_replace", function () { return text.replace(/ok in (\d+)/g, "took $1").length; });
})();
