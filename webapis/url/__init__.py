"""Spec: https://url.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: nothing known.

Parsing is ada's, which is imported with the first URL. USVStrings are joined here: ada wants Unicode text.
"""
