"""Spec: https://drafts.csswg.org/cssom/ (declaration blocks), https://drafts.csswg.org/css-values-4/ and the modules that
`properties.py` names.
Snapshot: 2026-11
Not implemented: @property, @container, @scope, @counter-style, grid-template's short form with areas; nothing is animated.
`cascade` has computed values.
"""
