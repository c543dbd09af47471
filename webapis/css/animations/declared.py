"""https://drafts.csswg.org/css-animations-1/#animations: the animations that an element's style declares"""

import math
from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.animation.easing import LINEAR, canonical_easing, easing_of, split_list
from webapis.animation.interpolation import is_animatable
from webapis.animation.keyframe_effect import KeyframeEffect
from webapis.animation.keyframes import Keyframe
from webapis.css.animations.css_animation import CSSAnimation
from webapis.css.at_rules import CSSKeyframeRule, CSSKeyframesRule
from webapis.css.transitions.starting import milliseconds

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.element import Element

MOST_ANIMATIONS: Final = 10_000
"""So many items of animation-name are looked at."""


class AnimationRow:
    """One item of the animation-* properties."""

    __slots__ = ("delay", "direction", "duration", "easing", "fill", "iterations", "name", "play_state")

    def __init__(self, name: str, values: dict[str, str]) -> None:
        self.name: str = name
        self.duration: float = milliseconds(values["animation-duration"])
        self.delay: float = milliseconds(values["animation-delay"])
        self.easing: str = values["animation-timing-function"]
        count = values["animation-iteration-count"]
        self.iterations: float = math.inf if count == "infinite" else float(count)
        self.direction: str = values["animation-direction"]
        self.fill: str = values["animation-fill-mode"]
        self.play_state: str = values["animation-play-state"]


LISTS: Final = (
    "animation-duration",
    "animation-delay",
    "animation-timing-function",
    "animation-iteration-count",
    "animation-direction",
    "animation-fill-mode",
    "animation-play-state",
)


def animation_rows(style: "ComputedStyle") -> list[AnimationRow]:
    """The items of a style: https://drafts.csswg.org/css-animations-1/#animation-name"""
    names = style.value("animation-name")
    if names == "none":
        return []
    lists = {name: split_list(style.value(name)) for name in LISTS}
    made: list[AnimationRow] = []
    for at, name in enumerate(split_list(names)[:MOST_ANIMATIONS]):
        poll()
        if name != "none":
            values = {one: items[at % len(items)] for one, items in lists.items()}
            try:
                made.append(AnimationRow(plain_name(name), values))
            except ValueError:  # a number of iterations that cannot be worked out here
                continue
    return made


def plain_name(text: str) -> str:
    """A name as @keyframes rules have it: https://drafts.csswg.org/css-animations-1/#typedef-keyframes-name"""
    return text[1:-1].replace('\\"', '"').replace("\\\\", "\\") if text.startswith('"') else text.replace("\\", "")


class ElementAnimations:
    """The animations that the style of an element or pseudo-element declares, in their order."""

    def __init__(self, element: "Element", pseudo: str) -> None:
        self.element = element
        self.pseudo = pseudo
        self.animations: list[CSSAnimation] = []

    def cancel_all(self) -> None:
        """It is not rendered any more."""
        for animation in self.animations:
            animation.disown()
        self.animations = []

    def update(self, style: "ComputedStyle") -> None:
        """Those of before go on where their names are still there: https://drafts.csswg.org/css-animations-2/#animation-name"""
        rows = animation_rows(style)
        if not rows and not self.animations:
            return
        left = self.animations
        kept: list[CSSAnimation] = []
        # From the last on: an animation that is named twice goes on as the later of both.
        for row in reversed(rows):
            poll()
            rule = style.engine.keyframes_rule(self.element, row.name)
            if rule is None:
                continue
            found = last_named(left, row.name)
            if found is None:
                found = CSSAnimation(self.element, self.pseudo, row.name)
                self.describe(found, row, rule, style)
                found.begin(row.play_state)
            else:
                left.remove(found)
                self.describe(found, row, rule, style)
                found.follow_play_state(row.play_state)
            kept.append(found)
        for animation in left:
            animation.disown()
        kept.reverse()
        self.animations = kept
        for at, animation in enumerate(kept):
            if animation.place != at:
                animation.place = at
                animation.changed()

    def describe(
        self, animation: CSSAnimation, row: AnimationRow, rule: CSSKeyframesRule, style: "ComputedStyle"
    ) -> None:
        """Timing and keyframes as the style has them."""
        effect = animation.own_effect
        if effect is None and animation.rule is None:
            effect = KeyframeEffect(None, self.element)
            effect.pseudo = self.pseudo
        if not isinstance(effect, KeyframeEffect):
            return  # a script gave it another
        timing = effect.timing
        said = effect.overridden
        wanted = (
            timing.duration if "duration" in said else row.duration,
            timing.delay if "delay" in said else row.delay,
            timing.iterations if "iterations" in said else row.iterations,
            timing.direction if "direction" in said else row.direction,
            timing.fill if "fill" in said else row.fill,
        )
        if wanted != (timing.duration, timing.delay, timing.iterations, timing.direction, timing.fill):
            timing.duration, timing.delay, timing.iterations, timing.direction, timing.fill = wanted
            if animation.own_effect is not None:
                animation.update_finished_state(False, False)
        sheet = rule.parent_style_sheet
        version = -1 if sheet is None else sheet.version
        described = (version, row.easing)
        if "keyframes" not in said and (animation.rule is not rule or animation.described != described):
            animation.rule, animation.described = rule, described
            effect.neutral_easing = easing_of(row.easing) or LINEAR
            effect.set_keyframes_list(keyframes_of(rule, row.easing))
        if animation.own_effect is None:
            animation.effect = effect


def last_named(animations: list[CSSAnimation], name: str) -> CSSAnimation | None:
    """The last animation with a name."""
    for animation in reversed(animations):
        if animation.animation_name == name:
            return animation
    return None


def keyframes_of(rule: CSSKeyframesRule, easing: str) -> list[Keyframe]:
    """https://drafts.csswg.org/css-animations-2/#keyframes: those of a rule, by their offsets"""
    made: list[Keyframe] = []
    alike: dict[tuple[float, str], Keyframe] = {}
    for one in rule.css_rules.rules:
        poll()
        if not isinstance(one, CSSKeyframeRule):
            continue
        declarations = one.style.declarations
        declared = declarations.get("animation-timing-function")
        own = canonical_easing(declared.value) if declared is not None else None
        for key in one.keys.split(", "):
            offset = float(key.removesuffix("%")) / 100
            keyframe = alike.get((offset, own or easing))
            if keyframe is None:
                keyframe = Keyframe()
                keyframe.offset = offset
                keyframe.easing = own or easing
                keyframe.easing_function = easing_of(keyframe.easing) or LINEAR
                alike[offset, keyframe.easing] = keyframe
                made.append(keyframe)
            for name, declaration in declarations.items():
                if is_animatable(name) and not name.startswith("--"):
                    keyframe.given[name] = declaration.value
                    keyframe.values[name] = declaration
    made.sort(key=offset_or_zero)
    return [keyframe for keyframe in made if keyframe.values]


def offset_or_zero(keyframe: Keyframe) -> float:
    """For sorting."""
    return keyframe.offset or 0.0
