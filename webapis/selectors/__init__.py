"""Spec: https://drafts.csswg.org/selectors-4/
Snapshot: 2026-11
Not implemented: pseudo-elements match nothing; the column combinator and :host-context are refused.
"""
