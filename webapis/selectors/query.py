"""https://dom.spec.whatwg.org/#scope-match-a-selectors-string"""

from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.selectors.structure import Compound, SelectorList

CACHE_LIMIT: Final = 1024

_parsed: "Final[dict[str, SelectorList]]" = {}


def parsed(selectors: str) -> "SelectorList":
    """The matchers of a text; texts repeat."""
    found = _parsed.get(selectors)
    if found is None:
        if len(_parsed) >= CACHE_LIMIT:
            _parsed.clear()
        # Imported by the first query: a page without one does not pay for cssselect.
        from webapis.selectors.parser import parse_selectors

        found = parse_selectors(selectors)
        if len(selectors) <= 1024:
            _parsed[selectors] = found
    return found


def query_selector(root: "Node", selectors: str) -> "Element | None":
    """The first descendant that matches."""
    matchers = parsed(selectors)
    found = select(root, matchers, Context(root, False), True)
    return found[0] if found else None


def query_selector_all(root: "Node", selectors: str) -> "list[Node]":
    """The descendants that match, in tree order."""
    matchers = parsed(selectors)
    return cast("list[Node]", select(root, matchers, Context(root, True), False))


def matches_selectors(element: "Element", selectors: str) -> bool:
    """https://dom.spec.whatwg.org/#dom-element-matches"""
    return parsed(selectors).matches(element, Context(element, False))


def closest(element: "Element", selectors: str) -> "Element | None":
    """https://dom.spec.whatwg.org/#dom-element-closest"""
    matchers = parsed(selectors)
    context = Context(element, False)
    current: Element | None = element
    while current is not None:
        if matchers.matches(current, context):
            return current
        current = current.parent_element
    return None


def select(root: "Node", matchers: "SelectorList", context: "Context", first: bool) -> "list[Element]":
    """Choose how to look: through the index of ids when there is one, else over the descendants."""
    if len(matchers.selectors) > 1:
        return select_any(root, matchers, context, first)
    selector = matchers.selectors[0]
    subject = selector.subject
    if subject.never:
        return []
    scope = root.scope
    if scope is not None and not context.quirks:
        if subject.identifier is not None:
            return select_by_id(root, selector, context, scope.ids.get(subject.identifier))
        narrowed = narrow(root, selector, scope)
        if narrowed is None:
            return []
        root = narrowed
    if len(selector.compounds) == 1 and is_plain(subject):
        return select_plain(root, subject, first)
    return select_complex(root, selector, context, first)


def select_by_id(
    root: "Node", selector: "Complex", context: "Context", candidates: "dict[Element, None] | None"
) -> "list[Element]":
    """The few elements with the subject's id."""
    found: list[Element] = []
    if candidates is not None:
        for element in candidates:
            poll()
            if element is not root and is_inclusive_ancestor(root, element) and selector.matches(element, context):
                found.append(element)
        if len(found) > 1:
            return in_tree_order(root, found)
    return found


def in_tree_order(root: "Node", elements: "list[Element]") -> "list[Element]":
    """Sorted by where they stand."""
    wanted = set(elements)
    ordered: list[Element] = []
    node = following(root, root)
    while node is not None and len(ordered) < len(wanted):
        if node.node_type == ELEMENT_NODE and node in wanted:
            ordered.append(node)
        node = following(node, root)
    return ordered


def narrow(root: "Node", selector: "Complex", scope: "TreeScope") -> "Node | None":
    """The smallest subtree that an id on the way to the subject leaves; None when nobody has that id."""
    index = len(selector.compounds) - 2
    while index >= 0:
        combinator = selector.combinators[index]
        if combinator != " " and combinator != ">":
            return root
        identifier = selector.compounds[index].identifier
        if identifier is not None:
            candidates = scope.ids.get(identifier)
            if candidates is None:
                return None
            if len(candidates) > 1:
                return root
            only = next(iter(candidates))
            if is_inclusive_ancestor(root, only):
                return only
            return root if is_inclusive_ancestor(only, root) else None
        index -= 1
    return root


def is_plain(compound: "Compound") -> bool:
    """Whether only a name or only classes are asked for."""
    return (
        not compound.tests
        and compound.identifier is None
        and not compound.no_namespace
        and (compound.local_name is None or not compound.classes)
    )


def select_plain(root: "Node", subject: "Compound", first: bool) -> "list[Element]":
    """The loop for tag, .class and *, which most queries are."""
    found: list[Element] = []
    document = root.node_document
    if subject.classes and document.mode == "quirks":
        return select_complex(root, Complex([subject], []), Context(root, True), first)
    local_name = subject.local_name
    lowercase_name = subject.lowercase_name if document.is_html else local_name
    classes = subject.classes
    class_name = classes[0] if classes else None
    single = len(classes) == 1
    node = root.first_child
    count = 0
    while node is not None:
        count += 1
        if not count & 255:
            poll()
        if node.node_type == ELEMENT_NODE:
            element = cast("Element", node)
            if local_name is not None:
                names = element.names
                hit = names.local_name == (lowercase_name if names.is_html else local_name)
            elif class_name is None:
                hit = True
            else:
                class_names = element.class_names
                hit = class_names is not None and class_name in class_names
                if hit and not single and class_names is not None:
                    for name in classes:
                        if name not in class_names:
                            hit = False
            if hit:
                found.append(element)
                if first:
                    return found
        child = node.first_child
        node = child if child is not None else following_skipping_children(node, root)
    return found


def select_complex(root: "Node", selector: "Complex", context: "Context", first: bool) -> "list[Element]":
    """Try the selector on every descendant."""
    found: list[Element] = []
    node = root.first_child
    while node is not None:
        poll()
        if node.node_type == ELEMENT_NODE and selector.matches(cast("Element", node), context):
            found.append(cast("Element", node))
            if first:
                return found
        child = node.first_child
        node = child if child is not None else following_skipping_children(node, root)
    return found


def select_any(root: "Node", matchers: "SelectorList", context: "Context", first: bool) -> "list[Element]":
    """The same for a list."""
    found: list[Element] = []
    node = root.first_child
    while node is not None:
        poll()
        if node.node_type == ELEMENT_NODE and matchers.matches(cast("Element", node), context):
            found.append(cast("Element", node))
            if first:
                return found
        node = following(node, root)
    return found


from webapis.dom.node import ELEMENT_NODE, TreeScope
from webapis.dom.tree import following, following_skipping_children, is_inclusive_ancestor
from webapis.selectors.structure import Complex, Context
