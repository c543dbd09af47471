"""The animations of one document: https://drafts.csswg.org/web-animations-1/#timelines, and when they need a frame"""

import math
from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.animation.effect_stack import EffectStack
from webapis.animation.keyframe_effect import AnimationEffect, KeyframeEffect
from webapis.animation.timeline import DocumentTimeline
from webapis.dom.dispatch import dispatch
from webapis.dom.tree import inclusive_descendants, is_following, shadow_including_inclusive_descendants

if TYPE_CHECKING:
    from webapis.animation.animation import Animation
    from webapis.animation.style_changes import StyleChanges
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.event_target import EventTarget
    from webapis.dom.node import Node

AT_ONCE: Final = -math.inf


class PendingEvent:
    """https://drafts.csswg.org/web-animations-1/#pending-animation-event-queue, an entry"""

    def __init__(self, target: "EventTarget", event: "Event", animation: "Animation", time: float | None) -> None:
        self.target = target
        self.event = event
        self.animation = animation
        self.key = animation.event_key()
        self.element: Element | None = animation.event_element()
        self.time = time


class DocumentAnimations:
    """What a document has of animations, from the first one on."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.timeline = DocumentTimeline(None, None, document)
        self.style_changes: StyleChanges | None = None
        """Once a style sheet or attribute speaks of transitions or animations."""
        self.playing: dict[Animation, None] = {}
        """What has something to tell when time goes on. Whatever else there is, its element holds."""
        self.events: list[PendingEvent] = []
        self.version = 0
        """Counts what may make animated values others; time among it."""
        self.sequence = 0
        self.style_generation = 0
        """https://drafts.csswg.org/css-transitions-2/#transition-generation: counts style change events."""
        self.time = 0.0
        self.changes: tuple[float | None, float | None] = (None, None)
        self.changes_version = -1

    def next_sequence(self) -> int:
        """https://drafts.csswg.org/web-animations-1/#global-animation-list: a number for a new one"""
        self.sequence += 1
        return self.sequence

    def is_comparing_styles(self) -> bool:
        """Whether a style change event is under way."""
        return self.style_changes is not None and self.style_changes.is_under_way

    # Time.

    def now(self) -> float:
        """The time of the last frame, be it one that was not run because nobody would have noticed it. It stands still within
        a task, as between two frames."""
        self.move_to(self.document.agent.host.frame_time())
        return self.time

    def move_to(self, time: float) -> None:
        """Time goes on."""
        if time > self.time:
            self.time = time
            if self.playing:
                self.version += 1

    # What the tree tells.

    def attribute_changed(self, element: "Element", name: str, old_value: str | None) -> None:
        """Its class or style attribute is another one."""
        if self.style_changes is not None and element.is_connected:
            self.style_changes.attribute_changed(element, name, old_value)

    def nodes_entered(self, nodes: "list[Node]") -> None:
        """They were inserted into the document."""
        for node in nodes:
            if self.style_changes is not None:
                self.style_changes.node_entered(node)
            self.place_changed(node)

    def nodes_left(self, nodes: "list[Node]") -> None:
        """They were removed."""
        for node in nodes:
            if self.style_changes is not None:
                self.style_changes.node_left(node)
            self.place_changed(node)

    def place_changed(self, node: "Node") -> None:
        """What plays on it may have to be shown from now on, or not."""
        extras = node.extras
        if extras is not None and extras.effect_stacks is not None:
            for stack in list(extras.effect_stacks.values()):
                for effect in stack.effects.copy():
                    if effect.animation is not None:
                        effect.animation.changed()

    # What plays.

    def animation_changed(self, animation: "Animation") -> None:
        """Its effect may have begun or ended to apply, and it may have something to tell at another time."""
        self.version += 1
        effect = animation.own_effect
        if isinstance(effect, KeyframeEffect):
            if animation.replace_state != "removed" and (effect.is_in_effect() or effect.is_current()):
                self.add_effect(effect)
            else:
                self.forget_effect(effect)
        if self.has_to_play(animation, effect):
            self.playing[animation] = None
        else:
            self.playing.pop(animation, None)

    def has_to_play(self, animation: "Animation", effect: AnimationEffect | None) -> bool:
        """Whether there is something to tell in time, or to show: what goes on for ever on an element that is nowhere is not."""
        if animation.pending_task or animation.has_news():
            return True
        if animation.play_state != "running":
            return False
        if (
            isinstance(effect, KeyframeEffect)
            and effect.target_element is not None
            and effect.target_element.is_connected
        ):
            return True
        return animation.next_change()[0] is not None

    def add_effect(self, effect: KeyframeEffect) -> None:
        """It is on the stack of its target."""
        target = effect.target_element
        if target is None:
            return
        owner = animations_of(target.node_document)
        if effect.registry is not owner:
            self.forget_effect(effect)
            effect.registry = owner
        owner.version += 1
        extras = target.ensure_extras()
        if extras.effect_stacks is None:
            extras.effect_stacks = {}
        stack = extras.effect_stacks.get(effect.pseudo)
        if stack is None:
            stack = extras.effect_stacks[effect.pseudo] = EffectStack()
        stack.add(effect)

    def forget_effect(self, effect: AnimationEffect) -> None:
        """And is not any more."""
        if not isinstance(effect, KeyframeEffect) or effect.target_element is None or effect.registry is None:
            return
        owner, effect.registry = effect.registry, None
        extras = effect.target_element.ensure_extras()
        stacks = extras.effect_stacks
        stack = None if stacks is None else stacks.get(effect.pseudo)
        if stacks is not None and stack is not None:
            stack.remove(effect)
            owner.version += 1
            if not stack.effects:
                del stacks[effect.pseudo]
                extras.effect_stacks = stacks or None

    def attach(self, style: "ComputedStyle", element: "Element", pseudo: str) -> None:
        """A new style learns of the effects on its element, and on what it inherits from."""
        stack = stack_of(element, pseudo)
        parent = style.parent
        if stack is not None or (parent is not None and parent.base_style is not None):
            style.animate(stack)

    # Frames.

    def next_rendering(self, is_counted: bool) -> float | None:
        """From when on a frame is needed, None if nothing needs one; `is_counted` is without what goes on for ever."""
        if self.events or (self.style_changes is not None and self.style_changes.is_needed()):
            return AT_ONCE
        if not self.playing:
            return None
        if self.changes_version != self.version:
            self.changes_version = self.version
            self.changes = self.next_changes()
        return self.changes[1 if is_counted else 0]

    def next_changes(self) -> tuple[float | None, float | None]:
        """When the next thing happens, and the next one that is not for ever."""
        first: float | None = None
        counted: float | None = None
        for animation in self.playing:
            due, is_counted = animation.next_change()
            if due is None:
                continue
            if first is None or due < first:
                first = due
            if is_counted and (counted is None or due < counted):
                counted = due
        return first, counted

    def update_and_send_events(self, now: float) -> None:
        """https://drafts.csswg.org/web-animations-1/#update-animations-and-send-events"""
        # 1. The timelines, and what plays by them.
        self.move_to(now)
        stacks: dict[EffectStack, None] = {}
        for animation in list(self.playing):
            poll()
            animation.update_finished_state(False, False)
            animation.sample_events()
            self.animation_changed(animation)
            effect = animation.keyframe_effect()
            if effect is not None and effect.target_element is not None:
                stack = stack_of(effect.target_element, effect.pseudo)
                if stack is not None and len(stack.effects) > 1:
                    stacks[stack] = None
        # 2. What is replaced by others.
        self.remove_replaced(list(stacks))
        # 3. Promises.
        self.document.agent.host.perform_a_microtask_checkpoint()
        # 4-7. Events, in their order.
        events, self.events = self.events, []
        events.sort(key=cmp_to_key(compare_events))
        for pending in events:
            poll()
            event = pending.event
            event.is_trusted = True
            event.time_stamp = self.document.agent.host.now()
            dispatch(event, pending.target)

    def update_styles(self) -> None:
        """The part of https://html.spec.whatwg.org/#update-the-rendering that starts what styles declare; what waits for a frame
        has it now."""
        if self.style_changes is not None:
            self.style_changes.update_document()
        for animation in list(self.playing):
            if animation.pending_task:
                poll()
                time = animation.timeline_time
                if time is not None:
                    animation.become_ready(time)

    def queue_event(self, animation: "Animation", event: "Event", time: float | None) -> None:
        """To be dispatched at the animation with the next frame."""
        self.events.append(PendingEvent(animation, event, animation, time))

    def queue_event_at(self, element: "Element", animation: "Animation", event: "Event", time: float | None) -> None:
        """The same, at the element that is animated."""
        self.events.append(PendingEvent(element, event, animation, time))

    def remove_replaced(self, stacks: list[EffectStack]) -> None:
        """https://drafts.csswg.org/web-animations-1/#removing-replaced-animations"""
        for stack in stacks:
            covered: set[str] = set()
            for effect in reversed(stack.effects.copy()):
                poll()
                animation = effect.animation
                if animation is None or not animation.is_replaceable():
                    continue
                if covered.issuperset(effect.tracks) and animation.replace_state == "active":
                    animation.replace_state = "removed"
                    event = animation.playback_event("remove", animation.current_time)
                    self.queue_event(animation, event, self.time)
                    self.forget_effect(effect)
                covered.update(effect.tracks)

    def names(self) -> list[str]:
        """What plays, as `settle` tells it."""
        return [animation.description() for animation in self.playing if animation.play_state == "running"]

    # What scripts ask.

    def animations_in(self, root: "Element | None") -> "list[Animation]":
        """https://drafts.csswg.org/web-animations-1/#dom-documentorshadowroot-getanimations: the relevant ones of a subtree, or of
        all, in composite order."""
        if self.style_changes is not None:
            self.style_changes.update_document()
        found: list[Animation] = []
        nodes = shadow_including_inclusive_descendants(self.document) if root is None else inclusive_descendants(root)
        for node in nodes:
            poll()
            extras = node.extras
            if extras is not None and extras.effect_stacks is not None:
                for stack in extras.effect_stacks.values():
                    found += [one.animation for one in stack.effects if one.animation is not None]
        found.sort(key=cmp_to_key(compare_animations))
        return found


