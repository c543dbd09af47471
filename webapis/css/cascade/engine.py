"""The style tree of a document: which styles hold, and when they have to be computed again.

Styles are computed for the elements that somebody asks about, and for those they inherit from. What was computed holds
until the document changes: a version of its trees, attributes, texts and sheets tells.
"""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll
from webapis.css.animating import speaks_of_animation
from webapis.css.cascade.animating_rules import animates_others, is_animated_by
from webapis.css.cascade.computed_style import ComputedStyle
from webapis.css.cascade.hints import presentational_hints
from webapis.css.cascade.matching import AUTHOR, HINTS, INLINE, UNLAYERED, USER_AGENT, Block, SheetGroup
from webapis.css.cascade.rule_index import RuleIndex
from webapis.css.cascade.user_agent import user_agent_sheet
from webapis.css.declaration_parsing import parse_block
from webapis.css.media_features import Environment
from webapis.css.style_sheet import CSSStyleSheet, environment_of
from webapis.dom.element import class_list_of
from webapis.dom.node import ELEMENT_NODE
from webapis.infra.ascii import split_on_whitespace
from webapis.selectors.structure import Context

if TYPE_CHECKING:
    from webapis.css.at_rules import CSSKeyframesRule
    from webapis.css.declaration_parsing import Declaration
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node, TreeScope


