"""Spec: https://html.spec.whatwg.org/#media-elements, https://w3c.github.io/webvtt/
Snapshot: 2026-11
Not implemented: playing anything (no resource is a supported one), tracks in resources, cues becoming active.
"""
