"""The parser that html5lib's phases know"""

from typing import TYPE_CHECKING, Any, Final

from html5lib import html5parser

from webapis.html.html5lib_parser.open_elements import Token
from webapis.html.html5lib_parser.phases import PHASES
from webapis.html.parser import states
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.html.html5lib_parser.tree_builder import Html5libTreeBuilder

_HTMLParser: Any = html5parser.HTMLParser

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


class TokenizerStates:
    """What the phases know of the tokenizer."""

    rcdataState = states.RCDATA
    rawtextState = states.RAWTEXT
    scriptDataState = states.SCRIPT_DATA
    plaintextState = states.PLAINTEXT

    def __init__(self, tree: "Html5libTreeBuilder") -> None:
        self.tree = tree

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "state":
            self.tree.set_tokenizer_state(value)
        else:
            super().__setattr__(name, value)


class PhaseParser(_HTMLParser):
    """What the phases know of the parser."""

    def __init__(self, tree: "Html5libTreeBuilder") -> None:
        self.tree = tree
        self.tokenizer = TokenizerStates(tree)
        self.scripting = tree.scripting
        self.innerHTML = False
        self.firstStartTag = False
        self.framesetOK = True
        self.phases = {name: phase(self, tree) for name, phase in PHASES.items()}
        self.phase = self.phases["initial"]
        self.foreign = self.phases["inForeignContent"]
        self.template = self.phases["inTemplate"]

    @property
    def compatMode(self) -> str:
        """Whether "quirks"."""
        return self.tree.document.mode

    def parseError(self, errorcode: str = "", datavars: object = None) -> None:
        """Nobody asks for parse errors."""

    def adjustMathMLAttributes(self, token: Token) -> None:
        """As the element is created."""

    adjustSVGAttributes = adjustForeignAttributes = adjustMathMLAttributes

    def resetInsertionMode(self) -> None:
        """https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately"""
        self.phase = self.appropriate_phase()

    def appropriate_phase(self) -> Any:
        """What the steps switch to."""
        stack = self.tree.openElements
        for index in range(len(stack) - 1, -1, -1):
            last = index == 0
            node = self.tree.context_entry if last and self.tree.context_entry is not None else stack[index]
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
