"""Spec: https://drafts.csswg.org/css-cascade-5/, https://drafts.csswg.org/css-variables-1/ and, for what values become, the modules
that `webapis/css/properties.py` names; the style sheet of the user agent follows https://html.spec.whatwg.org/#rendering
Snapshot: 2026-11
Not implemented: @property, @scope, @container, exportparts; values that need a box: there is no layout,
so a width is what it was computed to, `auto` among others.

The style tree: `engine.py` knows which styles hold, `rule_index.py` and `matching.py` find the rules of an element,
`computed_style.py` works a value out when somebody asks for it, `computed_values.py` says how.
"""
