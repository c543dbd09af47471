"""https://dom.spec.whatwg.org/#interface-nodefilter, and what asks one: https://dom.spec.whatwg.org/#traversal"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.node import Node

FILTER_ACCEPT: Final = 1
FILTER_REJECT: Final = 2
FILTER_SKIP: Final = 3


class Traversal:
    """What iterators and walkers have in common."""

    wrapper: object
    what_to_show: int
    filter: Callback | None
    active: bool

    def __init__(self, what_to_show: int, filter: Callback | None) -> None:
        self.wrapper = None
        self.what_to_show = what_to_show
        self.filter = filter
        self.active = False

    def filter_node(self, node: "Node") -> int:
        """https://dom.spec.whatwg.org/#concept-node-filter"""
        poll()
        if self.active:
            raise dom_exception("InvalidStateError", "The filter is being called already.")
        if not self.what_to_show >> (node.node_type - 1) & 1:
            return FILTER_SKIP
        if self.filter is None:
            return FILTER_ACCEPT
        self.active = True
        try:
            result = self.filter.invoke(None, [node])
        finally:
            self.active = False
        return result if isinstance(result, int) else 0
