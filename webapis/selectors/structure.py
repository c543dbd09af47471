"""Parsed selectors as matchers: https://drafts.csswg.org/selectors-4/#match-against-element

Parsing makes these objects once; matching walks them. Everything is typed and compiled.
"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.infra.ascii import ascii_lowercase, split_on_whitespace

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

# Why a complex selector did not match, so that nobody looks on in vain (the idea of all engines).
MATCHED: Final = 0
FAILED_HERE: Final = 1
FAILED_FOR_SIBLINGS: Final = 2
FAILED: Final = 3


class Context:
    """What holds for one query."""

    def __init__(self, scope: "Node", many: bool) -> None:
        self.scope = scope
        self.many = many  # several elements will be tried: indexes pay
        self.pseudo_element = ""  # the rules of a style sheet that are looked for
        self.shadow_root: Node | None = None  # whose style sheet asks: :host is its host
        self.anchor: Node | None = None  # the element of the :has() that is being evaluated
        self.quirks = scope.node_document.mode == "quirks"
        self.in_html_document = scope.node_document.is_html
        self.sibling_indexes: dict[tuple[NthTest, Node], dict[Node, int]] = {}


class Test:
    """A pseudo-class, or an attribute."""

    def matches(self, element: "Element", context: Context) -> bool:
        """Whether the element passes."""
        raise NotImplementedError


class Compound:
    """https://drafts.csswg.org/selectors-4/#compound"""

    def __init__(self) -> None:
        self.local_name: str | None = None
        self.lowercase_name: str | None = None
        self.no_namespace = False  # |name: only elements without a namespace
        self.namespace: str | None = None  # prefix|name: only elements in that one
        self.identifier: str | None = None
        self.more_identifiers: list[str] = []
        self.classes: list[str] = []
        self.tests: list[Test] = []
        self.never = False  # a pseudo-element: valid, but no element
        self.pseudo_element = ""  # its name, with its colons gone and its argument behind
        self.slotted: Compound | None = None  # what ::slotted() wants of an element in a slot
        self.has_host = False  # :host stands in it, so it may match the featureless host
        self.written: list[
            str
        ] = []  # the simple selectors as https://drafts.csswg.org/cssom-1/#serialize-a-selector has them
        self.specificity = 0

    def matches(self, element: "Element", context: Context) -> bool:
        """Whether the element passes every simple selector."""
        if self.never and (not self.pseudo_element or self.pseudo_element != context.pseudo_element):
            return False
        local_name = self.local_name
        if local_name is not None:
            names = element.names
            if names.is_html and element.node_document.is_html:
                local_name = self.lowercase_name
            if names.local_name != local_name:
                return False
        if self.no_namespace and element.names.namespace is not None:
            return False
        if self.namespace is not None and element.names.namespace != self.namespace:
            return False
        if self.identifier is not None and not self.matches_identifier(element, context):
            return False
        if self.classes and not self.matches_classes(element, context):
            return False
        return all(test.matches(element, context) for test in self.tests)

    def text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-compound-selector: a universal selector says nothing beside others."""
        written = self.written
        return "".join(written[1:] if len(written) > 1 and written[0] == "*" else written)

    def is_scope_only(self) -> bool:
        """Whether it is just :scope, which a document or fragment can be when nothing else is asked."""
        return (
            len(self.tests) == 1
            and isinstance(self.tests[0], ScopeTest)
            and self.local_name is None
            and self.identifier is None
            and not self.classes
        )

    def matches_identifier(self, element: "Element", context: Context) -> bool:
        """Whether the id is the one; in quirks mode whatever its case."""
        identifier = element.identifier
        if context.quirks:
            identifier = ascii_lowercase(identifier)
            wanted = [self.identifier or "", *self.more_identifiers]
            return all(ascii_lowercase(one) == identifier for one in wanted)
        return identifier == self.identifier and all(one == identifier for one in self.more_identifiers)

    def matches_classes(self, element: "Element", context: Context) -> bool:
        """Whether all classes are there; in quirks mode whatever their case."""
        names = element.class_names
        if names is None:
            return False
        if context.quirks:
            names = [ascii_lowercase(name) for name in names]
            return all(ascii_lowercase(name) in names for name in self.classes)
        return all(name in names for name in self.classes)


class Complex:
    """https://drafts.csswg.org/selectors-4/#complex: compounds from left to right, combinators between them."""

    def __init__(self, compounds: list[Compound], combinators: list[str]) -> None:
        self.compounds = compounds
        self.combinators = combinators
        self.subject = compounds[-1]

    @property
    def specificity(self) -> int:
        """https://drafts.csswg.org/selectors-4/#specificity-rules: ids, classes and types, ten bits each."""
        total = 0
        for compound in self.compounds:
            total = add_specificity(total, compound.specificity)
        return total

    def text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-selector"""
        parts = [self.compounds[0].text()]
        for combinator, compound in zip(self.combinators, self.compounds[1:], strict=True):
            parts.append(combinator if combinator == " " else f" {combinator} ")
            parts.append(compound.text())
        return "".join(parts).strip(" ")

    def matches(self, element: "Element", context: Context) -> bool:
        """Whether the element is what the last compound stands for."""
        last = len(self.compounds) - 1
        if last == 0:
            return self.subject.matches(element, context)
        return self.match_up_to(last, element, context) == MATCHED

    def match_up_to(self, index: int, element: "Element", context: Context) -> int:
        """Match the compounds up to index, the last of them against the element.

        Recursion is as deep as the selector has compounds, which the parser limits.
        """
        if not self.compounds[index].matches(element, context):
            return FAILED_HERE
        if index == 0:
            return MATCHED
        combinator = self.combinators[index - 1]
        if combinator == " " or combinator == ">":
            return self.match_ancestors(index - 1, element, context, combinator == ">")
        return self.match_siblings(index - 1, element, context, combinator == "+")

    def match_ancestors(self, index: int, element: "Element", context: Context, parent_only: bool) -> int:
        """The descendant and the child combinator."""
        node = element.parent_node
        while node is not None:
            if node.node_type == ELEMENT_NODE:
                result = self.match_up_to(index, as_element(node), context)
            elif node is context.scope and index == 0 and self.compounds[0].is_scope_only():
                result = MATCHED
            elif node is context.shadow_root and self.compounds[index].has_host:
                host = node.fragment_host()
                return FAILED if host is None else self.match_up_to(index, host, context)
            else:
                return FAILED
            if result in (MATCHED, FAILED):
                return result
            poll()
            if parent_only:
                return FAILED_FOR_SIBLINGS if result == FAILED_FOR_SIBLINGS else FAILED_HERE
            node = node.parent_node
        return FAILED

    def match_siblings(self, index: int, element: "Element", context: Context, next_only: bool) -> int:
        """The sibling combinators."""
        sibling = element.previous_element_sibling
        while sibling is not None:
            result = self.match_up_to(index, sibling, context)
            if result != FAILED_HERE:
                return result
            poll()
            if next_only:
                return FAILED_HERE
            sibling = sibling.previous_element_sibling
        return FAILED_FOR_SIBLINGS


class SelectorList:
    """https://drafts.csswg.org/selectors-4/#selector-list"""

    def __init__(self, selectors: list[Complex], outer_depth: int = 0) -> None:
        self.selectors = selectors
        self.depth = outer_depth + max([len(selector.compounds) for selector in selectors], default=0)
        """How many compounds matching may have to go through at once, those of outer rules among them."""
        self.asks_uncounted: bool | None = None
        """The cascade's, once it has looked: whether the answer may change without a version that does."""

    def matches(self, element: "Element", context: Context) -> bool:
        """Whether any matches."""
        return any(selector.matches(element, context) for selector in self.selectors)

    @property
    def specificity(self) -> int:
        """That of the most specific."""
        return max([selector.specificity for selector in self.selectors], default=0)

    def text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-group-of-selectors"""
        return ", ".join([selector.text() for selector in self.selectors])


ID_SPECIFICITY: Final = 1 << 20
CLASS_SPECIFICITY: Final = 1 << 10
TYPE_SPECIFICITY: Final = 1
MOST_OF_A_KIND: Final = 1023


def add_specificity(one: int, other: int) -> int:
    """Each of the three counts stays in its bits."""
    ids = min((one >> 20) + (other >> 20), MOST_OF_A_KIND)
    classes = min((one >> 10 & MOST_OF_A_KIND) + (other >> 10 & MOST_OF_A_KIND), MOST_OF_A_KIND)
    return ids << 20 | classes << 10 | min((one & MOST_OF_A_KIND) + (other & MOST_OF_A_KIND), MOST_OF_A_KIND)


class ListTest(Test):
    """:is(), :where() and :not()"""

    def __init__(self, selectors: SelectorList, negated: bool) -> None:
        self.selectors = selectors
        self.negated = negated

    def matches(self, element: "Element", context: Context) -> bool:
        poll()  # & in nested rules multiplies
        return self.selectors.matches(element, context) != self.negated


class ScopeTest(Test):
    """:scope"""

    def matches(self, element: "Element", context: Context) -> bool:
        scope = context.scope
        if scope.node_type == ELEMENT_NODE:
            return element is scope
        return element is scope.node_document.document_element and scope.node_type == DOCUMENT_NODE


class HostTest(Test):
    """:host and :host(), in the style sheets of a shadow tree: https://drafts.csswg.org/css-scoping-1/#host-selector"""

    def __init__(self, selector: "Compound | None") -> None:
        self.selector = selector

    def matches(self, element: "Element", context: Context) -> bool:
        if context.shadow_root is None or element is not context.shadow_root.fragment_host():
            return False
        return self.selector is None or self.selector.matches(element, context)


