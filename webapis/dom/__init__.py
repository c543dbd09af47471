"""Spec: https://dom.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: XSLT (section 9); XPath stands in webapis/xpath.

Everything here works from Python alone. Classes come first in each file and imports that only function bodies need
come last, because the standard's interfaces refer to each other; `node` is the entry to the circle.
"""

import webapis.dom.node  # noqa: F401
