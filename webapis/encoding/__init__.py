"""Spec: https://encoding.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: TextDecoder and TextEncoder; decoders are webencodings', that is Python's.
"""
