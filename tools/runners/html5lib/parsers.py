"""The parsers that can be put to the test: ours with either tree construction, and plain html5lib to compare with."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from tools.runners.html5lib.cases import HTML_NAMESPACE, Case
from tools.runners.html5lib.tree import dump_children
from tools.runners.pool import Unavailable

OWN_PARSER = "webapis.html.parser"


class TreeParser(Protocol):
    """Parses a case and writes the tree."""

    def parse(self, case: Case) -> str:
        """The tree in the format of the .dat files."""
        ...


class OwnView:
    """Our DOM, by the names of the DOM Standard."""

    def node_type(self, node: Any) -> int:
        """See TreeView."""
        kind: int = node.node_type
        return kind

    def children(self, node: Any) -> Iterator[Any]:
        """See TreeView."""
        child = node.first_child
        while child is not None:
            yield child
            child = child.next_sibling

    def name(self, node: Any) -> tuple[str, str]:
        """See TreeView."""
        if node.node_type == 1:
            return node.namespace_uri or "", node.local_name
        return "", node.name if node.node_type == 10 else node.target

    def data(self, node: Any) -> str:
        """See TreeView."""
        data: str = node.data
        return data

    def attributes(self, node: Any) -> Iterator[tuple[str, str, str]]:
        """See TreeView."""
        for attribute in node.attribute_list:
            yield attribute.namespace_uri or "", attribute.local_name, attribute.value

    def identifiers(self, node: Any) -> tuple[str, str]:
        """See TreeView."""
        return node.public_id, node.system_id

    def template_content(self, node: Any) -> Any:
        """See TreeView."""
        if (node.namespace_uri, node.local_name) == (HTML_NAMESPACE, "template"):
            return node.content
        return None


class OwnParser:
    """webapis.html.parser."""

    def __init__(self, html_parser: str = "whipsnake") -> None:
        try:
            self.module: Any = importlib.import_module(OWN_PARSER)
            importlib.import_module("html5lib" if html_parser == "html5lib" else OWN_PARSER)
        except ImportError as error:
            raise Unavailable(f"{OWN_PARSER}: {error}") from error
        self.view = OwnView()
        self.html_parser = html_parser

    def parse(self, case: Case) -> str:
        """See TreeParser."""
        if case.context is None:
            root = self.module.parse_document(case.data, scripting=case.scripting, html_parser=self.html_parser)
        else:
            root = self.module.parse_fragment(
                case.data,
                case.context.local_name,
                namespace=case.context.namespace,
                scripting=case.scripting,
                html_parser=self.html_parser,
            )
        return dump_children(self.view, root)


class MinidomView:
    """xml.dom.minidom as html5lib builds it."""

    def node_type(self, node: Any) -> int:
        """See TreeView."""
        kind: int = node.nodeType
        return kind

    def children(self, node: Any) -> list[Any]:
        """See TreeView."""
        children: list[Any] = node.childNodes
        return children

    def name(self, node: Any) -> tuple[str, str]:
        """See TreeView."""
        if node.nodeType == 1:
            return node.namespaceURI or "", node.nodeName
        return "", node.name or ""

    def data(self, node: Any) -> str:
        """See TreeView."""
        data: str = node.data
        return data

    def attributes(self, node: Any) -> Iterator[tuple[str, str, str]]:
        """See TreeView."""
        for attribute in node.attributes.values():
            if attribute.namespaceURI:
                yield attribute.namespaceURI, attribute.localName, attribute.value
            else:
                yield "", attribute.name, attribute.value

    def identifiers(self, node: Any) -> tuple[str, str]:
        """See TreeView."""
        return node.publicId or "", node.systemId or ""

    def template_content(self, node: Any) -> Any:
        """html5lib knows no template contents."""
        return None


class PlainHtml5lib:
    """html5lib with its minidom tree builder."""

    def __init__(self) -> None:
        try:
            self.html5lib: Any = importlib.import_module("html5lib")
        except ImportError as error:
            raise Unavailable(str(error)) from error
        self.view = MinidomView()

    def parse(self, case: Case) -> str:
        """See TreeParser."""
        parser = self.html5lib.HTMLParser(tree=self.html5lib.getTreeBuilder("dom"))
        if case.context is None:
            root = parser.parse(case.data, scripting=case.scripting)
        else:
            # It knows the context by its local name only, and nothing of namespaces.
            root = parser.parseFragment(case.data, case.context.local_name, scripting=case.scripting)
        root.normalize()  # The builder makes a text node for each token.
        return dump_children(self.view, root)


PARSERS: dict[str, Callable[[], TreeParser]] = {
    "whipsnake": OwnParser,
    "html5lib-phases": lambda: OwnParser("html5lib"),
    "html5lib": PlainHtml5lib,
}
