"""Spec: https://svgwg.org/svg2-draft/types.html and https://w3c.github.io/mathml-core/#dom-and-javascript
Snapshot: 2026-11
Not implemented: everything but what HTMLOrSVGElement and ElementCSSInlineStyle say; geometry, animated attributes, focus.
"""

import webapis.html.elements  # noqa: F401  (HTML's elements are the entry to the circle that these belong to)
