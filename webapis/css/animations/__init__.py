"""Spec: https://drafts.csswg.org/css-animations-1/ and https://drafts.csswg.org/css-animations-2/
Snapshot: 2026-11
Not implemented: `animation-composition`, `animation-timeline`, animations of pseudo-elements other than ::before and ::after.

`declared.py` brings the animations of an element in line with its style, `css_animation.py` is what then plays, by
webapis/animation. When styles are looked at says webapis/animation/style_changes.py.
"""
