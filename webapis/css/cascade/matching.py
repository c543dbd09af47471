"""The declarations that apply to an element, sorted: https://drafts.csswg.org/css-cascade-5/#cascade-sort"""

from typing import TYPE_CHECKING, Final

from webapis.css.cascade.rule_index import Buckets, IndexedRule, RuleIndex
from webapis.infra.ascii import ascii_lowercase
from webapis.selectors.structure import Context

if TYPE_CHECKING:
    from webapis.css.declaration_parsing import Declaration
    from webapis.dom.element import Element

# https://drafts.csswg.org/css-cascade-5/#cascading-origins, presentational hints apart from other author declarations
USER_AGENT: Final = 0
HINTS: Final = 1
AUTHOR: Final = 2

UNLAYERED: Final = 1 << 20
INLINE: Final = 1 << 21


class Block:
    """Declarations that apply, with what decides between them: origin, tree and layer."""

    __slots__ = ("base_url", "context", "declarations", "has_important", "layer", "order", "origin", "specificity")

    def __init__(
        self,
        declarations: "dict[str, Declaration]",
        origin: int,
        context: int,
        layer: int,
        specificity: int,
        order: int,
        has_important: bool,
    ) -> None:
        self.declarations: dict[str, Declaration] = declarations
        self.origin: int = origin
        self.context: int = context
        self.layer: int = layer
        self.specificity: int = specificity
        self.order: int = order
        self.has_important: bool = has_important
        self.base_url: str = ""
        """What addresses in it are relative to."""

    def strength(self) -> tuple[int, int, int, int, int]:
        """The more the stronger, among normal declarations."""
        return (self.origin, self.context, self.layer, self.specificity, self.order)

    def important_strength(self) -> tuple[int, int, int, int, int]:
        """The same among important ones: origins, trees and layers are the other way round, but for the style attribute."""
        layer = self.layer if self.layer == INLINE else -self.layer
        return (-self.origin, -self.context, layer, self.specificity, self.order)


class SheetGroup:
    """The sheets of one origin in one tree, with the order of their layers."""

    def __init__(self, indexes: list[RuleIndex], origin: int) -> None:
        self.indexes = indexes
        self.origin = origin
        self.layers = layer_order(indexes)
        self.is_uncounted = any(index.is_uncounted for index in indexes)
        self.bases: list[int] = []
        base = 0
        for index in indexes:
            self.bases.append(base)
            base += index.count

    def collect(self, element: "Element", context: Context, depth: int, found: list[Block]) -> None:
        """The rules that match an element (or the pseudo-element that the context names)."""
        for number, index in enumerate(self.indexes):
            buckets: Buckets | None = index.elements
            if context.pseudo_element:
                buckets = index.pseudo_elements.get(context.pseudo_element)
            if buckets is not None:
                self.try_buckets(buckets, element, context, depth, self.bases[number], found)

    def try_buckets(
        self, buckets: Buckets, element: "Element", context: Context, depth: int, base: int, found: list[Block]
    ) -> None:
        """Only those that the element's id, classes and name lead to."""
        identifier = element.identifier
        if identifier and buckets.by_id:
            rules = buckets.by_id.get(ascii_lowercase(identifier) if context.quirks else identifier)
            if rules is not None:
                self.try_rules(rules, element, context, depth, base, found)
        names = element.class_names
        if names is not None and buckets.by_class:
            for name in dict.fromkeys([ascii_lowercase(one) for one in names] if context.quirks else names):
                rules = buckets.by_class.get(name)
                if rules is not None:
                    self.try_rules(rules, element, context, depth, base, found)
        rules = buckets.by_tag.get(element.names.local_name)
        if rules is not None:
            self.try_rules(rules, element, context, depth, base, found)
        if buckets.others:
            self.try_rules(buckets.others, element, context, depth, base, found)

    def try_rules(
        self, rules: list[IndexedRule], element: "Element", context: Context, depth: int, base: int, found: list[Block]
    ) -> None:
        """Those that match."""
        for rule in rules:
            if rule.selector.matches(element, context):
                found.append(self.block(rule, depth, base))

    def block(self, rule: IndexedRule, depth: int, base: int) -> Block:
        """A rule that matches."""
        layer = UNLAYERED if not rule.layer else self.layers[rule.layer]
        made = Block(
            rule.declarations, self.origin, depth, layer, rule.specificity, base + rule.order, rule.has_important
        )
        made.base_url = rule.base_url
        return made

    def collect_host(self, element: "Element", context: Context, depth: int, found: list[Block]) -> None:
        """The :host rules of its shadow tree, for the host."""
        for number, index in enumerate(self.indexes):
            self.try_rules(index.host, element, context, depth, self.bases[number], found)

    def collect_parts(
        self, names: list[str], host: "Element", context: Context, depth: int, found: list[Block]
    ) -> None:
        """The ::part() rules that match a host, for one of its parts."""
        for number, index in enumerate(self.indexes):
            for key, buckets in index.pseudo_elements.items():
                if key.startswith("part(") and all(one in names for one in key[5:-1].split()):
                    context.pseudo_element = key
                    self.try_buckets(buckets, host, context, depth, self.bases[number], found)
        context.pseudo_element = ""

    def collect_slotted(
        self, element: "Element", slot: "Element", context: Context, depth: int, found: list[Block]
    ) -> None:
        """The ::slotted() rules of a slot's tree, for what is in the slot."""
        for number, index in enumerate(self.indexes):
            for rule in index.slotted:
                subject = rule.selector.subject
                if subject.slotted is not None and subject.slotted.matches(element, context):
                    context.pseudo_element = subject.pseudo_element
                    if rule.selector.matches(slot, context):
                        found.append(self.block(rule, depth, self.bases[number]))
                    context.pseudo_element = ""


def layer_order(indexes: list[RuleIndex]) -> dict[str, int]:
    """https://drafts.csswg.org/css-cascade-5/#layer-ordering: a layer's own rules come after those of the layers in it."""
    names: dict[str, None] = {}
    for index in indexes:
        names.update(index.layers)
    if not names:
        return {}
    children: dict[str, list[str]] = {}
    for name in names:
        children.setdefault(name.rpartition(".")[0], []).append(name)
    order: dict[str, int] = {}
    pending = [(name, False) for name in reversed(children.get("", []))]
    while pending:
        name, is_done = pending.pop()
        if is_done:
            order[name] = len(order)
        else:
            pending.append((name, True))
            pending += [(inner, False) for inner in reversed(children.get(name, []))]
    return order
