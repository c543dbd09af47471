"""Spec: https://fetch.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: streams (bodies are whole), preflights, integrity, caching modes, keepalive, priorities.
"""
