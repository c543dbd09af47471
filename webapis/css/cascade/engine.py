"""The style tree of a document: which styles hold, and when they have to be computed again.

Styles are computed for the elements that somebody asks about, and for those they inherit from. What was computed holds
until the document changes: a version of its trees, attributes, texts and sheets tells.
"""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll
from webapis.css.cascade.computed_style import ComputedStyle
from webapis.css.cascade.hints import presentational_hints
from webapis.css.cascade.matching import AUTHOR, HINTS, INLINE, UNLAYERED, USER_AGENT, Block, SheetGroup
from webapis.css.cascade.rule_index import RuleIndex
from webapis.css.cascade.user_agent import user_agent_sheet
from webapis.css.media_features import Environment
from webapis.css.style_sheet import CSSStyleSheet, environment_of
from webapis.dom.node import ELEMENT_NODE
from webapis.infra.ascii import split_on_whitespace
from webapis.selectors.structure import Context

if TYPE_CHECKING:
    from webapis.css.style_declaration import CSSStyleDeclaration
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

    def bring_up_to_date(self) -> None:
        """Look whether anything has changed that styles depend on."""
        document = self.document
        environment = environment_of(document)
        if not environment.is_like(self.environment):
            # A frame has another size: conditions have to be asked again.
            self.environment = environment
            self.indexes.clear()
            self.sheets_version = self.state = -1
        state = document.tree_version + document.attribute_version + document.style_version
        targets = [
            document.focused_element,
            document.hovered_element,
            document.active_press_element,
            document.target_element,
        ]
        if state == self.state and targets == self.targets and not self.is_uncounted:
            return
        self.state = state
        self.targets = targets
        self.generation += 1
        if self.sheets_version != document.sheets_version:
            self.sheets_version = document.sheets_version
            self.forget_sheets()

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
        blocks = self.blocks_of(element, "")
        made = ComputedStyle(self, parent, blocks, element is self.document.document_element)
        element.computed_style = made
        return made

    def pseudo_style_of(self, element: "Element", name: str) -> ComputedStyle:
        """The style of a pseudo-element."""
        style = self.style_of(element)
        found = style.pseudo_styles.get(name)
        if found is None:
            found = ComputedStyle(self, style, self.blocks_of(element, name), False)
            found.pseudo_element = name
            style.pseudo_styles[name] = found
        return found

    def root_style(self) -> ComputedStyle | None:
        """What rem units refer to."""
        root = self.document.document_element
        return None if root is None else self.style_of(root)

    def blocks_of(self, element: "Element", pseudo_element: str) -> list[Block]:
        """Everything that applies, from the strongest to the weakest."""
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
            inline = inline_style_of(element)
            if inline is not None:
                declarations = inline.current()
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


def is_in_flat_tree(element: "Element") -> bool:
    """Whether it is connected and all its ancestors are rendered through slots or shadow trees."""
    if not element.is_connected:
        return False
    current: Element | None = element
    while current is not None:
        poll()
        extras = current.extras
        parent = current.parent_node
        if extras is not None and extras.assigned_slot is not None:
            current = extras.assigned_slot
            continue
        if (
            parent is not None
            and parent.node_type == ELEMENT_NODE
            and cast("Element", parent).shadow_root_node is not None
        ):
            return False
        current = flat_parent(current)
    return True


def inline_style_of(element: "Element") -> "CSSStyleDeclaration | None":
    """The declarations of its style attribute; without one there is nothing to read."""
    if element.content_attribute("style") is None:
        return None
    return element.style_attribute_declarations()


def engine_of(document: "Document") -> StyleEngine:
    """The engine of a document, which comes to be with the first question."""
    if document.style_engine is None:
        document.style_engine = StyleEngine(document)
    return document.style_engine