class StyleEngine:
    """https://drafts.csswg.org/css-cascade-5/#cascading for one document"""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.environment: Environment = environment_of(document)
        self.state = -1
        self.targets: list[Element | None] = []
        self.generation = 0
        """Counts the states: a style of another one does not hold."""
        self.sheets_version = -1
        self.user_agent: SheetGroup | None = None
        self.groups: dict[TreeScope, SheetGroup] = {}
        self.indexes: dict[CSSStyleSheet, RuleIndex] = {}
        self.is_uncounted = False
        self.declared_targets: list[Element | None] = []
        self.target_changes = 0
        self.animations_version = 0
        self.rules_generation = 0
        """Counts the states in which rules apply; what moves does not change them."""

    def bring_up_to_date(self) -> None:
        """Look whether anything has changed that styles depend on."""
        document = self.document
        environment = environment_of(document)
        if not environment.is_like(self.environment):
            # A frame has another size: conditions have to be asked again.
            self.environment = environment
            self.indexes.clear()
            self.sheets_version = self.state = -1
        animations = document.animations
        # While it is found out what starts to move, only styles without that are asked for.
        if animations is not None and not animations.is_comparing_styles():
            animations.now()
            if animations.version != self.animations_version:
                self.animations_version = animations.version
                self.generation += 1
        state = document.tree_version + document.attribute_version + document.style_version
        targets = self.pointed_at()
        if state == self.state and targets == self.targets and not self.is_uncounted:
            return
        self.state = state
        self.targets = targets
        self.generation += 1
        self.rules_generation += 1
        if self.sheets_version != document.sheets_version:
            self.sheets_version = document.sheets_version
            self.forget_sheets()

    def pointed_at(self) -> "list[Element | None]":
        """What selectors ask of the user: https://drafts.csswg.org/selectors-4/#useraction-pseudos"""
        document = self.document
        return [
            document.focused_element,
            document.hovered_element,
            document.active_press_element,
            document.target_element,
        ]

    def declared_state(self) -> int:
        """Another number after each change of what styles depend on, but for time."""
        document = self.document
        targets = self.pointed_at()
        if targets != self.declared_targets:
            self.declared_targets = targets
            self.target_changes += 1
        return document.tree_version + document.attribute_version + document.style_version + self.target_changes

    def forget_sheets(self) -> None:
        """Sheets came, went or changed; the indexes of those that did not are kept."""
        self.groups.clear()
        self.is_uncounted = False
        self.indexes = {sheet: index for sheet, index in self.indexes.items() if index.version == sheet.version}

    def group_of(self, scope: "TreeScope") -> SheetGroup:
        """The author's sheets of a document or shadow tree."""
        group = self.groups.get(scope)
        if group is None:
            sheets = [] if scope.styles is None else scope.styles.final()
            group = SheetGroup([self.index_of(sheet) for sheet in sheets], AUTHOR)
            self.groups[scope] = group
            self.is_uncounted = self.is_uncounted or group.is_uncounted
        return group

    def index_of(self, sheet: CSSStyleSheet) -> RuleIndex:
        """The rules of a sheet as they are now."""
        found = self.indexes.get(sheet)
        if found is None:
            found = RuleIndex(sheet, self.environment, self.document.mode == "quirks")
            self.indexes[sheet] = found
        return found

    def user_agent_group(self) -> SheetGroup:
        """The sheet that all documents have."""
        if self.user_agent is None:
            index = RuleIndex(user_agent_sheet(), self.environment, False)
            self.user_agent = SheetGroup([index], USER_AGENT)
        return self.user_agent

    # What may move.

    def may_animate(self, element: "Element") -> bool:
        """Whether a rule or its style attribute speaks of transitions or animations of an element or its pseudo-elements."""
        text = element.content_attribute("style")
        if text is not None and speaks_of_animation(text):
            return True
        scope = element.scope
        if scope is None:
            return False
        root = scope.root
        context = self.context(root, root if root.is_shadow_root else None, "")
        return is_animated_by(self.group_of(scope), element, context) or self.is_animated_from_elsewhere(element)

    def is_animated_from_elsewhere(self, element: "Element") -> bool:
        """The same of the rules of its own shadow tree, of the slots it is in and of the tree outside; these are not matched."""
        shadow = element.shadow_root_node
        extras = element.extras
        slot = None if extras is None else extras.assigned_slot
        others = [None if shadow is None else shadow.scope, None if slot is None else slot.scope]
        if element.scope is not None and element.scope.root.is_shadow_root and element.content_attribute("part"):
            host = element.scope.root.shadow_host()
            others.append(None if host is None else host.scope)
        return any(other is not None and animates_others(self.group_of(other)) for other in others)

    def keyframes_rule(self, element: "Element", name: str) -> "CSSKeyframesRule | None":
        """The last @keyframes rule of a name, of the tree that an element is in, of its shadow tree, or further out."""
        self.bring_up_to_date()
        shadow = element.shadow_root_node
        scopes = [element.scope, None if shadow is None else shadow.scope]
        scope = element.scope
        while scope is not None and scope.root.is_shadow_root:
            poll()
            host = scope.root.shadow_host()
            scope = None if host is None else host.scope
            scopes.append(scope)
        for one in scopes:
            if one is not None:
                for index in reversed(self.group_of(one).indexes):
                    if name in index.keyframes:
                        return index.keyframes[name]
        return None

    # Styles.

    def style_of(self, element: "Element") -> ComputedStyle:
        """The style of a connected element in the flat tree. Those of its ancestors come first."""
        self.bring_up_to_date()
        found = element.computed_style
        if found is not None and found.generation == self.generation:
            return found
        missing: list[Element] = []
        parent: ComputedStyle | None = None
        current: Element | None = element
        while current is not None:
            known = current.computed_style
            if known is not None and known.generation == self.generation:
                parent = known
                break
            missing.append(current)
            current = flat_parent(current)
        for one in reversed(missing):
            poll()
            parent = self.compute(one, parent)
        assert parent is not None
        return parent

    def compute(self, element: "Element", parent: ComputedStyle | None) -> ComputedStyle:
        """A new style."""
        old = element.computed_style
        if old is not None and old.rules_generation == self.rules_generation:
            blocks = old.blocks[old.important_count :]
        else:
            blocks = self.blocks_of(element, "")
        made = ComputedStyle(self, parent, blocks, element is self.document.document_element)
        element.computed_style = made
        if self.document.animations is not None:
            self.document.animations.attach(made, element, "")
        return made

    def pseudo_style_of(self, element: "Element", name: str) -> ComputedStyle:
        """The style of a pseudo-element."""
        style = self.style_of(element)
        found = style.pseudo_styles.get(name)
        if found is None:
            found = ComputedStyle(self, style, self.blocks_of(element, name), False)
            found.pseudo_element = name
            style.pseudo_styles[name] = found
            if self.document.animations is not None:
                self.document.animations.attach(found, element, name)
        return found

    def root_style(self) -> ComputedStyle | None:
        """What rem units refer to."""
        root = self.document.document_element
        return None if root is None else self.style_of(root)

    def style_with_attributes(
        self, element: "Element", pseudo_element: str, own_class: str | None, own_style: str | None
    ) -> ComputedStyle:
        """What the style would be with another class and style attribute, and nothing that moves."""
        names = element.class_names
        element.class_names = class_list_of(own_class) if own_class else None
        try:
            blocks = self.blocks_of(element, pseudo_element, parse_block(own_style) if own_style else {})
        finally:
            element.class_names = names
        style = self.style_of(element)
        base = style.base_style or style
        made = ComputedStyle(self, base if pseudo_element else base.parent, blocks, base.is_root and not pseudo_element)
        made.pseudo_element = pseudo_element
        return made

    def blocks_of(
        self, element: "Element", pseudo_element: str, own_style: "dict[str, Declaration] | None" = None
    ) -> list[Block]:
        """Everything that applies, from the strongest to the weakest; `own_style` is in the place of the style attribute."""
        found: list[Block] = []
        document_context = self.context(self.document, None, pseudo_element)
        self.user_agent_group().collect(element, document_context, 0, found)
        scope = element.scope
        if scope is None:
            return found
        # https://drafts.csswg.org/css-cascade-5/#cascade-context: what stands further out is stronger.
        own = 100
        root = scope.root
        context = document_context
        if root.is_shadow_root:
            context = self.context(root, root, pseudo_element)
        self.group_of(scope).collect(element, context, own, found)
        shadow = element.shadow_root_node
        if shadow is not None and shadow.scope is not None and not pseudo_element:
            self.group_of(shadow.scope).collect_host(element, self.context(shadow, shadow, ""), own - 1, found)
        if not pseudo_element:
            self.collect_slotted(element, own, found)
            if root.is_shadow_root:
                self.collect_parts(element, own, found)
            hints = presentational_hints(element)
            if hints:
                found.append(Block(hints, HINTS, own, UNLAYERED, 0, 0, False))
            declarations = inline_style_of(element) if own_style is None else own_style
            if declarations:
                important = any(one.important for one in declarations.values())
                found.append(Block(declarations, AUTHOR, own, INLINE, 0, 0, important))
        if len(found) > 1:
            found.sort(key=Block.strength, reverse=True)
        return found

    def context(self, scope: "Node", shadow_root: "Node | None", pseudo_element: str) -> Context:
        """What selectors are asked in."""
        made = Context(scope, False)
        made.pseudo_element = pseudo_element
        made.shadow_root = shadow_root
        return made

    def collect_parts(self, element: "Element", own: int, found: list[Block]) -> None:
        """The ::part() rules of the tree that its host is in: https://drafts.csswg.org/css-shadow-parts-1/#part

        DEVIATION: parts are not handed on to trees further out (`exportparts`).
        """
        names = element.content_attribute("part")
        host = None if element.scope is None else element.scope.root.shadow_host()
        if not names or host is None or host.scope is None:
            return
        root = host.scope.root
        context = self.context(root, root if root.is_shadow_root else None, "")
        self.group_of(host.scope).collect_parts(split_on_whitespace(names), host, context, own + 1, found)

    def collect_slotted(self, element: "Element", own: int, found: list[Block]) -> None:
        """The rules of the trees whose slots it is in, one in the other."""
        extras = element.extras
        slot = None if extras is None else extras.assigned_slot
        depth = own
        while slot is not None and slot.scope is not None:
            depth -= 1
            root = slot.scope.root
            group = self.group_of(slot.scope)
            group.collect_slotted(element, slot, self.context(root, root, ""), depth, found)
            extras = slot.extras
            slot = None if extras is None else extras.assigned_slot