def stack_of(element: "Element", pseudo: str) -> EffectStack | None:
    """The effects on an element or pseudo-element, if there are any."""
    extras = element.extras
    return None if extras is None or extras.effect_stacks is None else extras.effect_stacks.get(pseudo)


def compare_events(one: PendingEvent, other: PendingEvent) -> int:
    """By scheduled event time, those without one first, then by composite order."""
    if one.time != other.time:
        if one.time is None or other.time is None:
            return -1 if one.time is None else 1
        return -1 if one.time < other.time else 1
    return compare_keys(one.key, one.element, other.key, other.element)


def compare_animations(one: "Animation", other: "Animation") -> int:
    """https://drafts.csswg.org/web-animations-1/#composite-order"""
    return compare_keys(one.composite_key(), one.owning_element(), other.composite_key(), other.owning_element())


def compare_keys(
    key: tuple[int, int, int, str],
    element: "Element | None",
    other_key: tuple[int, int, int, str],
    other_element: "Element | None",
) -> int:
    """Those of style sheets by the order of their elements first."""
    if key[0] == other_key[0] and element is not other_element and are_in_one_tree(element, other_element):
        assert element is not None and other_element is not None
        return -1 if is_following(element, other_element) else 1
    return -1 if key < other_key else 1 if key > other_key else 0


def are_in_one_tree(one: "Element | None", other: "Element | None") -> bool:
    """Whether their order says anything."""
    return one is not None and other is not None and one.scope is not None and one.scope is other.scope


def animations_of(document: "Document") -> DocumentAnimations:
    """Those of a document; they come to be with the first question."""
    if document.animations is None:
        document.animations = DocumentAnimations(document)
    return document.animations
