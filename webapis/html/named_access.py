"""Elements as properties of their window: https://html.spec.whatwg.org/#named-access-on-the-window-object"""

from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from webapis.dom.html_collection import HTMLCollection
from webapis.dom.tree import is_following

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element

NAMED_ELEMENTS: Final = ("embed", "form", "img", "object")


class ElementsWithNames(HTMLCollection):
    """Elements that their name attribute makes known, in one document; never seen by scripts."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document, True)

    def matches(self, element: "Element") -> bool:
        return element.is_html and element.local_name in NAMED_ELEMENTS and bool(element.content_attribute("name"))


class ElementsOfName(HTMLCollection):
    """What several elements of one name are together."""

    def __init__(self, document: "Document", named: ElementsWithNames, name: str) -> None:
        super().__init__(document, True)
        self.named = named
        self.name = name

    @property
    def interface_name(self) -> str:
        return "HTMLCollection"

    def collect(self) -> "list[Element]":
        return elements_of_name(self.named, self.name)


def elements_of_name(named: ElementsWithNames, name: str) -> "list[Element]":
    """By id, or by name where that counts, in tree order."""
    scope = named.root.scope
    by_id: dict[Element, None] = {} if scope is None else scope.ids.get(name, {})
    found = list(by_id)
    for element in named.current():
        if element.content_attribute("name") == name and element not in by_id:
            found.append(element)
    if len(found) > 1:
        found.sort(key=cmp_to_key(tree_order))
    return found


def tree_order(one: "Element", other: "Element") -> int:
    """Which of two elements of a tree comes first."""
    return -1 if is_following(one, other) else 1


def named_object(document: "Document", named: ElementsWithNames, name: str) -> object:
    """https://html.spec.whatwg.org/#dom-window-nameditem, the elements: one, a collection, or None."""
    found = elements_of_name(named, name)
    if not found:
        return None
    return found[0] if len(found) == 1 else ElementsOfName(document, named, name)
