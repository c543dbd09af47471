"""https://dom.spec.whatwg.org/#dom-node-normalize"""

from typing import TYPE_CHECKING, cast

from jsengine._kernel import poll

if TYPE_CHECKING:
    from webapis.dom.node import Node
    from webapis.dom.text import Text


def normalize(root: "Node") -> None:
    """https://dom.spec.whatwg.org/#dom-node-normalize"""
    texts = [node for node in root.descendants() if node.node_type == TEXT_NODE]
    for node in texts:
        poll()
        if node.parent_node is not None:
            normalize_text(cast("Text", node), node.parent_node)


def normalize_text(node: "Text", parent: "Node") -> None:
    """Steps 1 to 7 for one exclusive text node."""
    # 1-2. An empty one goes.
    length = len(node.text)
    if length == 0:
        remove(node)
        return
    # 3-4. Take in the text of those that follow.
    followers: list[Node] = []
    current = node.next_sibling
    while current is not None and current.node_type == TEXT_NODE:
        followers.append(current)
        current = current.next_sibling
    if not followers:
        return
    replace_data(node, length, 0, "".join([cast("Text", follower).text for follower in followers]))
    # 5-6. Ranges move over.
    agent = node.node_document.agent
    if agent.live_ranges:
        index = node.index()
        for follower in followers:
            index += 1
            ranges_at_merge(agent, node, follower, length, parent, index)
            length += len(cast("Text", follower).text)
    # 7. The followers go.
    for follower in followers:
        poll()
        if follower.parent_node is not None:
            remove(follower)


from webapis.dom.character_data import replace_data
from webapis.dom.live_ranges import ranges_at_merge
from webapis.dom.mutation import remove
from webapis.dom.node import TEXT_NODE
