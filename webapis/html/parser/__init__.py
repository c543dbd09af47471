"""Spec: https://html.spec.whatwg.org/#parsing
Snapshot: 2026-11
Not implemented: the speculative parser, customelementregistry of declarative shadow roots.

    characters ─► input_stream ─► tokenizer (states in *_states, whole tags in tag_scanner) ─► tree_builder ─► DOM

`tree_builder` dispatches tokens to the rules of an insertion mode, which are functions in the tables of `insertion_mode`
(*_modes, *_rules, in_body), and has the operations that they share. `parser` is the object that a host drives; this module is what needs no host.
"""

from typing import cast

from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.element_creation import create_element
from webapis.dom.names import qualified_name
from webapis.host import Host
from webapis.html.parser.parser import Parser, parse_html_fragment, parse_whole
from webapis.infra import namespaces
from webapis.infra.ascii import split_surrogates

__all__ = ["Parser", "inert_document", "parse_document", "parse_fragment"]


def inert_document(html_parser: str = "whipsnake") -> Document:
    """An empty document of an agent of its own; parsing asks nothing of the host it does without."""
    agent = Agent(cast(Host, None))
    agent.html_parser = html_parser
    return Document(agent, True)


def parse_document(text: str, *, scripting: bool, html_parser: str = "whipsnake") -> Document:
    """A document of an agent of its own, in which no script ever runs; `scripting` decides about noscript."""
    document = inert_document(html_parser)
    parse_whole(Parser(document, scripting), split_surrogates(text))
    return document


def parse_fragment(
    text: str,
    local_name: str,
    *,
    namespace: str | None = None,
    scripting: bool = False,
    html_parser: str = "whipsnake",
) -> DocumentFragment:
    """The same for a fragment, with a context element of that name."""
    document = inert_document(html_parser)
    names = qualified_name(namespaces.HTML if namespace is None else namespace, None, local_name)
    return parse_html_fragment(create_element(document, names), split_surrogates(text), scripting, False)
