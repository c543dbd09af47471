"""https://html.spec.whatwg.org/#custom-elements: definitions, reactions, upgrades"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from webapis.dom.element_states import CUSTOM, FAILED, PRECUSTOMIZED, UNCUSTOMIZED, UNDEFINED
from webapis.dom.names import html_name, is_valid_element_local_name
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import dom_exception, type_error
from webapis.infra import namespaces
from webapis.infra.ascii import has_ascii_uppercase

if TYPE_CHECKING:
    from webapis.dom.agent import Agent
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node

RESERVED_NAMES: Final = frozenset(
    [
        "annotation-xml",
        "color-profile",
        "font-face",
        "font-face-src",
        "font-face-uri",
        "font-face-format",
        "font-face-name",
        "missing-glyph",
    ]
)

LIFECYCLE_CALLBACKS: Final = (
    "connectedCallback",
    "disconnectedCallback",
    "adoptedCallback",
    "connectedMoveCallback",
    "attributeChangedCallback",
)


class CustomElementDefinition:
    """https://html.spec.whatwg.org/#custom-element-definition"""

    def __init__(
        self,
        name: str,
        local_name: str,
        constructor: Callback,
        observed_attributes: list[str],
        callbacks: dict[str, Callback],
        disable_shadow: bool = False,
        disable_internals: bool = False,
        form_associated: bool = False,
    ) -> None:
        self.name = name
        self.local_name = local_name
        self.constructor = constructor
        self.observed_attributes = frozenset(observed_attributes)
        self.callbacks = callbacks
        self.disable_shadow = disable_shadow
        self.disable_internals = disable_internals
        self.form_associated = form_associated
        # None is the standard's "already constructed" marker.
        self.construction_stack: list[Element | None] = []


class Reaction:
    """https://html.spec.whatwg.org/#concept-custom-element-reaction-queue: an upgrade, or a callback to call."""

    def __init__(
        self, definition: CustomElementDefinition | None, callback: Callback | None, arguments: list[object]
    ) -> None:
        self.definition = definition
        self.callback = callback
        self.arguments = arguments


class CustomElementData:
    """What an element that is or may become custom carries."""

    def __init__(self) -> None:
        self.definition: CustomElementDefinition | None = None
        self.is_value: str | None = None
        self.reactions: list[Reaction] = []
        # https://html.spec.whatwg.org/#attached-internals, and of a form-associated one what its callbacks heard last.
        self.internals: object = None
        self.form_owner: Element | None = None
        self.was_disabled = False


class CustomElementRegistry:
    """https://html.spec.whatwg.org/#customelementregistry

    What reads the constructor's properties stands in custom_element_definition.py.
    """

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        self.by_name: dict[str, CustomElementDefinition] = {}
        self.documents: list[Document] = []
        self.is_running = False
        # https://html.spec.whatwg.org/#when-defined-promise-map: a promise and what resolves it.
        self.promises: dict[str, tuple[object, Callable[[object], object]]] = {}

    def define(self, name: str, constructor: Callback, options: "ElementDefinitionOptions") -> None:
        """https://html.spec.whatwg.org/#dom-customelementregistry-define"""
        # 1-16. What the constructor says.
        definition = read_definition(self, name, constructor, options.extends)
        # 17-18. From now on there are reactions; those of this call run at its end.
        agent = self.documents[0].agent if self.documents else None
        if agent is not None:
            push_element_queue(agent)
        self.add_definition(definition)
        if agent is not None:
            pop_element_queue(agent)
        # 19. Who waited hears of it.
        waiting = self.promises.pop(name, None)
        if waiting is not None:
            waiting[1](constructor.wrapper)

    def get(self, name: str) -> object:
        """https://html.spec.whatwg.org/#dom-customelementregistry-get"""
        definition = self.by_name.get(name)
        return definition.constructor if definition is not None else None

    def get_name(self, constructor: Callback) -> str | None:
        """https://html.spec.whatwg.org/#dom-customelementregistry-getname"""
        definition = self.definition_constructed_by(constructor)
        return definition.name if definition is not None else None

    def when_defined(self, name: str) -> object:
        """https://html.spec.whatwg.org/#dom-customelementregistry-whendefined"""
        if not is_valid_custom_element_name(name):
            raise dom_exception("SyntaxError", f"'{name}' is not a valid custom element name.")
        waiting = self.promises.get(name)
        definition = self.by_name.get(name)
        if definition is not None or waiting is None:
            waiting = new_promise(self.documents[0].default_view)
            if definition is not None:
                waiting[1](definition.constructor.wrapper)
            else:
                self.promises[name] = waiting
        return waiting[0]

    def definition_constructed_by(self, constructor: Callback) -> CustomElementDefinition | None:
        """The definition with this constructor."""
        for definition in self.by_name.values():
            if definition.constructor.is_same(constructor):
                return definition
        return None

    def check_definition(self, name: str, constructor: Callback) -> None:
        """Steps 2 to 4 of https://html.spec.whatwg.org/#dom-customelementregistry-define"""
        if not is_valid_custom_element_name(name):
            raise dom_exception("SyntaxError", f"'{name}' is not a valid custom element name.")
        if name in self.by_name:
            raise dom_exception("NotSupportedError", f"The name '{name}' has already been used with this registry.")
        if self.definition_constructed_by(constructor) is not None:
            raise dom_exception("NotSupportedError", "This constructor has already been used with this registry.")

    def add_definition(self, definition: CustomElementDefinition) -> None:
        """Steps 15 to 19 of define: from now on elements of that name are upgraded."""
        self.by_name[definition.name] = definition
        for document in self.documents:
            if definition.form_associated:
                document.agent.has_form_associated_elements = True
            for node in shadow_including_inclusive_descendants(document):
                if node.node_type == ELEMENT_NODE:
                    element = as_element(node)
                    if (
                        element.is_html
                        and element.local_name == definition.local_name
                        and (definition.name == definition.local_name or is_value_of(element) == definition.name)
                    ):
                        enqueue_upgrade_reaction(element, definition)

    def upgrade(self, root: "Node") -> None:
        """https://html.spec.whatwg.org/#dom-customelementregistry-upgrade"""
        for node in shadow_including_inclusive_descendants(root):
            if node.node_type == ELEMENT_NODE:
                try_to_upgrade(as_element(node))


