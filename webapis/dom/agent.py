"""https://html.spec.whatwg.org/#similar-origin-window-agent: what all documents of one agent share."""

from typing import TYPE_CHECKING, Final

from webapis.host import Host
from webapis.idl.exceptions import range_error

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.live_ranges import LiveBoundaries
    from webapis.dom.mutation_observer import MutationObserver
    from webapis.dom.node import Node
    from webapis.dom.node_iterator import IteratorPosition


MOST_NESTED: Final = 150
REGISTERED_LIMIT: Final = 500


class Agent:
    """The state behind mutation observers, custom element reactions, live ranges and iterators."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.html_parser = "whipsnake"
        """Whose tree construction builds documents: see `webapis.html.parser.parser.make_builder`."""
        self.nesting = 0
        # Mutation observers. `observer_count` is how many registrations exist: none means no record is made.
        self.mutation_observer_microtask_queued = False
        self.pending_mutation_observers: dict[MutationObserver, None] = {}
        self.signal_slots: list[Node] = []
        self.observer_count = 0
        # https://html.spec.whatwg.org/#custom-element-reactions-stack
        self.element_queues: list[list[Element]] = []
        self.backup_element_queue: list[Element] = []
        self.processing_backup_element_queue = False
        # OPTIMIZATION: without a form-associated definition nobody need be told of changing forms and fieldsets.
        self.has_form_associated_elements = False
        # OPTIMIZATION: most pages have no element with this attribute.
        self.uses_autofocus = False
        # Held only by the Range or NodeIterator they belong to, which take them out when they die. Each removal looks
        # at all of them: when they have doubled, those that scripts have dropped shall not wait for the collector.
        self.live_ranges: dict[LiveBoundaries, None] = {}
        self.node_iterators: dict[IteratorPosition, None] = {}
        self.registered_limit = REGISTERED_LIMIT

    def add_live_range(self, boundaries: "LiveBoundaries") -> None:
        """A live range came to be."""
        self.make_room()
        self.live_ranges[boundaries] = None

    def add_iterator(self, position: "IteratorPosition") -> None:
        """A node iterator came to be."""
        self.make_room()
        self.node_iterators[position] = None

    def make_room(self) -> None:
        """Collect garbage if there are many of both."""
        if len(self.live_ranges) + len(self.node_iterators) >= self.registered_limit:
            self.host.collect_garbage()
            self.registered_limit = max(REGISTERED_LIMIT, 2 * (len(self.live_ranges) + len(self.node_iterators)))

    def nest(self) -> None:
        """One more algorithm runs inside of another of its kind: chains of signals and Observables are as long as scripts
        make them, the stack is not."""
        if self.nesting >= MOST_NESTED:
            raise range_error("Maximum call stack size exceeded")
        self.nesting += 1

    def report_exception(self, error: Exception) -> None:
        """https://html.spec.whatwg.org/#report-an-exception"""
        self.host.report_exception(error)
