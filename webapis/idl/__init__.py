"""Spec: https://webidl.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: async iterables, observable arrays, BigInt unions, cross-origin exceptions.

`.idl` files stand beside the code that implements them. `grammar.py` and `reader.py` read them at build time;
`table.py` is what run time knows of them. `exceptions.py` and `callbacks.py` are the two things that implementations
need of the bindings.
"""