def flat_parent(element: "Element") -> "Element | None":
    """The parent in the flat tree: https://drafts.csswg.org/css-scoping-1/#flat-tree"""
    extras = element.extras
    if extras is not None and extras.assigned_slot is not None:
        return extras.assigned_slot
    parent = element.parent_node
    if parent is None:
        return None
    if parent.node_type == ELEMENT_NODE:
        return cast("Element", parent)
    return parent.shadow_host()


def is_flat_child(element: "Element") -> bool:
    """Whether its parent, if it has one, shows it: one with a shadow tree shows what is in its slots."""
    extras, parent = element.extras, element.parent_node
    if (extras is not None and extras.assigned_slot is not None) or parent is None:
        return True
    return parent.node_type != ELEMENT_NODE or cast("Element", parent).shadow_root_node is None


def is_in_flat_tree(element: "Element") -> bool:
    """Whether it is connected and all its ancestors are rendered through slots or shadow trees."""
    if not element.is_connected:
        return False
    current: Element | None = element
    while current is not None:
        poll()
        if not is_flat_child(current):
            return False
        current = flat_parent(current)
    return True


def inline_style_of(element: "Element") -> "dict[str, Declaration] | None":
    """The declarations of its style attribute; without one there is nothing to read."""
    if element.content_attribute("style") is None:
        return None
    style = element.style_attribute_declarations()
    return None if style is None else style.current()


def engine_of(document: "Document") -> StyleEngine:
    """The engine of a document, which comes to be with the first question."""
    if document.style_engine is None:
        document.style_engine = StyleEngine(document)
    return document.style_engine
