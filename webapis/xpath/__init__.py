"""Spec: https://www.w3.org/TR/1999/REC-xpath-19991116/ and https://dom.spec.whatwg.org/#xpath
Snapshot: 2026-11
Not implemented: variables (no host gives any), the namespace axis (browsers dropped it: it is empty).

`lexer.py` and `parser.py` make a tree of an expression, `evaluation.py` walks it, `functions.py` is the core library,
`values.py` its four types, `interfaces.py` what scripts see.
"""
