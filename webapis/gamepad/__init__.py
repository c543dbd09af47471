"""Spec: https://w3c.github.io/gamepad/
Snapshot: 2026-11
Not implemented: gamepads themselves. There is none, so none is listed, and events are what scripts make them.
"""
