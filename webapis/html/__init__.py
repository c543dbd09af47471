"""Spec: https://html.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: media playback, canvas drawing, navigation (browser/ does it), microdata.
"""
