"""Writes a tree in the format of the .dat files, whatever DOM it is made of."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

Node = TypeVar("Node")

ELEMENT = 1
TEXT = 3
PROCESSING_INSTRUCTION = 7
COMMENT = 8
DOCUMENT_TYPE = 10

_DESIGNATORS = {
    "http://www.w3.org/2000/svg": "svg ",
    "http://www.w3.org/1998/Math/MathML": "math ",
    "http://www.w3.org/1999/xlink": "xlink ",
    "http://www.w3.org/XML/1998/namespace": "xml ",
    "http://www.w3.org/2000/xmlns/": "xmlns ",
}


class TreeView(Protocol[Node]):
    """How to look at the nodes of one DOM."""

    def node_type(self, node: Node) -> int:
        """The number that the DOM Standard gives the kind of node."""
        ...

    def children(self, node: Node) -> Iterable[Node]:
        """Child nodes in order."""
        ...

    def name(self, node: Node) -> tuple[str, str]:
        """(namespace or "", local name) of an element; ("", name) of a doctype or processing instruction."""
        ...

    def data(self, node: Node) -> str:
        """The data of text, comments and processing instructions."""
        ...

    def attributes(self, node: Node) -> Iterable[tuple[str, str, str]]:
        """(namespace or "", local name, value) of each attribute."""
        ...

    def identifiers(self, node: Node) -> tuple[str, str]:
        """(public, system) identifiers of a doctype."""
        ...

    def template_content(self, node: Node) -> Node | None:
        """The content of a template element."""
        ...


def dump_children(view: TreeView[Node], root: Node) -> str:
    """The lines for everything below a document or fragment."""
    writer = _TreeWriter(view)
    # A stack, not recursion: trees may be deep.
    stack: list[tuple[Iterator[Node], int]] = [(iter(view.children(root)), 0)]
    while stack:
        nodes, depth = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
            continue
        writer.write(node, depth)
        if view.node_type(node) == ELEMENT:
            stack.append((iter(view.children(node)), depth + 1))
            content = view.template_content(node)
            if content is not None:
                writer.line("content", depth + 1)
                stack.append((iter(view.children(content)), depth + 2))
    return "\n".join(writer.lines)


class _TreeWriter(Generic[Node]):
    def __init__(self, view: TreeView[Node]) -> None:
        self.view = view
        self.lines: list[str] = []

    def line(self, text: str, depth: int) -> None:
        self.lines.append("| " + "  " * depth + join_surrogates(text))

    def write(self, node: Node, depth: int) -> None:
        view = self.view
        kind = view.node_type(node)
        if kind == ELEMENT:
            self.line(f"<{designated(*view.name(node))}>", depth)
            attributes = [(designated(space, name), value) for space, name, value in view.attributes(node)]
            for name, value in sorted(attributes, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass")):
                self.line(f'{name}="{value}"', depth + 1)
        elif kind == TEXT:
            self.line(f'"{view.data(node)}"', depth)
        elif kind == COMMENT:
            self.line(f"<!-- {view.data(node)} -->", depth)
        elif kind == DOCUMENT_TYPE:
            public, system = view.identifiers(node)
            tail = f' "{public}" "{system}"' if public or system else ""
            self.line(f"<!DOCTYPE {view.name(node)[1]}{tail}>", depth)
        elif kind == PROCESSING_INSTRUCTION:
            self.line(f"<?{view.name(node)[1]} {view.data(node)}>", depth)
        else:
            raise ValueError(f"a node of type {kind} cannot stand in a parsed tree")


def designated(namespace: str, local_name: str) -> str:
    """A name with the suite's word for its namespace in front."""
    return _DESIGNATORS.get(namespace, "") + local_name


def join_surrogates(text: str) -> str:
    """Our DOM holds UTF-16 code units; the files hold characters."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
