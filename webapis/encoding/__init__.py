"""Spec: https://encoding.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: TextDecoderStream and TextEncoderStream; decoders are webencodings', that is Python's.
"""
