// A JSON text of 50 MB, parsed and written again: records with texts, numbers, nested lists, and one wide dictionary.
(function () {
  const records = [];
  for (let i = 0; i < 200000; i++) {
    records.push({ id: i, name: "name of record " + i, score: i / 7, tags: ["alpha", "beta \u00e9", "gamma\n"], active: i % 3 === 0,
      address: { street: i + " Long Street", zip: String(10000 + i), place: [i * 0.25, -i] }, note: null });
  }
  const wide = {};
  for (let i = 0; i < 200000; i++) wide["key" + i] = i;
  const text = JSON.stringify({ records, wide });
  bench("json_parse_50mb", function () { return JSON.parse(text).records.length + text.length; });
  const value = JSON.parse(text);
  bench("json_stringify_50mb", function () { return JSON.stringify(value).length; });
})();
