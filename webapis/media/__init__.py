"""Spec: https://html.spec.whatwg.org/#media-elements, https://w3c.github.io/webvtt/
Snapshot: 2026-11
Not implemented: playing anything (no resource is a supported one), tracks in resources, cues becoming active.
"""

import webapis.html.elements  # noqa: F401  (HTML's elements are the entry to the circle that these belong to)
