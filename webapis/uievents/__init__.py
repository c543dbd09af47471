"""Spec: https://w3c.github.io/uievents/ and https://w3c.github.io/pointerevents/
Snapshot: 2026-11
Not implemented: DataTransfer, touch screens, getCoalescedEvents and getPredictedEvents.
"""