class AnchorTest(Test):
    """What the relative selectors of :has() start from."""

    def matches(self, element: "Element", context: Context) -> bool:
        return element is context.anchor


class HasTest(Test):
    """:has()"""

    def __init__(self, selectors: list[Complex]) -> None:
        self.selectors = selectors

    def matches(self, element: "Element", context: Context) -> bool:
        outer = context.anchor
        context.anchor = element
        found = False
        for selector in self.selectors:
            if has_relative(selector, element, context):
                found = True
                break
        context.anchor = outer
        return found


def has_relative(selector: Complex, anchor: "Element", context: Context) -> bool:
    """Whether the relative selector, whose first compound is the anchor, finds anything."""
    leading = selector.combinators[0]
    short = len(selector.combinators) == 1
    if leading == "+" or leading == "~":
        sibling = anchor.next_element_sibling
        while sibling is not None:
            poll()
            if selector.matches(sibling, context) or (not short and any_below(selector, sibling, context)):
                return True
            if leading == "+" and short:
                return False
            sibling = sibling.next_element_sibling
        return False
    if leading == ">" and short:
        child = anchor.first_element_child
        while child is not None:
            poll()
            if selector.matches(child, context):
                return True
            child = child.next_element_sibling
        return False
    return any_below(selector, anchor, context)


