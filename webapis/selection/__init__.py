"""Spec: https://w3c.github.io/selection-api/
Snapshot: 2026-11
Not implemented: modify, getComposedRanges, the events selectstart and selectionchange at text fields, what users select.
"""
