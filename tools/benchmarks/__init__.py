"""Benchmarks: any number of engines side by side, in one run, by ratios of medians.

`tools/bench` is the command. `suites` says what is run, `engines` with what, `process` runs one pinned process,
`rounds` runs everything in turn, `rows` makes medians of the samples and drops wrong values, `table` prints,
`compare` holds two reports against each other. `micro/` and `dom/` are the work, `prelude.js` the script's stopwatch.
"""
