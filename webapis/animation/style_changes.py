"""https://drafts.csswg.org/css-transitions-1/#style-change-event: when styles are compared with what they were before

Only elements that declare transitions or animations are looked at. That is what rules and style attributes with such
declarations say; what an element was like before it became one of them is found out from its old class and style attribute.
"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.css.animations.declared import ElementAnimations
from webapis.css.cascade.animating_rules import animating_rules
from webapis.css.cascade.engine import engine_of, flat_parent, is_flat_child
from webapis.css.transitions.starting import ElementTransitions
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import as_element, shadow_including_inclusive_descendants

if TYPE_CHECKING:
    from webapis.animation.document_animations import DocumentAnimations
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node

PSEUDO_ELEMENTS: Final = ("before", "after")


class ElementState:
    """What is known of an element or pseudo-element since the last style change event."""

    def __init__(self, element: "Element", pseudo: str) -> None:
        self.element = element
        self.pseudo = pseudo
        self.transitions = ElementTransitions(element, pseudo)
        self.animations = ElementAnimations(element, pseudo)

    def is_empty(self) -> bool:
        """Whether there is nothing to remember."""
        return self.transitions.is_empty() and not self.animations.animations

    def cancel_all(self) -> None:
        """It is not rendered any more."""
        self.transitions.cancel_all()
        self.animations.cancel_all()


class StyleChanges:
    """The style change events of one document."""

    def __init__(self, document: "Document", registry: "DocumentAnimations") -> None:
        self.document = document
        self.registry = registry
        self.engine = engine_of(document)
        self.states: dict[tuple[Element, str], ElementState] = {}
        self.entered: dict[Node, None] = {}
        """What came into the document since the last event has no style from before."""
        self.changed: dict[Element, tuple[str | None, str | None]] = {}
        """The first class and style attributes of what has others since."""
        self.last_state = -1
        self.is_under_way = False

    # What the tree tells.

    def node_entered(self, node: "Node") -> None:
        """It was inserted."""
        self.entered[node] = None

    def node_left(self, node: "Node") -> None:
        """It was removed, and does not go on with what it did."""
        self.entered.pop(node, None)
        if node.node_type == ELEMENT_NODE:
            self.forget(as_element(node))

    def attribute_changed(self, element: "Element", name: str, old_value: str | None) -> None:
        """Its class or style attribute is another one."""
        if element not in self.changed:
            own_class = old_value if name == "class" else element.content_attribute("class")
            own_style = old_value if name == "style" else element.content_attribute("style")
            self.changed[element] = (own_class, own_style)

    def forget(self, element: "Element") -> None:
        """Nothing of it plays any more."""
        self.changed.pop(element, None)
        for pseudo in ("", *PSEUDO_ELEMENTS):
            state = self.states.pop((element, pseudo), None)
            if state is not None:
                state.cancel_all()

    # Events.

    def is_needed(self) -> bool:
        """Whether anything has changed since the last event."""
        return self.engine.declared_state() != self.last_state

    def update_document(self) -> None:
        """A style change event for all elements, as with each frame."""
        if self.is_under_way or not self.is_needed():
            return
        self.is_under_way = True
        try:
            self.last_state = self.engine.declared_state()
            self.registry.style_generation += 1
            concerned: dict[Element, None] = {}
            for node in shadow_including_inclusive_descendants(self.document):
                poll()
                if node.node_type == ELEMENT_NODE and self.engine.may_animate(as_element(node)):
                    concerned[as_element(node)] = None
            for element, _ in list(self.states):
                concerned[element] = None
            rendered: dict[Element, bool] = {}
            for element in concerned:
                poll()
                self.update(element, rendered)
            self.entered.clear()
            self.changed.clear()
        finally:
            self.is_under_way = False

    def update_element(self, element: "Element") -> None:
        """The same for an element that somebody asks about, and what it inherits from."""
        if self.is_under_way or not self.is_needed():
            return
        self.is_under_way = True
        try:
            self.registry.style_generation += 1
            chain: list[Element] = []
            current: Element | None = element
            while current is not None:
                poll()
                chain.append(current)
                current = flat_parent(current)
            rendered: dict[Element, bool] = {}
            for one in reversed(chain):
                poll()
                if (one, "") in self.states or self.engine.may_animate(one):
                    self.update(one, rendered)
                self.entered.pop(one, None)
                self.changed.pop(one, None)
        finally:
            self.is_under_way = False

    def update(self, element: "Element", rendered: "dict[Element, bool]") -> None:
        """An element and its pseudo-elements."""
        if element.node_document is not self.document or not self.is_rendered(element, rendered):
            self.forget(element)
            return
        style = self.engine.style_of(element)
        self.update_state(element, "", style.base_style or style)
        for pseudo in PSEUDO_ELEMENTS:
            if (element, pseudo) in self.states or self.has_pseudo_rules(pseudo):
                own = self.engine.pseudo_style_of(element, pseudo)
                if own.value("content") in ("none", "normal"):
                    state = self.states.pop((element, pseudo), None)
                    if state is not None:
                        state.cancel_all()
                else:
                    self.update_state(element, pseudo, own.base_style or own)

    def update_state(self, element: "Element", pseudo: str, style: "ComputedStyle") -> None:
        """A style change event of one style."""
        key = (element, pseudo)
        state = self.states.get(key)
        if state is None:
            state = ElementState(element, pseudo)
        # As Chromium has it, animations come first: what they animate is not transitioned, from the beginning.
        state.animations.update(style)
        animated: set[str] = set()
        for animation in state.animations.animations:
            effect = animation.keyframe_effect()
            if effect is not None and effect.is_in_effect():
                animated.update(effect.tracks_for(style))
        state.transitions.update(style, lambda: self.earlier_style(element, pseudo), animated)
        if state.is_empty():
            self.states.pop(key, None)
        else:
            self.states[key] = state

    def earlier_style(self, element: "Element", pseudo: str) -> "ComputedStyle | None":
        """The style that it had with its old attributes; None for what was not there."""
        old = self.changed.get(element)
        if old is None or element in self.entered:
            return None
        style = self.engine.style_with_attributes(element, pseudo, old[0], old[1])
        return None if style.value("display") == "none" else style

    def has_pseudo_rules(self, pseudo: str) -> bool:
        """Whether any sheet of a tree that was asked has such rules for a pseudo-element."""
        return any(
            pseudo in animating_rules(index).pseudo_elements
            for group in self.engine.groups.values()
            for index in group.indexes
        )

    def is_rendered(self, element: "Element", known: "dict[Element, bool]") -> bool:
        """https://html.spec.whatwg.org/#being-rendered, as far as styles say"""
        waiting: list[Element] = []
        current: Element | None = element
        found = element.is_connected
        while found and current is not None:
            poll()
            if current in known:
                found = known[current]
                break
            waiting.append(current)
            if not is_flat_child(current) or self.engine.style_of(current).value("display") == "none":
                found = False
                break
            current = flat_parent(current)
        for one in waiting:
            known[one] = found
        return found
