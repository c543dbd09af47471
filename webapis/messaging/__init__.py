"""Spec: https://html.spec.whatwg.org/#web-messaging
Snapshot: 2026-11
Not implemented: BroadcastChannel, ports between agents.
"""
