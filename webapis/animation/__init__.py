"""Spec: https://drafts.csswg.org/web-animations-1/, https://drafts.csswg.org/css-easing-2/ and, for values between others,
https://drafts.csswg.org/css-values-4/#combining-values, https://drafts.csswg.org/css-transforms-1/#interpolation-of-transforms
Snapshot: 2026-11
Not implemented: transforms in space between functions that differ (they change halfway), `iterationComposite`, timelines of scrolling,
groups. The sources of animations in style sheets are webapis/css/transitions and webapis/css/animations.

`timing.py` and `easing.py` say how far an effect is, `keyframes.py` and `interpolation.py` which value that is, `animation.py` when
it plays. `document_animations.py` is what a document has of it: it is made with the first thing that may move, and knows when
the next frame is needed; frames in which nothing would be told are not run. `effect_stack.py` is how styles see it.
"""
