"""https://dom.spec.whatwg.org/#concept-node-clone, without recursion."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.dom.node import Node


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
    # 4-6. The subtree. Each entry is an original whose children are still to be cloned, and its copy.
    pending: list[tuple[Node, Node]] = [(node, copy)]
    while pending:
        original, twin = pending.pop()
        if subtree:
            child = original.first_child
            while child is not None:
                child_copy = clone_single_node(child, document, True)
                append_clone(child_copy, twin)
                if child.first_child is not None or child.extras is not None:
                    pending.append((child, child_copy))
                child = child.next_sibling
        if original.node_type == ELEMENT_NODE:
            clone_shadow_root(cast("Element", original), cast("Element", twin), pending, subtree)
    return copy


def append_clone(copy: "Node", parent: "Node") -> None:
    """Append a fresh node to a fresh parent."""
    if parent.scope is None and copy.extras is None and copy.node_type != ELEMENT_NODE:
        link(copy, parent, None)  # OPTIMIZATION: nothing can look at, or care for, this insertion
    else:
        insert(copy, parent, None, False)


def clone_shadow_root(original: "Element", copy: "Element", pending: "list[tuple[Node, Node]]", subtree: bool) -> None:
    """Step 6 of cloning a node: its shadow root, if that is clonable."""
    extras = original.extras
    if extras is None or extras.shadow_root is None or not extras.shadow_root.clonable:
        return
    shadow = extras.shadow_root
    init = ShadowRootInit()
    init.mode = shadow.mode
    init.clonable = True
    init.serializable = shadow.serializable
    init.delegates_focus = shadow.delegates_focus
    init.slot_assignment = shadow.slot_assignment
    attached = attach_a_shadow_root(copy, init)
    attached.declarative = shadow.declarative
    for child in shadow.child_list():
        child_copy = clone_single_node(child, copy.node_document, True)
        insert(child_copy, attached, None, False)
        fill_clone(child, child_copy, pending)


def fill_clone(original: "Node", copy: "Node", pending: "list[tuple[Node, Node]]") -> None:
    """Clone the descendants of a shadow root's child whatever the outer call does with its own subtree."""
    stack: list[tuple[Node, Node]] = [(original, copy)]
    while stack:
        source, twin = stack.pop()
        for child in source.child_list():
            child_copy = clone_single_node(child, twin.node_document, True)
            insert(child_copy, twin, None, False)
            stack.append((child, child_copy))
        if source.node_type == ELEMENT_NODE:
            clone_shadow_root(cast("Element", source), cast("Element", twin), pending, True)


from webapis.dom.attach_shadow import attach_a_shadow_root  # noqa: E402
from webapis.dom.mutation import insert, link  # noqa: E402
from webapis.dom.node import DOCUMENT_NODE, ELEMENT_NODE  # noqa: E402
from webapis.dom.shadow_root import ShadowRootInit  # noqa: E402
