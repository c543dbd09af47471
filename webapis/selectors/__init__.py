"""Spec: https://drafts.csswg.org/selectors-4/
Snapshot: 2026-11
Not implemented: pseudo-elements match nothing but in style sheets; the column combinator and :host-context are refused.
"""