def is_value_of(element: "Element") -> str | None:
    """https://dom.spec.whatwg.org/#concept-element-is-value"""
    extras = element.extras
    return extras.custom.is_value if extras is not None and extras.custom is not None else None


def custom_data(element: "Element") -> CustomElementData:
    """The element's custom data, made on first use."""
    extras = element.ensure_extras()
    if extras.custom is None:
        extras.custom = CustomElementData()
    return extras.custom


_valid_names: Final[dict[str, bool]] = {}


def is_valid_custom_element_name(name: str) -> bool:
    """https://html.spec.whatwg.org/#valid-custom-element-name"""
    if "-" not in name:
        return False
    valid = _valid_names.get(name)
    if valid is None:
        if len(_valid_names) >= 4096:
            _valid_names.clear()
        valid = _valid_names[name] = (
            "a" <= name[0] <= "z"
            and is_valid_element_local_name(name)
            and not has_ascii_uppercase(name)
            and name not in RESERVED_NAMES
        )
    return valid


def look_up_definition(
    document: "Document", namespace: str | None, local_name: str, is_value: str | None
) -> CustomElementDefinition | None:
    """https://html.spec.whatwg.org/#look-up-a-custom-element-definition"""
    registry = document.custom_element_registry
    if registry is None or namespace != namespaces.HTML:
        return None
    definition = registry.by_name.get(local_name)
    if definition is not None and definition.local_name == local_name:
        return definition
    if is_value is not None:
        definition = registry.by_name.get(is_value)
        if definition is not None and definition.local_name == local_name:
            return definition
    return None


def find_definition(element: "Element") -> CustomElementDefinition | None:
    """The definition that goes with the element."""
    return look_up_definition(element.node_document, element.namespace_uri, element.local_name, is_value_of(element))


def prepare_custom_clone(original: "Element", copy: "Element") -> None:
    """Creating the copy of a custom element: it is upgraded once reactions run."""
    if not copy.is_html:
        return
    is_value = is_value_of(original)
    if is_value is None and not is_valid_custom_element_name(copy.local_name):
        return
    copy.custom_element_state = UNDEFINED
    custom_data(copy).is_value = is_value
    definition = find_definition(copy)
    if definition is not None:
        enqueue_upgrade_reaction(copy, definition)


# Reactions.


def enqueue_element(element: "Element") -> None:
    """https://html.spec.whatwg.org/#enqueue-an-element-on-the-appropriate-element-queue"""
    agent = element.node_document.agent
    # 2-3. Script is about to return from an API: at its end.
    if agent.element_queues:
        agent.element_queues[-1].append(element)
        return
    # 1. Otherwise in a microtask.
    agent.backup_element_queue.append(element)
    if not agent.processing_backup_element_queue:
        agent.processing_backup_element_queue = True
        agent.host.queue_microtask(BackupQueueMicrotask(agent).run)


class BackupQueueMicrotask:
    """https://html.spec.whatwg.org/#backup-element-queue"""

    def __init__(self, agent: "Agent") -> None:
        self.agent = agent

    def run(self) -> None:
        """Invoke the reactions that no API call waits for."""
        agent = self.agent
        queue = agent.backup_element_queue
        invoke_reactions(queue)
        queue.clear()
        agent.processing_backup_element_queue = False


def enqueue_upgrade_reaction(element: "Element", definition: CustomElementDefinition) -> None:
    """https://html.spec.whatwg.org/#enqueue-a-custom-element-upgrade-reaction"""
    custom_data(element).reactions.append(Reaction(definition, None, []))
    enqueue_element(element)


