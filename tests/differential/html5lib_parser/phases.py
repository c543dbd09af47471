"""What html5lib's phases, which are of 2012, do differently today."""

from typing import Any

from html5lib import html5parser
from html5lib.constants import tokenTypes
from html5lib.treebuilders.base import Marker

from tests.differential.html5lib_parser.adoption import run_adoption_agency
from tests.differential.html5lib_parser.open_elements import ParserNode
from tests.differential.html5lib_parser.sink import Sink, Token, is_template
from webapis.infra import namespaces
from webapis.infra.ascii import WHITESPACE

_PHASES: dict[str, Any] = html5parser.getPhases(False)
_InBody: Any = _PHASES["inBody"]
_InTable: Any = _PHASES["inTable"]
_InTableBody: Any = _PHASES["inTableBody"]
_InRow: Any = _PHASES["inRow"]
_InColumnGroup: Any = _PHASES["inColumnGroup"]
_InFrameset: Any = _PHASES["inFrameset"]
_AfterFrameset: Any = _PHASES["afterFrameset"]
_InForeignContent: Any = _PHASES["inForeignContent"]


def clear_stack_back_to(sink: Sink, *names: str) -> None:
    """https://html.spec.whatwg.org/#clear-the-stack-back-to-a-table-context and the like"""
    while sink.openElements[-1].name not in (*names, "template", "html"):
        sink.openElements.pop()


FORMATTING = ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")


def _table(original: Any, default: Any, **changes: Any) -> Any:
    """A copy of one of html5lib's dispatch tables."""
    table = type(original)(list({**original, **changes}.items()))
    table.default = default
    return table


class InBody(_InBody):
    """https://html.spec.whatwg.org/#parsing-main-inbody"""

    def start_ruby_base(self, token: Token) -> None:
        """rb and rtc"""
        if self.tree.elementInScope("ruby"):
            self.tree.generateImpliedEndTags()
        self.tree.insertElement(token)

    def start_ruby_text(self, token: Token) -> None:
        """rp and rt"""
        if self.tree.elementInScope("ruby"):
            self.tree.generateImpliedEndTags("rtc")
        self.tree.insertElement(token)

    def closes_select(self) -> bool:
        """What a select or input does to the select it stands in; whether a fragment's select refuses it."""
        if self.parser.context is not None and self.parser.context.name == "select":
            return True
        if self.tree.elementInScope("select"):
            while self.tree.openElements.pop().name != "select":
                pass
        return False

    def start_select(self, token: Token) -> None:
        """select"""
        was_in_select = self.tree.elementInScope("select")
        if self.closes_select() or was_in_select:
            return
        self.tree.reconstructActiveFormattingElements()
        self.tree.insertElement(token)
        self.parser.framesetOK = False

    def start_input(self, token: Token) -> None:
        """input"""
        if not self.closes_select():
            self.startTagInput(token)

    def start_option(self, token: Token) -> None:
        """option"""
        if self.tree.elementInScope("select"):
            self.tree.generateImpliedEndTags("optgroup")
        elif self.tree.openElements[-1].name == "option":
            self.tree.openElements.pop()
        self.tree.reconstructActiveFormattingElements()
        self.tree.insertElement(token)

    def start_optgroup(self, token: Token) -> None:
        """optgroup"""
        if self.tree.elementInScope("select"):
            self.tree.generateImpliedEndTags()
        elif self.tree.openElements[-1].name == "option":
            self.tree.openElements.pop()
        self.tree.reconstructActiveFormattingElements()
        self.tree.insertElement(token)

    def start_hr(self, token: Token) -> None:
        """hr"""
        if self.tree.elementInScope("p", "button"):
            self.endTagP({"name": "p"})
        if self.tree.elementInScope("select"):
            self.tree.generateImpliedEndTags()
        self.tree.insertElement(token)
        self.tree.openElements.pop()
        self.parser.framesetOK = False

    def endTagFormatting(self, token: Token) -> None:
        """The formatting elements."""
        if not run_adoption_agency(self.tree, token["name"]):
            self.endTagOther(token)

    startTagHandler = _table(
        vars(_InBody)["startTagHandler"],
        _InBody.startTagOther,
        rb=start_ruby_base,
        rtc=start_ruby_base,
        rp=start_ruby_text,
        rt=start_ruby_text,
        dialog=_InBody.startTagCloseP,
        search=_InBody.startTagCloseP,
        isindex=_InBody.startTagOther,
        command=_InBody.startTagOther,
        select=start_select,
        input=start_input,
        option=start_option,
        optgroup=start_optgroup,
        hr=start_hr,
        keygen=_InBody.startTagVoidFormatting,
    )
    endTagHandler = _table(
        vars(_InBody)["endTagHandler"],
        _InBody.endTagOther,
        dialog=_InBody.endTagBlock,
        search=_InBody.endTagBlock,
        select=_InBody.endTagBlock,
        **dict.fromkeys(FORMATTING, endTagFormatting),
    )


