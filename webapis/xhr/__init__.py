"""Spec: https://xhr.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: progress while a body arrives (it arrives whole).
"""
