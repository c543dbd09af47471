"""https://dom.spec.whatwg.org/#interface-node"""

from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll
from webapis.dom.event_target import EventTarget
from webapis.dom.node_list import ChildNodeList
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webapis.animation.effect_stack import EffectStack
    from webapis.css.scope_styles import ScopeStyles
    from webapis.dom.attr import NamedNodeMap
    from webapis.dom.custom_elements import CustomElementData
    from webapis.dom.document import Document
    from webapis.dom.dom_token_list import DOMTokenList
    from webapis.dom.element import Element
    from webapis.dom.event import Event
    from webapis.dom.html_collection import HTMLCollection
    from webapis.dom.mutation_observer import RegisteredObserver
    from webapis.dom.node_list import NodeList
    from webapis.dom.shadow_root import ShadowRoot
    from webapis.html.script_processing import ScriptProcessing

ELEMENT_NODE: Final = 1
ATTRIBUTE_NODE: Final = 2
TEXT_NODE: Final = 3
CDATA_SECTION_NODE: Final = 4
PROCESSING_INSTRUCTION_NODE: Final = 7
COMMENT_NODE: Final = 8
DOCUMENT_NODE: Final = 9
DOCUMENT_TYPE_NODE: Final = 10
DOCUMENT_FRAGMENT_NODE: Final = 11

DOCUMENT_POSITION_DISCONNECTED: Final = 0x01
DOCUMENT_POSITION_PRECEDING: Final = 0x02
DOCUMENT_POSITION_FOLLOWING: Final = 0x04
DOCUMENT_POSITION_CONTAINS: Final = 0x08
DOCUMENT_POSITION_CONTAINED_BY: Final = 0x10
DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC: Final = 0x20


class GetRootNodeOptions:
    """https://dom.spec.whatwg.org/#dictdef-getrootnodeoptions"""

    composed: bool = False


class TreeScope:
    """What the nodes of one document or one shadow tree share: their root, its index of ids, its style sheets."""

    def __init__(self, root: "Node") -> None:
        self.root = root
        self.ids: dict[str, dict[Element, None]] = {}
        self.styles: ScopeStyles | None = None


class NodeExtras:
    """What few nodes have; kept apart so that a node stays small."""

    def __init__(self) -> None:
        self.child_nodes: NodeList | None = None
        self.children: HTMLCollection | None = None
        self.registered_observers: list[RegisteredObserver] | None = None
        # Slottables.
        self.slottable_name = ""
        self.assigned_slot: Element | None = None
        self.manual_slot: Element | None = None
        # Slots.
        self.slot_name = ""
        self.assigned_nodes: list[Node] = []
        self.manually_assigned_nodes: list[Node] = []
        # Elements.
        self.attributes: NamedNodeMap | None = None
        self.class_list: DOMTokenList | None = None
        self.shadow_root: ShadowRoot | None = None
        self.custom: CustomElementData | None = None
        self.effect_stacks: dict[str, EffectStack] | None = None
        """https://drafts.csswg.org/web-animations-1/#effect-stacks, of the element and its pseudo-elements"""