class InTable(_InTable):
    """https://html.spec.whatwg.org/#parsing-main-intable"""

    def clearStackToTableContext(self) -> None:
        """Templates stop it."""
        clear_stack_back_to(self.tree, "table")

    def start_table(self, token: Token) -> Token | None:
        """table: html5lib drops it in every fragment, not only where there is none to end."""
        if not self.tree.elementInScope("table", "table"):
            return None
        self.parser.phase.processEndTag({"name": "table", "data": {}})
        return token

    def start_other(self, token: Token) -> Any:
        """As in body, with foster parenting, which implied tags inside of it must not end."""
        was_fostering = self.tree.insertFromTable
        self.tree.insertFromTable = True
        again = self.parser.phases["inBody"].processStartTag(token)
        self.tree.insertFromTable = was_fostering
        return again

    def end_other(self, token: Token) -> None:
        """The same."""
        was_fostering = self.tree.insertFromTable
        self.tree.insertFromTable = True
        self.parser.phases["inBody"].processEndTag(token)
        self.tree.insertFromTable = was_fostering

    startTagHandler = _table(vars(_InTable)["startTagHandler"], start_other, table=start_table)
    endTagHandler = _table(vars(_InTable)["endTagHandler"], end_other)


class InTableBody(_InTableBody):
    """https://html.spec.whatwg.org/#parsing-main-intbody"""

    def clearStackToTableBodyContext(self) -> None:
        """Templates stop it."""
        clear_stack_back_to(self.tree, "tbody", "tfoot", "thead")


class InRow(_InRow):
    """https://html.spec.whatwg.org/#parsing-main-intr"""

    def clearStackToTableRowContext(self) -> None:
        """Templates stop it."""
        clear_stack_back_to(self.tree, "tr")


class InColumnGroup(_InColumnGroup):
    """https://html.spec.whatwg.org/#parsing-main-incolgroup"""

    def ignoreEndTagColgroup(self) -> bool:
        """Whether there is none to close."""
        return bool(self.tree.openElements[-1].name != "colgroup")

    def processCharacters(self, token: Token) -> Any:
        """Of a mixed text the blanks stay where nothing closes."""
        if not self.ignoreEndTagColgroup():
            return super().processCharacters(token)
        insert_blanks(self.tree, token)
        return None


class InFrameset(_InFrameset):
    """https://html.spec.whatwg.org/#parsing-main-inframeset"""

    def processCharacters(self, token: Token) -> None:
        """Of a mixed text the blanks stay."""
        insert_blanks(self.tree, token)


class AfterFrameset(_AfterFrameset):
    """https://html.spec.whatwg.org/#parsing-main-afterframeset"""

    def processCharacters(self, token: Token) -> None:
        """Of a mixed text the blanks stay."""
        insert_blanks(self.tree, token)


def insert_blanks(sink: Sink, token: Token) -> None:
    """The blanks of a text."""
    blanks = "".join(character for character in token["data"] if character in WHITESPACE)
    if blanks:
        sink.insertText(blanks)


class InForeignContent(_InForeignContent):
    """https://html.spec.whatwg.org/#parsing-main-inforeign"""

    def is_breakout(self, token: Token) -> bool:
        """Whether the start tag ends foreign content."""
        if token["name"] == "font":
            return not {"color", "face", "size"}.isdisjoint(token["data"])
        return token["name"] in self.breakoutElements

    def leave(self) -> None:
        """Pop foreign elements."""
        stack = self.tree.openElements
        while stack[-1].namespace != namespaces.HTML and not (
            self.parser.isHTMLIntegrationPoint(stack[-1]) or self.parser.isMathMLTextIntegrationPoint(stack[-1])
        ):
            stack.pop()

    def processStartTag(self, token: Token) -> Any:
        """Start tags."""
        if self.is_breakout(token):
            self.leave()
            return self.parser.phase.processStartTag(token)
        namespace = self.parser.adjusted_current_node().namespace
        if namespace == namespaces.MATHML:
            self.parser.adjustMathMLAttributes(token)
        elif namespace == namespaces.SVG:
            self.adjustSVGTagNames(token)
            self.parser.adjustSVGAttributes(token)
        self.parser.adjustForeignAttributes(token)
        token["namespace"] = namespace
        self.tree.insertElement(token)
        if token["selfClosing"]:
            self.tree.openElements.pop()
            token["selfClosingAcknowledged"] = True
        return None

    def processEndTag(self, token: Token) -> Any:
        """End tags."""
        if token["name"] in ("br", "p"):
            self.leave()
            return self.parser.phase.processEndTag(token)
        if len(self.tree.openElements) == 1:
            return None
        return super().processEndTag(token)


