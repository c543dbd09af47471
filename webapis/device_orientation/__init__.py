"""Spec: https://w3c.github.io/deviceorientation/
Snapshot: 2026-11
Not implemented: the sensors. Events are what scripts make them.
"""