def enqueue_callback_reaction(element: "Element", name: str, arguments: list[object]) -> None:
    """https://html.spec.whatwg.org/#enqueue-a-custom-element-callback-reaction"""
    data = custom_data(element)
    definition = data.definition
    if definition is None:
        return
    callback = definition.callbacks.get(name)
    if callback is None:
        return
    data.reactions.append(Reaction(None, callback, arguments))
    enqueue_element(element)


def enqueue_attribute_reaction(
    element: "Element", local_name: str, old_value: str | None, new_value: str | None, namespace: str | None
) -> None:
    """The same for attributeChangedCallback, which hears of observed attributes only."""
    definition = custom_data(element).definition
    if definition is not None and local_name in definition.observed_attributes:
        enqueue_callback_reaction(element, "attributeChangedCallback", [local_name, old_value, new_value, namespace])


def enqueue_move_reaction(element: "Element") -> None:
    """connectedMoveCallback, or the pair it stands for."""
    definition = custom_data(element).definition
    if definition is None:
        return
    if "connectedMoveCallback" in definition.callbacks:
        enqueue_callback_reaction(element, "connectedMoveCallback", [])
    else:
        enqueue_callback_reaction(element, "disconnectedCallback", [])
        enqueue_callback_reaction(element, "connectedCallback", [])


def try_to_upgrade(element: "Element") -> None:
    """https://html.spec.whatwg.org/#concept-try-upgrade"""
    definition = find_definition(element)
    if definition is not None:
        enqueue_upgrade_reaction(element, definition)


def invoke_reactions(queue: "list[Element]") -> None:
    """https://html.spec.whatwg.org/#invoke-custom-element-reactions"""
    index = 0
    while index < len(queue):  # the queue may grow meanwhile
        element = queue[index]
        index += 1
        reactions = custom_data(element).reactions
        while reactions:
            reaction = reactions.pop(0)
            try:
                if reaction.definition is not None:
                    upgrade_element(reaction.definition, element)
                elif reaction.callback is not None:
                    reaction.callback.invoke(element, reaction.arguments)
            except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
                element.node_document.agent.report_exception(error)


def push_element_queue(agent: "Agent") -> None:
    """The start of an API call with [CEReactions]."""
    agent.element_queues.append([])


def pop_element_queue(agent: "Agent") -> None:
    """The end of an API call with [CEReactions]: https://html.spec.whatwg.org/#cereactions"""
    queue = agent.element_queues.pop()
    if queue:
        invoke_reactions(queue)


def upgrade_element(definition: CustomElementDefinition, element: "Element") -> None:
    """https://html.spec.whatwg.org/#concept-upgrade-an-element"""
    # 1. Once only.
    if element.custom_element_state not in (UNDEFINED, UNCUSTOMIZED):
        return
    # 2-3. Until it is through, it has failed.
    data = custom_data(element)
    data.definition = definition
    element.custom_element_state = FAILED
    # 4-5. What the callbacks will hear.
    for attribute in element.attribute_list:
        enqueue_attribute_reaction(element, attribute.names.local_name, None, attribute.data, attribute.names.namespace)
    if element.is_connected:
        enqueue_callback_reaction(element, "connectedCallback", [])
    # 6-8. Run the constructor on this very element.
    definition.construction_stack.append(element)
    try:
        if definition.disable_shadow and element.shadow_root_node is not None:
            raise dom_exception("NotSupportedError", "The custom element's definition disables shadow roots.")
        element.custom_element_state = PRECUSTOMIZED
        result = element.node_document.agent.host.construct(definition.constructor, element.node_document)
        if result is not element:
            raise type_error("The custom element constructor returned a different object.")
    except BaseException:
        element.custom_element_state = FAILED
        data.definition = None
        data.reactions.clear()
        raise
    finally:
        definition.construction_stack.pop()
    # 9-10. Done; it may belong to a form already.
    element.custom_element_state = CUSTOM
    if definition.form_associated:
        element.node_document.tree_version += 1  # it is in the collections of controls now
        element.form_association_changed()


def html_constructor(definition: CustomElementDefinition, document: "Document") -> "Element":
    """Steps 7 to 14 of https://html.spec.whatwg.org/#html-element-constructors; the bindings set the prototype."""
    stack = definition.construction_stack
    # 8-9. `new`: a new element.
    if not stack:
        element = create_interface_element(document, html_name(definition.local_name))
        element.custom_element_state = CUSTOM
        data = custom_data(element)
        data.definition = definition
        if definition.name != definition.local_name:
            data.is_value = definition.name
        return element
    # 10-14. An upgrade: the element that waits, once.
    waiting = stack[-1]
    if waiting is None:
        raise type_error("The custom element was constructed already.")
    stack[-1] = None
    return waiting


from webapis.dom.custom_element_definition import ElementDefinitionOptions, new_promise, read_definition
from webapis.dom.element_creation import create_interface_element
from webapis.dom.node import ELEMENT_NODE
from webapis.dom.tree import as_element, shadow_including_inclusive_descendants
