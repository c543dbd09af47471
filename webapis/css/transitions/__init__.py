"""Spec: https://drafts.csswg.org/css-transitions-1/ and https://drafts.csswg.org/css-transitions-2/
Snapshot: 2026-11
Not implemented: `@starting-style`, transitions of custom properties and of pseudo-elements other than ::before and ::after.

`starting.py` says what starts, goes on and is cancelled when a style has changed; `css_transition.py` is what then plays, by
webapis/animation. When styles are compared says webapis/animation/style_changes.py.
"""
