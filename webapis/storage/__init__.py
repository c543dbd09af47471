"""Spec: https://html.spec.whatwg.org/#webstorage
Snapshot: 2026-11
Not implemented: storage that outlives its page.
"""