class InTemplate:
    """https://html.spec.whatwg.org/#parsing-main-intemplate, and the rules for template's own tags."""

    IN_HEAD = frozenset(["base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "title"])
    MODES = {
        "caption": "inTable",
        "colgroup": "inTable",
        "tbody": "inTable",
        "tfoot": "inTable",
        "thead": "inTable",
        "col": "inColumnGroup",
        "tr": "inTableBody",
        "td": "inRow",
        "th": "inRow",
    }

    def __init__(self, parser: Any, tree: Sink) -> None:
        self.parser = parser
        self.tree = tree
        self.modes: list[Any] = []
        """https://html.spec.whatwg.org/#stack-of-template-insertion-modes"""

    def start_template(self, token: Token) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag "template"."""
        self.tree.insertElement(token)
        self.tree.activeFormattingElements.append(Marker)
        self.parser.framesetOK = False
        self.parser.phase = self
        self.modes.append(self)

    def end_template(self) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inhead, an end tag "template"."""
        if not self.tree.has_template():
            return
        self.tree.generate_all_implied_end_tags()
        while not is_template(self.tree.openElements.pop()):
            pass
        self.tree.clearActiveFormattingElements()
        self.modes.pop()
        self.parser.resetInsertionMode()

    def end_form(self) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inbody, an end tag "form" inside of a template."""
        if self.tree.elementInScope("form"):
            self.tree.generateImpliedEndTags()
            node: ParserNode | None = None
            while node is None or node.name != "form":
                node = self.tree.openElements.pop()

    def processCharacters(self, token: Token) -> Any:
        """As in body."""
        return self.parser.phases["inBody"].processCharacters(token)

    def processSpaceCharacters(self, token: Token) -> Any:
        """As in body."""
        return self.parser.phases["inBody"].processSpaceCharacters(token)

    def processComment(self, token: Token) -> Any:
        """As in body."""
        return self.parser.phases["inBody"].processComment(token)

    def processDoctype(self, token: Token) -> None:
        """Ignored."""

    def processStartTag(self, token: Token) -> Any:
        """Start tags choose what the template is for."""
        if token["name"] in self.IN_HEAD:
            return self.parser.phases["inHead"].processStartTag(token)
        phase = self.parser.phases[self.MODES.get(token["name"], "inBody")]
        self.modes[-1] = self.parser.phase = phase
        return token

    def processEndTag(self, token: Token) -> None:
        """Ignored."""

    def processEOF(self) -> bool:
        """Close the template."""
        if not self.tree.has_template():
            return False
        while not is_template(self.tree.openElements.pop()):
            pass
        self.tree.clearActiveFormattingElements()
        self.modes.pop()
        self.parser.resetInsertionMode()
        return True


def install_phases(parser: Any, tree: Sink) -> InTemplate:
    """Put today's phases in place of html5lib's."""
    phases: dict[str, type[Any]] = {
        "inBody": InBody,
        "inTable": InTable,
        "inTableBody": InTableBody,
        "inRow": InRow,
        "inColumnGroup": InColumnGroup,
        "inFrameset": InFrameset,
        "afterFrameset": AfterFrameset,
        "inForeignContent": InForeignContent,
        "inTemplate": InTemplate,
    }
    for name, phase in phases.items():
        parser.phases[name] = phase(parser, tree)
    template: InTemplate = parser.phases["inTemplate"]
    return template


CHARACTERS: int = tokenTypes["Characters"]
SPACE_CHARACTERS: int = tokenTypes["SpaceCharacters"]
START_TAG: int = tokenTypes["StartTag"]
END_TAG: int = tokenTypes["EndTag"]
COMMENT: int = tokenTypes["Comment"]
DOCTYPE: int = tokenTypes["Doctype"]
PARSE_ERROR: int = tokenTypes["ParseError"]
