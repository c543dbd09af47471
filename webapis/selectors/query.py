"""https://dom.spec.whatwg.org/#scope-match-a-selectors-string"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node


def query_selector(root: "Node", selectors: str) -> "Element | None":
    raise NotImplementedError


def query_selector_all(root: "Node", selectors: str) -> "list[Node]":
    raise NotImplementedError


def matches_selectors(element: "Element", selectors: str) -> bool:
    raise NotImplementedError


def closest(element: "Element", selectors: str) -> "Element | None":
    raise NotImplementedError
