"""Drives html5lib's tokenizer and phases: https://html.spec.whatwg.org/#parsing"""

from typing import Any, Final

from html5lib import html5parser

from tests.differential.html5lib_parser.open_elements import ParserNode
from tests.differential.html5lib_parser.phases import (
    CHARACTERS,
    COMMENT,
    DOCTYPE,
    END_TAG,
    PARSE_ERROR,
    SPACE_CHARACTERS,
    START_TAG,
    install_phases,
)
from tests.differential.html5lib_parser.sink import Sink, Token, is_template
from webapis.dom.document import Document
from webapis.dom.document_fragment import DocumentFragment
from webapis.dom.element import Element
from webapis.dom.node import Node
from webapis.html.elements.form import HTMLFormElement
from webapis.infra import namespaces
from webapis.infra.ascii import split_surrogates

_HTMLParser: Any = html5parser.HTMLParser

MODES: Final = {"no quirks": "no-quirks", "limited quirks": "limited-quirks", "quirks": "quirks"}
HTML5LIB_MODES: Final = {mode: name for name, mode in MODES.items()}

# https://html.spec.whatwg.org/#html-fragment-parsing-algorithm, step 10
TOKENIZER_STATES: Final = {
    "title": "rcdataState",
    "textarea": "rcdataState",
    "style": "rawtextState",
    "xmp": "rawtextState",
    "iframe": "rawtextState",
    "noembed": "rawtextState",
    "noframes": "rawtextState",
    "script": "scriptDataState",
    "plaintext": "plaintextState",
}
# https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately, the part that is a table
INSERTION_MODES: Final = {
    "tr": "inRow",
    "tbody": "inTableBody",
    "thead": "inTableBody",
    "tfoot": "inTableBody",
    "caption": "inCaption",
    "colgroup": "inColumnGroup",
    "table": "inTable",
    "body": "inBody",
    "frameset": "inFrameset",
}
DROPPED_SVG_ATTRIBUTES: Final = ("contentscripttype", "contentstyletype", "externalresourcesrequired", "filterres")
# The insertion modes whose rules for template's tags are those of "in head".
TEMPLATE_MODES: Final = [
    "inHead",
    "inBody",
    "inTable",
    "inCaption",
    "inColumnGroup",
    "inTableBody",
    "inRow",
    "inCell",
    "inTemplate",
]


def parse_into_document(document: Document, text: str, scripting: bool) -> None:
    """Parse a whole text into an empty document."""
    construction = TreeConstruction(Sink(document, None), None, scripting)
    construction.run(split_surrogates(text))
    document.mode = MODES[construction.compatMode]


def parse_in_context(context: Element, text: str, scripting: bool) -> DocumentFragment:
    """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm; nodes belong to the context's document."""
    document = context.node_document
    fragment = DocumentFragment(document)
    TreeConstruction(Sink(document, fragment), context, scripting).run(split_surrogates(text))
    return fragment


