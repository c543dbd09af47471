"""https://drafts.csswg.org/web-animations-1/#the-animatable-interface-mixin"""

from typing import TYPE_CHECKING

from webapis.animation.animation import Animation
from webapis.animation.dictionaries import OWN_TIMELINE, GetAnimationsOptions, KeyframeAnimationOptions
from webapis.animation.document_animations import animations_of
from webapis.animation.keyframe_effect import KeyframeEffect, pseudo_element_of
from webapis.html.window import Window

if TYPE_CHECKING:
    from webapis.animation.timeline import DocumentTimeline
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def animate(target: "Element", window: Window, keyframes: object, options: object) -> Animation:
    """https://drafts.csswg.org/web-animations-1/#dom-animatable-animate; `window` is that of the script."""
    view = target.node_document.default_view
    effect = KeyframeEffect(window, target, keyframes, options)
    timeline: object = OWN_TIMELINE
    if isinstance(options, KeyframeAnimationOptions):
        timeline = options.chosen_timeline
    if timeline is OWN_TIMELINE:
        timeline = timeline_of(target)
    animation = Animation(view if isinstance(view, Window) else window, effect, timeline)
    if isinstance(options, KeyframeAnimationOptions):
        animation.id = options.id
    animation.play()
    return animation


def get_animations(target: "Element", options: GetAnimationsOptions) -> list[Animation]:
    """https://drafts.csswg.org/web-animations-1/#dom-animatable-getanimations"""
    pseudo = "" if options.pseudo_element is None else pseudo_element_of(options.pseudo_element)
    document = target.node_document
    if document.animations is None:
        return []
    found = document.animations.animations_in(target)
    if options.subtree and not pseudo:
        return found
    return [one for one in found if is_of(one, target, pseudo)]


def is_of(animation: Animation, target: "Element", pseudo: str) -> bool:
    """Whether it animates an element, or one of its pseudo-elements."""
    effect = animation.keyframe_effect()
    return effect is not None and effect.target_element is target and effect.pseudo == pseudo


def get_animations_of_tree(root: "Node") -> list[Animation]:
    """https://drafts.csswg.org/web-animations-1/#dom-documentorshadowroot-getanimations"""
    animations = root.node_document.animations
    if animations is None:
        return []
    return [one for one in animations.animations_in(None) if is_in_tree(one, root)]


def is_in_tree(animation: Animation, root: "Node") -> bool:
    """Whether its target is in the tree of a document or shadow root."""
    effect = animation.keyframe_effect()
    if effect is None or effect.target_element is None:
        return False
    scope = effect.target_element.scope
    return scope is not None and scope.root is root


def timeline_of(root: "Node") -> "DocumentTimeline":
    """https://drafts.csswg.org/web-animations-1/#dom-document-timeline"""
    return animations_of(root.node_document).timeline
