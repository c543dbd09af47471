"""Spec: https://w3c.github.io/hr-time/ and of https://w3c.github.io/user-timing/ what needs no observers
Snapshot: 2026-11
Not implemented: performance entries of other kinds, PerformanceObserver.
"""