class TreeConstruction(_HTMLParser):
    """https://html.spec.whatwg.org/#tree-construction"""

    def __init__(self, sink: Sink, context: Element | None, scripting: bool) -> None:
        super().__init__(lambda namespace_html_elements: sink)
        self.scripting = scripting
        self.context: ParserNode | None = None
        if context is not None:
            self.context = ParserNode(context, context, context.names.namespace, context.names.local_name)
            self.context.attributes = {
                attribute.names.qualified: attribute.data for attribute in context.attribute_list
            }
        self.template = install_phases(self, sink)
        self.template_phases = frozenset(id(self.phases[name]) for name in TEMPLATE_MODES)

    def run(self, text: str) -> None:
        """Parse the whole text."""
        self._parse(text, self.context is not None, "div", self.scripting)

    def reset(self) -> None:
        """Start; html5lib calls this once it has a tokenizer."""
        self.compatMode = "no quirks"
        self.innerHTML = self.context is not None
        self.phase = self.phases["initial"]
        self.firstStartTag = False
        self.framesetOK = True
        if self.context is not None:
            self.start_fragment(self.context)

    def start_fragment(self, context: ParserNode) -> None:
        """https://html.spec.whatwg.org/#html-fragment-parsing-algorithm"""
        self.compatMode = HTML5LIB_MODES[context.node.node_document.mode]
        # 10. The tokenizer's state.
        if context.namespace == namespaces.HTML:
            state = TOKENIZER_STATES.get(context.name)
            if context.name == "noscript" and self.scripting:
                state = "rawtextState"
            if state is not None:
                self.tokenizer.state = getattr(self.tokenizer, state)
        # 12-14. The root.
        self.phases["beforeHtml"].insertHtmlElement()
        # 15. A template.
        if is_template(context):
            self.template.modes.append(self.template)
        # 17. The insertion mode.
        self.resetInsertionMode()
        # 18. The form element pointer.
        node: Node | None = context.node
        while node is not None:
            if isinstance(node, HTMLFormElement):
                self.tree.form = ParserNode(node, node, namespaces.HTML, "form")
                break
            node = node.parent_node

    def parseError(self, errorcode: str = "", datavars: object = None) -> None:
        """Nobody asks for parse errors."""

    def adjustSVGAttributes(self, token: Token) -> None:
        """https://html.spec.whatwg.org/#adjust-svg-attributes; SVG 2 dropped some that html5lib has."""
        kept = {name: token["data"].pop(name) for name in DROPPED_SVG_ATTRIBUTES if name in token["data"]}
        super().adjustSVGAttributes(token)
        token["data"].update(kept)

    def adjusted_current_node(self) -> ParserNode:
        """https://html.spec.whatwg.org/#adjusted-current-node"""
        stack = self.tree.openElements
        node: ParserNode = stack[-1]
        return self.context if self.context is not None and len(stack) == 1 else node

    def resetInsertionMode(self) -> None:
        """https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately"""
        self.phase = self.insertion_phase()

    def insertion_phase(self) -> Any:
        """What the steps switch to."""
        stack = self.tree.openElements
        for index in range(len(stack) - 1, -1, -1):
            last = index == 0
            node: ParserNode = self.context if last and self.context is not None else stack[index]
            if node.namespace != namespaces.HTML:
                continue
            name = node.name
            if name in ("td", "th") and not last:
                return self.phases["inCell"]
            if name == "template":
                return self.template.modes[-1]
            if name == "head" and not last:
                return self.phases["inHead"]
            if name == "html":
                return self.phases["beforeHead" if self.tree.headPointer is None else "afterHead"]
            if name in INSERTION_MODES:
                return self.phases[INSERTION_MODES[name]]
        return self.phases["inBody"]

    # The dispatcher.

    def mainLoop(self) -> None:
        """https://html.spec.whatwg.org/#tree-construction-dispatcher"""
        for token in self.tokenizer:
            kind = token["type"]
            if kind == PARSE_ERROR:
                continue
            if kind not in (CHARACTERS, SPACE_CHARACTERS):
                self.tree.flush_text()
            try:
                self.process(token, kind)
            except (AssertionError, IndexError):
                # html5lib asserts what only holds without templates: it was about to ignore the token.
                self.tree.insertFromTable = False
        self.stop()
        self.tree.flush_text()

    def process(self, token: Token, kind: int) -> None:
        """Give a token to phases until one has taken it."""
        again: Token | None = token
        while again is not None:
            phase = self.phase if self.is_in_html(again, kind) else self.phases["inForeignContent"]
            if kind == CHARACTERS:
                again = phase.processCharacters(again)
            elif kind == SPACE_CHARACTERS:
                again = phase.processSpaceCharacters(again)
            elif kind == START_TAG:
                again = None if self.takes_start_tag(again, phase) else phase.processStartTag(again)
            elif kind == END_TAG:
                again = None if self.takes_end_tag(again, phase) else phase.processEndTag(again)
            elif kind == COMMENT:
                again = phase.processComment(again)
            else:
                assert kind == DOCTYPE
                again = phase.processDoctype(again)

    def is_in_html(self, token: Token, kind: int) -> bool:
        """Whether the insertion mode decides, or the rules for foreign content."""
        if not self.tree.openElements:
            return True
        node = self.adjusted_current_node()
        if node.namespace == namespaces.HTML:
            return True
        is_text = kind in (CHARACTERS, SPACE_CHARACTERS)
        if self.isMathMLTextIntegrationPoint(node) and (
            is_text or (kind == START_TAG and token["name"] not in ("mglyph", "malignmark"))
        ):
            return True
        if node.name == "annotation-xml" and kind == START_TAG and token["name"] == "svg":
            return node.namespace == namespaces.MATHML
        return (is_text or kind == START_TAG) and bool(self.isHTMLIntegrationPoint(node))

    def takes_start_tag(self, token: Token, phase: Any) -> bool:
        """The start tags that templates made different."""
        name = token["name"]
        if name == "template":
            if phase is self.phases["afterHead"]:
                # With the head open, for as long as the template is inserted.
                head = self.tree.headPointer
                self.tree.openElements.append(head)
                self.template.start_template(token)
                self.tree.openElements.remove(head)
                return True
            if id(phase) in self.template_phases:
                self.template.start_template(token)
                return True
        elif phase is self.template:
            return False
        elif name in ("html", "body", "frameset", "form") and id(phase) in self.template_phases:
            if not self.tree.has_template():
                return False
            # Ignored, but for a form outside of tables.
            return name != "form" or phase in (self.phases[mode] for mode in ("inTable", "inTableBody", "inRow"))
        return False

    def takes_end_tag(self, token: Token, phase: Any) -> bool:
        """The end tags that templates made different."""
        name = token["name"]
        if name == "template" and (id(phase) in self.template_phases or phase is self.phases["afterHead"]):
            self.template.end_template()
            return True
        if name == "form" and id(phase) in self.template_phases and self.tree.has_template():
            self.template.end_form()
            return True
        return False

    def stop(self) -> None:
        """The end of the file."""
        again = True
        while again:
            phase = self.phase
            try:
                again = bool(phase.processEOF())
            except (AssertionError, IndexError):
                again = False
            if not again and self.template.modes and phase is not self.template:
                again = self.template.processEOF()
            elif again and phase is self.phase and phase is not self.template:
                break
