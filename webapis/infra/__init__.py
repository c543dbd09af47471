"""Spec: https://infra.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: what the callers do not need yet (JSON, forgiving-base64).
"""
