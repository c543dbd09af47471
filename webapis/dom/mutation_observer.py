"""https://dom.spec.whatwg.org/#mutation-observers"""

from typing import TYPE_CHECKING, Final

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event, EventInit
from webapis.dom.node_list import StaticNodeList
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import type_error

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.node import Node
    from webapis.dom.node_list import NodeList


class MutationObserverInit:
    """https://dom.spec.whatwg.org/#dictdef-mutationobserverinit; None is a member that is not present."""

    child_list: bool = False
    attributes: bool | None = None
    character_data: bool | None = None
    subtree: bool = False
    attribute_old_value: bool | None = None
    character_data_old_value: bool | None = None
    attribute_filter: list[str] | None = None


NO_NODES: Final["list[Node]"] = []
"""Of all records that tell of none: two lists for each are what CPython's collector looks through."""


class RegisteredObserver:
    """https://dom.spec.whatwg.org/#registered-observer; a transient one has a source."""

    def __init__(
        self, observer: "MutationObserver", options: MutationObserverInit, source: "RegisteredObserver | None"
    ) -> None:
        self.observer = observer
        self.options = options
        self.source = source


class MutationRecord:
    """https://dom.spec.whatwg.org/#interface-mutationrecord"""

    wrapper: object

    def __init__(
        self,
        type: str,
        target: "Node",
        attribute_name: str | None,
        attribute_namespace: str | None,
        old_value: str | None,
        added: "list[Node]",
        removed: "list[Node]",
        previous_sibling: "Node | None",
        next_sibling: "Node | None",
    ) -> None:
        self.wrapper = None
        self.type = type
        self.target = target
        self.attribute_name = attribute_name
        self.attribute_namespace = attribute_namespace
        self.old_value = old_value
        self.added = added
        self.removed = removed
        self.previous_sibling = previous_sibling
        self.next_sibling = next_sibling
        self.added_list: NodeList | None = None
        self.removed_list: NodeList | None = None

    @property
    def added_nodes(self) -> "NodeList":
        """https://dom.spec.whatwg.org/#dom-mutationrecord-addednodes"""
        if self.added_list is None:
            self.added_list = StaticNodeList(self.added)
        return self.added_list

    @property
    def removed_nodes(self) -> "NodeList":
        """https://dom.spec.whatwg.org/#dom-mutationrecord-removednodes"""
        if self.removed_list is None:
            self.removed_list = StaticNodeList(self.removed)
        return self.removed_list


class MutationObserver:
    """https://dom.spec.whatwg.org/#interface-mutationobserver"""

    wrapper: object
    callback: Callback
    nodes: "list[Node]"
    records: list[MutationRecord]

    def __init__(self, callback: Callback) -> None:
        self.wrapper = None
        self.callback = callback
        self.nodes = []
        self.records = []

    def observe(self, target: "Node", options: MutationObserverInit) -> None:
        """https://dom.spec.whatwg.org/#dom-mutationobserver-observe"""
        # 1-2. What follows from other members.
        attributes = options.attributes
        if attributes is None:
            attributes = options.attribute_old_value is not None or options.attribute_filter is not None
        character_data = options.character_data
        if character_data is None:
            character_data = options.character_data_old_value is not None
        # 3-6. Contradictions.
        if not (options.child_list or attributes or character_data):
            raise type_error("The options object must set at least one of attributes, characterData or childList.")
        if options.attribute_old_value and not attributes:
            raise type_error("attributeOldValue may only be true if attributes is true or not present.")
        if options.attribute_filter is not None and not attributes:
            raise type_error("attributeFilter may only be present if attributes is true or not present.")
        if options.character_data_old_value and not character_data:
            raise type_error("characterDataOldValue may only be true if characterData is true or not present.")
        kept = MutationObserverInit()
        kept.child_list = options.child_list
        kept.attributes = attributes
        kept.character_data = character_data
        kept.subtree = options.subtree
        kept.attribute_old_value = options.attribute_old_value
        kept.character_data_old_value = options.character_data_old_value
        kept.attribute_filter = options.attribute_filter
        # 7. Registered before: its transient copies go, its options are replaced.
        extras = target.ensure_extras()
        registered_observers = extras.registered_observers
        if registered_observers is None:
            registered_observers = extras.registered_observers = []
        for registered in registered_observers:
            if registered.observer is self and registered.source is None:
                for node in self.nodes:
                    unregister(node, self, registered)
                registered.options = kept
                return
        # 8. Otherwise register.
        registered_observers.append(RegisteredObserver(self, kept, None))
        target.node_document.agent.observer_count += 1
        self.nodes.append(target)

    def disconnect(self) -> None:
        """https://dom.spec.whatwg.org/#dom-mutationobserver-disconnect"""
        # 1. Unregister everywhere.
        for node in self.nodes:
            unregister(node, self, None)
        self.nodes = []
        # 2. Forget the records.
        self.records = []

    def take_records(self) -> list[MutationRecord]:
        """https://dom.spec.whatwg.org/#dom-mutationobserver-takerecords"""
        records = self.records
        self.records = []
        return records


