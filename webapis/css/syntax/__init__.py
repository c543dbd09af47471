"""Spec: https://drafts.csswg.org/css-syntax-3/, as tinycss2 implements it
Snapshot: 2026-11
Not implemented: what tinycss2 does not do.
"""