def any_below(selector: Complex, root: "Element", context: Context) -> bool:
    """Whether any descendant matches."""
    node = root.first_child
    while node is not None:
        poll()
        if node.node_type == ELEMENT_NODE and selector.matches(as_element(node), context):
            return True
        node = following(node, root)
    return False


class NthTest(Test):
    """:nth-child() and its relatives: the element's index among its siblings is A times n plus B."""

    def __init__(self, a: int, b: int, from_end: bool, of_type: bool, selectors: SelectorList | None) -> None:
        self.a = a
        self.b = b
        self.from_end = from_end
        self.of_type = of_type
        self.selectors = selectors

    def matches(self, element: "Element", context: Context) -> bool:
        if self.selectors is not None and not self.selectors.matches(element, context):
            return False
        parent = element.parent_node
        if parent is not None and context.many and parent.child_count > 8 and not self.of_type:
            index = self.index_from_table(element, parent, context)
        else:
            index = self.index_by_walking(element, context)
        offset = index - self.b
        if self.a == 0:
            return offset == 0
        return offset % self.a == 0 and offset // self.a >= 0

    def index_by_walking(self, element: "Element", context: Context) -> int:
        """Count the siblings on one side."""
        index = 1
        names = element.names
        sibling = element.next_element_sibling if self.from_end else element.previous_element_sibling
        while sibling is not None:
            if self.of_type:
                other = sibling.names
                counts = other is names or (other.local_name == names.local_name and other.namespace == names.namespace)
            else:
                counts = self.selectors is None or self.selectors.matches(sibling, context)
            if counts:
                index += 1
            poll()
            sibling = sibling.next_element_sibling if self.from_end else sibling.previous_element_sibling
        return index

    def index_from_table(self, element: "Element", parent: "Node", context: Context) -> int:
        """Number all siblings once for a query that will ask for many."""
        key = (self, parent)
        indexes = context.sibling_indexes.get(key)
        if indexes is None:
            indexes = context.sibling_indexes[key] = {}
            index = 1
            child = parent.last_child if self.from_end else parent.first_child
            while child is not None:
                if child.node_type == ELEMENT_NODE and (
                    self.selectors is None or self.selectors.matches(as_element(child), context)
                ):
                    indexes[child] = index
                    index += 1
                child = child.previous_sibling if self.from_end else child.next_sibling
        return indexes[element]


