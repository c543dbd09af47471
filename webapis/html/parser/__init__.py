"""Spec: https://html.spec.whatwg.org/#parsing
Snapshot: 2026-11
Not implemented: scripts that run while the parser waits, document.write, declarative shadow roots, custom elements
constructed as they are parsed, selectedcontent, parse errors.

html5lib's tokenizer and phases build our nodes through `sink`; `phases` brings them up to date (templates, select, ruby,
foreign content), `adoption` is the adoption agency, `driver` dispatches tokens. html5lib is imported with the first parse.
"""

from typing import TYPE_CHECKING, cast

from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.element_creation import create_element
from webapis.dom.names import qualified_name
from webapis.host import Host
from webapis.html.dom_parsing import install_parser
from webapis.infra import namespaces
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.dom.element import Element


def parse_into_document(document: Document, text: str, scripting: bool) -> None:
    """Parse a whole text into an empty document."""
    from webapis.html.parser.driver import MODES, TreeConstruction
    from webapis.html.parser.sink import Sink

    construction = TreeConstruction(Sink(document, None), None, scripting)
    construction.run(split_surrogates(text))
    document.mode = MODES[construction.compatMode]


def parse_in_context(context: "Element", text: str, scripting: bool) -> DocumentFragment:
    """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm; nodes belong to the context's document."""
    from webapis.html.parser.driver import TreeConstruction
    from webapis.html.parser.sink import Sink

    document = context.node_document
    fragment = DocumentFragment(document)
    TreeConstruction(Sink(document, fragment), context, scripting).run(split_surrogates(text))
    return fragment


class HTMLMarkupParser:
    """What innerHTML and DOMParser use: a `MarkupParser`."""

    def parse_document(self, document: Document, text: str) -> None:
        """https://html.spec.whatwg.org/#parse-html-from-a-string"""
        parse_into_document(document, text, False)

    def parse_fragment(self, context: "Element", text: str, declarative_shadow_roots: bool) -> DocumentFragment:
        """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm"""
        return parse_in_context(context, text, context.node_document.script_runner is not None)


def inert_document() -> Document:
    """An empty document of an agent of its own; parsing asks nothing of the host it does without."""
    return Document(Agent(cast(Host, None)), True)


def parse_document(text: str, *, scripting: bool) -> Document:
    """A document of an agent of its own, in which no script ever runs; `scripting` decides about noscript."""
    document = inert_document()
    parse_into_document(document, text, scripting)
    return document


def parse_fragment(
    text: str, local_name: str, *, namespace: str | None = None, scripting: bool = False
) -> DocumentFragment:
    """The same for a fragment, with a context element of that name."""
    document = inert_document()
    names = qualified_name(namespaces.HTML if namespace is None else namespace, None, local_name)
    return parse_in_context(create_element(document, names), text, scripting)


install_parser(HTMLMarkupParser())
