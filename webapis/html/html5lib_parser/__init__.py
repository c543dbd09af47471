"""Spec: https://html.spec.whatwg.org/#tree-construction
Snapshot: 2026-11
Not implemented: parse errors of tree construction.

The choice beside `webapis.html.parser.tree_builder`, and the oracle of its differential test: the phases of html5lib 1.1 decide
where nodes go, everything before and around them (tokenizer, input, scripts, encodings) is the one parser's.

    tokens ─► tree_builder (dispatcher) ─► phases (of a phase_parser) ─► tree_builder (what they find as their tree) ─► DOM

html5lib is of 2012: `phases` brings it up to date (templates, select, ruby, foreign content), `adoption` is today's adoption agency.
"""