class PresenceTest(Test):
    """An attribute in any namespace or in none: [name], [*|name], [|name]"""

    def __init__(self, name: str, any_namespace: bool) -> None:
        self.name = name
        self.lowercase_name = ascii_lowercase(name)
        self.any_namespace = any_namespace

    def matches(self, element: "Element", context: Context) -> bool:
        name = self.lowercase_name if element.names.is_html and element.node_document.is_html else self.name
        for attribute in element.attribute_list:
            names = attribute.names
            if (
                names.local_name == name
                and (self.any_namespace or names.namespace is None)
                and self.accepts(attribute.data, element)
            ):
                return True
        return False

    def accepts(self, value: str, element: "Element") -> bool:
        """Whether the value is one of those."""
        return True


class ValueTest(PresenceTest):
    """An attribute with a condition on its value."""

    def __init__(self, name: str, any_namespace: bool, operator: str, value: str, flag: str | None) -> None:
        super().__init__(name, any_namespace)
        self.operator = operator
        self.value = value
        self.lowercase_value = ascii_lowercase(value)
        self.ignores_case = flag == "i"
        # https://html.spec.whatwg.org/#case-sensitivity-of-selectors
        self.ignores_case_in_html = flag is None and self.lowercase_name in CASELESS_ATTRIBUTES

    def accepts(self, value: str, element: "Element") -> bool:
        wanted = self.value
        if self.ignores_case or (self.ignores_case_in_html and element.names.is_html and element.node_document.is_html):
            value = ascii_lowercase(value)
            wanted = self.lowercase_value
        operator = self.operator
        if operator == "=":
            return value == wanted
        if operator == "~=":
            return wanted != "" and wanted in split_on_whitespace(value)
        if operator == "|=":
            return value == wanted or value.startswith(wanted + "-")
        if not wanted:
            return False
        if operator == "^=":
            return value.startswith(wanted)
        if operator == "$=":
            return value.endswith(wanted)
        return wanted in value


CASELESS_ATTRIBUTES: Final = frozenset(
    [
        "accept",
        "accept-charset",
        "align",
        "alink",
        "axis",
        "bgcolor",
        "charset",
        "checked",
        "clear",
        "codetype",
        "color",
        "compact",
        "declare",
        "defer",
        "dir",
        "direction",
        "disabled",
        "enctype",
        "face",
        "frame",
        "hreflang",
        "http-equiv",
        "lang",
        "language",
        "link",
        "media",
        "method",
        "multiple",
        "nohref",
        "noresize",
        "noshade",
        "nowrap",
        "readonly",
        "rel",
        "rev",
        "rules",
        "scope",
        "scrolling",
        "selected",
        "shape",
        "target",
        "text",
        "type",
        "valign",
        "valuetype",
        "vlink",
    ]
)


from webapis.dom.node import DOCUMENT_NODE, ELEMENT_NODE
from webapis.dom.tree import as_element, following
