"""Conformance runners: test262, the html5lib tree-construction suite, web-platform-tests.

`tools/conformance` is the command. `pool` isolates crashes and hangs, `expectations` holds the format of
tests/conformance/*.txt, `report` counts and prints; each suite has a folder of its own.
"""
