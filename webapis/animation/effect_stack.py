"""https://drafts.csswg.org/web-animations-1/#effect-stacks: what styles see of the animations of one element"""

from typing import TYPE_CHECKING

from webapis.animation.keyframe_effect import KeyframeEffect

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle


class EffectStack:
    """The effects on an element or pseudo-element, in composite order."""

    def __init__(self) -> None:
        self.effects: list[KeyframeEffect] = []

    def add(self, effect: KeyframeEffect) -> None:
        """One more, or one whose place may be another."""
        if effect not in self.effects:
            self.effects.append(effect)
        if len(self.effects) > 1:
            self.effects.sort(key=order_of)

    def remove(self, effect: KeyframeEffect) -> None:
        """One less."""
        if effect in self.effects:
            self.effects.remove(effect)

    def concerns(self, style: "ComputedStyle", name: str) -> bool:
        """Whether any of them animates a property."""
        return any(name in effect.tracks_for(style) for effect in self.effects)

    def value(self, style: "ComputedStyle", name: str, base: str) -> str:
        """https://drafts.csswg.org/web-animations-1/#applying-the-composited-result: what is transitioned is stronger than
        everything, what is animated than all that is not important (https://drafts.csswg.org/css-cascade-5/#cascade-sort)."""
        found = base
        is_important = style.is_important(name)
        for effect in self.effects:
            if order_of(effect)[0] == 0:
                transitioned = effect.value(style, name, base)
                if transitioned is not None:
                    return transitioned
            elif not is_important:
                value = effect.value(style, name, found)
                if value is not None:
                    found = value
        return found


def order_of(effect: KeyframeEffect) -> tuple[int, int, int, str]:
    """https://drafts.csswg.org/web-animations-1/#composite-order"""
    animation = effect.animation
    return (3, 0, 0, "") if animation is None else animation.composite_key()