def unregister(node: "Node", observer: MutationObserver, source: RegisteredObserver | None) -> None:
    """Take the observer's registrations off the node: those with this source, or all of them."""
    extras = node.extras
    if extras is None or extras.registered_observers is None:
        return
    kept = [
        registered
        for registered in extras.registered_observers
        if registered.observer is not observer or (source is not None and registered.source is not source)
    ]
    node.node_document.agent.observer_count -= len(extras.registered_observers) - len(kept)
    extras.registered_observers = kept if kept else None


def add_transient_observers(node: "Node", parent: "Node") -> None:
    """Step 19 of https://dom.spec.whatwg.org/#concept-node-remove"""
    ancestor: Node | None = parent
    while ancestor is not None:
        extras = ancestor.extras
        if extras is not None and extras.registered_observers is not None:
            for registered in extras.registered_observers:
                if not registered.options.subtree:
                    continue
                node_extras = node.ensure_extras()
                if node_extras.registered_observers is None:
                    node_extras.registered_observers = []
                observer = registered.observer
                node_extras.registered_observers.append(RegisteredObserver(observer, registered.options, registered))
                observer.nodes.append(node)
                node.node_document.agent.observer_count += 1
        ancestor = ancestor.parent_node


def queue_tree_mutation_record(
    target: "Node",
    added: "list[Node]",
    removed: "list[Node]",
    previous_sibling: "Node | None",
    next_sibling: "Node | None",
) -> None:
    """https://dom.spec.whatwg.org/#queue-a-tree-mutation-record"""
    queue_mutation_record("childList", target, None, None, None, added, removed, previous_sibling, next_sibling)


def queue_mutation_record(
    type: str,
    target: "Node",
    name: str | None,
    namespace: str | None,
    old_value: str | None,
    added: "list[Node]",
    removed: "list[Node]",
    previous_sibling: "Node | None",
    next_sibling: "Node | None",
) -> None:
    """https://dom.spec.whatwg.org/#queue-a-mutation-record; callers look at `observer_count` first."""
    # 1-3. Who is interested, and in the old value?
    interested: dict[MutationObserver, str | None] = {}
    node: Node | None = target
    while node is not None:
        extras = node.extras
        if extras is not None and extras.registered_observers is not None:
            for registered in extras.registered_observers:
                options = registered.options
                if (node is not target and not options.subtree) or not is_interested(options, type, name, namespace):
                    continue
                observer = registered.observer
                if observer not in interested:
                    interested[observer] = None
                if (type == "attributes" and options.attribute_old_value) or (
                    type == "characterData" and options.character_data_old_value
                ):
                    interested[observer] = old_value
        node = node.parent_node
    if not interested:
        return
    # 4. A record for each.
    agent = target.node_document.agent
    for observer, mapped_old_value in interested.items():
        observer.records.append(
            MutationRecord(
                type, target, name, namespace, mapped_old_value, added, removed, previous_sibling, next_sibling
            )
        )
        agent.pending_mutation_observers[observer] = None
    # 5. A microtask.
    queue_mutation_observer_microtask(agent)


def is_interested(options: MutationObserverInit, type: str, name: str | None, namespace: str | None) -> bool:
    """Step 3.2 of queueing a mutation record."""
    if type == "childList":
        return options.child_list
    if type == "characterData":
        return options.character_data is True
    if not options.attributes:
        return False
    attribute_filter = options.attribute_filter
    return attribute_filter is None or (namespace is None and name in attribute_filter)


def queue_mutation_observer_microtask(agent: "Agent") -> None:
    """https://dom.spec.whatwg.org/#queue-a-mutation-observer-compound-microtask"""
    if not agent.mutation_observer_microtask_queued:
        agent.mutation_observer_microtask_queued = True
        agent.host.queue_microtask(MutationObserverMicrotask(agent).run)


class MutationObserverMicrotask:
    """https://dom.spec.whatwg.org/#notify-mutation-observers"""

    def __init__(self, agent: "Agent") -> None:
        self.agent = agent

    def run(self) -> None:
        """Notify mutation observers."""
        agent = self.agent
        # 1. The next change queues again.
        agent.mutation_observer_microtask_queued = False
        # 2-5. What is pending now.
        observers = list(agent.pending_mutation_observers)
        agent.pending_mutation_observers = {}
        slots = agent.signal_slots
        agent.signal_slots = []
        # 6. Deliver records; transient registrations end.
        for observer in observers:
            records = observer.take_records()
            for node in observer.nodes.copy():
                drop_transient_registrations(node, observer)
            if records:
                try:
                    observer.callback.invoke(observer, [records, observer])
                except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
                    agent.report_exception(error)
        # 7. slotchange.
        for slot in slots:
            init = EventInit()
            init.bubbles = True
            event = Event("slotchange", init)
            event.is_trusted = True
            event.time_stamp = agent.host.now()
            dispatch(event, slot)


def drop_transient_registrations(node: "Node", observer: MutationObserver) -> None:
    """Step 6.3: only lasting registrations stay, and only nodes with one stay in the observer's list."""
    extras = node.extras
    if extras is None or extras.registered_observers is None:
        return
    kept: list[RegisteredObserver] = []
    still_observed = False
    for registered in extras.registered_observers:
        if registered.observer is not observer:
            kept.append(registered)
        elif registered.source is None:
            kept.append(registered)
            still_observed = True
    node.node_document.agent.observer_count -= len(extras.registered_observers) - len(kept)
    extras.registered_observers = kept if kept else None
    if not still_observed:
        observer.nodes = [other for other in observer.nodes if other is not node]
