"""Spec: https://html.spec.whatwg.org/#parsing
Snapshot: 2026-11
Not implemented: scripts, declarative shadow roots, custom elements constructed as they are parsed, parse errors.

The choice beside `webapis.html.parser`, and the oracle of its differential test: html5lib's tokenizer and phases build our
nodes through `sink`; `phases` brings them up to date (templates, select, ruby, foreign content), `adoption` is the adoption
agency, `driver` dispatches tokens. html5lib is imported with the first parse.
"""

from typing import TYPE_CHECKING

from webapis.dom.document import Document
from webapis.dom.document_fragment import DocumentFragment
from webapis.infra.ascii import split_surrogates

if TYPE_CHECKING:
    from webapis.dom.element import Element


def parse_into_document(document: Document, text: str, scripting: bool) -> None:
    """Parse a whole text into an empty document."""
    from webapis.html.html5lib_parser.driver import MODES, TreeConstruction
    from webapis.html.html5lib_parser.sink import Sink

    construction = TreeConstruction(Sink(document, None), None, scripting)
    construction.run(split_surrogates(text))
    document.mode = MODES[construction.compatMode]


def parse_in_context(context: "Element", text: str, scripting: bool) -> DocumentFragment:
    """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm; nodes belong to the context's document."""
    from webapis.html.html5lib_parser.driver import TreeConstruction
    from webapis.html.html5lib_parser.sink import Sink

    document = context.node_document
    fragment = DocumentFragment(document)
    TreeConstruction(Sink(document, fragment), context, scripting).run(split_surrogates(text))
    return fragment


class Html5libMarkupParser:
    """A `MarkupParser`, for `install_parser`."""

    def parse_document(self, document: Document, text: str) -> None:
        """https://html.spec.whatwg.org/#parse-html-from-a-string"""
        parse_into_document(document, text, False)

    def parse_fragment(self, context: "Element", text: str, declarative_shadow_roots: bool) -> DocumentFragment:
        """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm"""
        return parse_in_context(context, text, context.node_document.script_runner is not None)
