"""https://dom.spec.whatwg.org/#concept-node-clone, without recursion."""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.shadow_root import ShadowRoot


def clone_single_node(node: "Node", document: "Document", subtree: bool) -> "Node":
    """https://dom.spec.whatwg.org/#clone-a-single-node, with the cloning steps."""
    copy = node.clone_single(document)
    node.cloned(copy, subtree)
    return copy


def clone_node(node: "Node", document: "Document", subtree: bool) -> "Node":
    """https://dom.spec.whatwg.org/#concept-node-clone"""
    # 1-3. The node itself.
    copy = clone_single_node(node, document, subtree)
    if copy.node_type == DOCUMENT_NODE:
        document = cast("Document", copy)
    # 4-6. What lies below. Each entry is an original, its copy, and whether children are to be cloned.
    pending: list[tuple[Node, Node, bool]] = [(node, copy, subtree)]
    while pending:
        original, twin, deep = pending.pop()
        if deep:
            owner = document if original is node else twin.node_document
            child = original.first_child
            while child is not None:
                poll()
                child_copy = clone_single_node(child, owner, True)
                append_clone(child_copy, twin)
                if child.first_child is not None or may_host_a_tree(child):
                    pending.append((child, child_copy, True))
                child = child.next_sibling
            content = original.content_fragment()
            content_copy = twin.content_fragment()
            if content is not None and content_copy is not None:
                pending.append((content, content_copy, True))
        if original.node_type == ELEMENT_NODE:
            shadow_copy = clone_shadow_root(cast("Element", original), cast("Element", twin))
            shadow = cast("Element", original).shadow_root_node
            if shadow is not None and shadow_copy is not None:
                pending.append((shadow, shadow_copy, True))
    return copy


def append_clone(copy: "Node", parent: "Node") -> None:
    """Append a fresh node to a fresh parent."""
    if parent.scope is None and copy.extras is None and copy.node_type != ELEMENT_NODE:
        link(copy, parent, None)  # OPTIMIZATION: nothing can look at, or care for, this insertion
    else:
        insert(copy, parent, None, False)


def clone_shadow_root(original: "Element", copy: "Element") -> "ShadowRoot | None":
    """Step 6 of cloning a node: its shadow root, if that is clonable."""
    extras = original.extras
    if extras is None or extras.shadow_root is None or not extras.shadow_root.clonable:
        return None
    shadow = extras.shadow_root
    init = ShadowRootInit()
    init.mode = shadow.mode
    init.clonable = True
    init.serializable = shadow.serializable
    init.delegates_focus = shadow.delegates_focus
    init.slot_assignment = shadow.slot_assignment
    attached = attach_a_shadow_root(copy, init)
    attached.declarative = shadow.declarative
    return attached


from webapis.dom.attach_shadow import attach_a_shadow_root
from webapis.dom.mutation import insert, link
from webapis.dom.node import DOCUMENT_NODE, ELEMENT_NODE
from webapis.dom.shadow_root import ShadowRootInit
from webapis.dom.tree import may_host_a_tree