class Node(EventTarget):
    """https://dom.spec.whatwg.org/#interface-node

    Children are a linked list with a count; `children_cache` is the same list as an array while it is wanted. `scope`
    is set on every node whose root is a document or a shadow root, so that finding it does not walk.
    """

    node_type: int
    node_document: "Document"
    parent_node: "Node | None"
    first_child: "Node | None"
    last_child: "Node | None"
    previous_sibling: "Node | None"
    next_sibling: "Node | None"
    child_count: int
    children_cache: "list[Node] | None"
    scope: TreeScope | None
    is_connected: bool
    extras: NodeExtras | None

    def __init__(self, node_type: int, node_document: "Document") -> None:
        super().__init__()
        self.node_type = node_type
        self.node_document = node_document
        self.parent_node = None
        self.first_child = None
        self.last_child = None
        self.previous_sibling = None
        self.next_sibling = None
        self.child_count = 0
        self.children_cache = None
        self.scope = None
        self.is_connected = False
        self.extras = None

    # What the tree algorithms ask.

    @property
    def is_node(self) -> bool:
        return True

    def is_in_shadow_tree(self) -> bool:
        scope = self.scope
        return scope is not None and scope.root.is_shadow_root

    def tree_root(self) -> "Node":
        scope = self.scope
        if scope is not None:
            return scope.root
        node: Node = self
        while node.parent_node is not None:
            node = node.parent_node
        return node

    def get_the_parent(self, event: "Event") -> "EventTarget | None":
        extras = self.extras
        if extras is not None and extras.assigned_slot is not None:
            return extras.assigned_slot
        return self.parent_node

    def is_assigned(self) -> bool:
        extras = self.extras
        return extras is not None and extras.assigned_slot is not None

    def report_exception(self, error: Exception) -> None:
        self.node_document.agent.report_exception(error)

    def fragment_host(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#concept-documentfragment-host"""
        return None

    def index(self) -> int:
        """https://dom.spec.whatwg.org/#concept-tree-index"""
        parent = self.parent_node
        if parent is not None and parent.last_child is self:
            return parent.child_count - 1
        count = 0
        node = self.previous_sibling
        while node is not None:
            count += 1
            node = node.previous_sibling
        return count

    def length(self) -> int:
        """https://dom.spec.whatwg.org/#concept-node-length"""
        return self.child_count

    def child_at(self, index: int) -> "Node | None":
        """The child with this index."""
        if index <= 0:
            return self.first_child if index == 0 else None
        if index >= self.child_count:
            return None
        cache = self.children_cache
        if cache is None:
            cache = self.children_cache = self.child_list()
        return cache[index]

    def child_list(self) -> "list[Node]":
        """The children now, as a list of its own."""
        nodes: list[Node] = []
        child = self.first_child
        while child is not None:
            nodes.append(child)
            if not len(nodes) & 255:
                poll()
            child = child.next_sibling
        return nodes

    def descendants(self) -> "Iterator[Node]":
        """The descendants in tree order; the tree must not change meanwhile."""
        node = self.first_child
        while node is not None:
            yield node
            node = following(node, self)

    # What differs between kinds of nodes. https://dom.spec.whatwg.org/#concept-node-insert-ext and the like.

    def inserted(self) -> None:
        """The insertion steps."""

    @property
    def has_post_connection_steps(self) -> bool:
        """Whether the post-connection steps do anything."""
        return False

    def post_connected(self) -> None:
        """The post-connection steps."""

    def removed(self, old_parent: "Node | None") -> None:
        """The removing steps."""

    def children_changed(self) -> None:
        """The children changed steps."""

    def child_removed(self) -> None:
        """The same after a removal."""
        self.children_changed()

    def moved(self) -> None:
        """The moving steps."""

    def adopted(self, old_document: "Document") -> None:
        """The adopting steps."""

    def clone_single(self, document: "Document") -> "Node":
        """Steps 2 to 4 of https://dom.spec.whatwg.org/#clone-a-single-node"""
        raise NotImplementedError

    def cloned(self, copy: "Node", subtree: bool) -> None:
        """The cloning steps."""

    def content_fragment(self) -> "Node | None":
        """A template's content: a tree of its own that is cloned and adopted along."""
        return None

    def script_processing(self) -> "ScriptProcessing | None":
        """What a script element, of HTML or of SVG, knows of its script."""
        return None

    # The interface.

    @property
    def node_name(self) -> str:
        """https://dom.spec.whatwg.org/#dom-node-nodename"""
        raise NotImplementedError

    @property
    def owner_document(self) -> "Document | None":
        """https://dom.spec.whatwg.org/#dom-node-ownerdocument"""
        return self.node_document if self.node_type != DOCUMENT_NODE else None

    @property
    def base_uri(self) -> str:
        """https://dom.spec.whatwg.org/#dom-node-baseuri"""
        return self.node_document.base_url()

    @property
    def parent_element(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-node-parentelement"""
        parent = self.parent_node
        if parent is not None and parent.node_type == ELEMENT_NODE:
            return cast("Element", parent)
        return None

    def get_root_node(self, options: GetRootNodeOptions | None = None) -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-getrootnode"""
        root = self.tree_root()
        if options is not None and options.composed:
            host = root.shadow_host() if root.is_shadow_root else None
            while host is not None:
                root = host.tree_root()
                host = root.shadow_host() if root.is_shadow_root else None
        return root

    def has_child_nodes(self) -> bool:
        """https://dom.spec.whatwg.org/#dom-node-haschildnodes"""
        return self.first_child is not None

    @property
    def child_nodes(self) -> "NodeList":
        """https://dom.spec.whatwg.org/#dom-node-childnodes"""
        extras = self.ensure_extras()
        if extras.child_nodes is None:
            extras.child_nodes = ChildNodeList(self)
        return extras.child_nodes

    def ensure_extras(self) -> NodeExtras:
        """The extras, made on first use."""
        extras = self.extras
        if extras is None:
            extras = self.extras = NodeExtras()
        return extras

    @property
    def node_value(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-nodevalue"""
        return None

    @node_value.setter
    def node_value(self, value: str | None) -> None:
        pass

    @property
    def text_content(self) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-textcontent"""
        return None

    @text_content.setter
    def text_content(self, value: str | None) -> None:
        pass

    def normalize(self) -> None:
        """https://dom.spec.whatwg.org/#dom-node-normalize"""
        normalize(self)

    def clone_node(self, subtree: bool = False) -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-clonenode"""
        # 1. Shadow roots cannot be cloned.
        if self.is_shadow_root:
            raise dom_exception("NotSupportedError", "A shadow root cannot be cloned.")
        # 2. Clone.
        return clone_node(self, self.node_document, subtree)

    def is_equal_node(self, other_node: "Node | None") -> bool:
        """https://dom.spec.whatwg.org/#dom-node-isequalnode"""
        return other_node is not None and are_equal_nodes(self, other_node)

    def is_same_node(self, other_node: "Node | None") -> bool:
        """https://dom.spec.whatwg.org/#dom-node-issamenode"""
        return self is other_node

    def compare_document_position(self, other: "Node") -> int:
        """https://dom.spec.whatwg.org/#dom-node-comparedocumentposition"""
        return compare_document_position(self, other)

    def contains(self, other: "Node | None") -> bool:
        """https://dom.spec.whatwg.org/#dom-node-contains"""
        return other is not None and is_inclusive_ancestor(self, other)

    def lookup_prefix(self, namespace: str | None) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-lookupprefix"""
        if not namespace:
            return None
        element = element_for_lookup(self)
        return locate_a_namespace_prefix(element, namespace) if element is not None else None

    def lookup_namespace_uri(self, prefix: str | None) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-lookupnamespaceuri"""
        return locate_a_namespace(self, prefix or None)

    def is_default_namespace(self, namespace: str | None) -> bool:
        """https://dom.spec.whatwg.org/#dom-node-isdefaultnamespace"""
        return locate_a_namespace(self, None) == (namespace or None)

    def insert_before(self, node: "Node", child: "Node | None") -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-insertbefore"""
        return pre_insert(node, self, child)

    def append_child(self, node: "Node") -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-appendchild"""
        return pre_insert(node, self, None)

    def replace_child(self, node: "Node", child: "Node") -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-replacechild"""
        return replace(child, node, self)

    def remove_child(self, child: "Node") -> "Node":
        """https://dom.spec.whatwg.org/#dom-node-removechild"""
        return pre_remove(child, self)

    # The ChildNode and NonDocumentTypeChildNode mixins; the declarations say which interfaces show them.

    def before(self, *nodes: "Node | str") -> None:
        """https://dom.spec.whatwg.org/#dom-childnode-before"""
        # 1-2. Without a parent nothing happens.
        parent = self.parent_node
        if parent is None:
            return
        # 3. The first preceding sibling that stays.
        listed = list(nodes)
        viable = self.previous_sibling
        while viable is not None and viable in listed:
            viable = viable.previous_sibling
        # 4-6. Insert after it.
        node = convert_nodes(listed, self.node_document)
        pre_insert(node, parent, parent.first_child if viable is None else viable.next_sibling)

    def after(self, *nodes: "Node | str") -> None:
        """https://dom.spec.whatwg.org/#dom-childnode-after"""
        parent = self.parent_node
        if parent is None:
            return
        listed = list(nodes)
        viable = self.next_sibling
        while viable is not None and viable in listed:
            viable = viable.next_sibling
        pre_insert(convert_nodes(listed, self.node_document), parent, viable)

    def replace_with(self, *nodes: "Node | str") -> None:
        """https://dom.spec.whatwg.org/#dom-childnode-replacewith"""
        # 1-2. Without a parent nothing happens.
        parent = self.parent_node
        if parent is None:
            return
        # 3. The first following sibling that stays.
        listed = list(nodes)
        viable = self.next_sibling
        while viable is not None and viable in listed:
            viable = viable.next_sibling
        # 4-6. Replace, unless the conversion moved this node.
        node = convert_nodes(listed, self.node_document)
        if self.parent_node is parent:
            replace(self, node, parent)
        else:
            pre_insert(node, parent, viable)

    def remove(self) -> None:
        """https://dom.spec.whatwg.org/#dom-childnode-remove"""
        if self.parent_node is not None:
            remove(self)

    @property
    def previous_element_sibling(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-nondocumenttypechildnode-previouselementsibling"""
        node = self.previous_sibling
        while node is not None and node.node_type != ELEMENT_NODE:
            node = node.previous_sibling
        return cast("Element", node) if node is not None else None

    @property
    def next_element_sibling(self) -> "Element | None":
        """https://dom.spec.whatwg.org/#dom-nondocumenttypechildnode-nextelementsibling"""
        node = self.next_sibling
        while node is not None and node.node_type != ELEMENT_NODE:
            node = node.next_sibling
        return cast("Element", node) if node is not None else None


from webapis.dom.cloning import clone_node
from webapis.dom.equality import are_equal_nodes
from webapis.dom.mutation import convert_nodes, pre_insert, pre_remove, remove, replace
from webapis.dom.namespace_lookup import element_for_lookup, locate_a_namespace, locate_a_namespace_prefix
from webapis.dom.normalizing import normalize
from webapis.dom.tree import compare_document_position, following, is_inclusive_ancestor
