"""Spec: https://dom.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: XSLT (section 9); XPath stands in webapis/xpath.

Everything here works from Python alone. The standard's interfaces refer to each other: imports that close a circle
come last in a file, behind the classes, and `node` is the entry to it.
"""

import webapis.dom.node  # noqa: F401
