"""What html5lib's phases, which are of 2012, do differently today"""

from typing import TYPE_CHECKING, Any, Final

from html5lib import html5parser

from webapis.html.html5lib_parser.adoption import run_adoption_agency
from webapis.html.html5lib_parser.open_elements import Token, tag_of
from webapis.html.parser.foreign_content import BREAKOUT, FONT_ATTRIBUTES
from webapis.html.parser.insertion_mode import only_blanks
from webapis.html.parser.tree_builder import FOSTERING
from webapis.infra import namespaces
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.html.html5lib_parser.tree_builder import Html5libTreeBuilder

_PHASES: dict[str, Any] = html5parser.getPhases(False)
_Initial: Any = _PHASES["initial"]
_InHead: Any = _PHASES["inHead"]
_AfterHead: Any = _PHASES["afterHead"]
_Text: Any = _PHASES["text"]
_InBody: Any = _PHASES["inBody"]
_InTable: Any = _PHASES["inTable"]
_InTableText: Any = _PHASES["inTableText"]
_InCaption: Any = _PHASES["inCaption"]
_InCell: Any = _PHASES["inCell"]
_AfterBody: Any = _PHASES["afterBody"]
_InTableBody: Any = _PHASES["inTableBody"]
_InRow: Any = _PHASES["inRow"]
_InColumnGroup: Any = _PHASES["inColumnGroup"]
_InFrameset: Any = _PHASES["inFrameset"]
_AfterFrameset: Any = _PHASES["afterFrameset"]
_InForeignContent: Any = _PHASES["inForeignContent"]


FORMATTING = ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")


def _table(original: Any, default: Any, **changes: Any) -> Any:
    """A copy of one of html5lib's dispatch tables."""
    table = type(original)(list({**original, **changes}.items()))
    table.default = default
    return table


def start_template(phase: Any, token: Token) -> None:
    """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag "template"."""
    phase.parser.template.start_template(token)


def end_template(phase: Any, token: Token) -> None:
    """An end tag "template"."""
    phase.parser.template.end_template()


class Initial(_Initial):
    """https://html.spec.whatwg.org/#the-initial-insertion-mode"""

    def processDoctype(self, token: Token) -> None:
        """The document's mode is ours to tell."""
        self.tree.append_doctype(token["doctype"])
        self.parser.phase = self.parser.phases["beforeHtml"]

    def anythingElse(self) -> None:
        """The same."""
        self.tree.miss_doctype()
        self.parser.phase = self.parser.phases["beforeHtml"]


class InHead(_InHead):
    """https://html.spec.whatwg.org/#parsing-main-inhead"""

    def start_meta(self, token: Token) -> None:
        """meta"""
        self.startTagBaseLinkCommand(token)
        self.tree.declare_encoding(tag_of(token))

    startTagHandler = _table(
        vars(_InHead)["startTagHandler"], _InHead.startTagOther, meta=start_meta, template=start_template
    )
    endTagHandler = _table(vars(_InHead)["endTagHandler"], _InHead.endTagOther, template=end_template)


class AfterHead(_AfterHead):
    """https://html.spec.whatwg.org/#the-after-head-insertion-mode"""

    def anythingElse(self) -> None:
        """The frameset-ok flag stays what it is."""
        frameset_ok = self.parser.framesetOK
        super().anythingElse()
        self.parser.framesetOK = frameset_ok

    startTagHandler = _table(
        vars(_AfterHead)["startTagHandler"], _AfterHead.startTagOther, template=_AfterHead.startTagFromHead
    )
    endTagHandler = _table(vars(_AfterHead)["endTagHandler"], _AfterHead.endTagOther, template=end_template)


class Text(_Text):
    """https://html.spec.whatwg.org/#parsing-main-incdata"""

    def processEndTag(self, token: Token) -> None:
        """A script is the host's now."""
        node = self.tree.openElements.pop()
        self.parser.phase = self.parser.originalPhase
        if node.name == "script":
            self.tree.hand_over_script(node.element)

    def processEOF(self) -> bool:
        """An unfinished script never runs."""
        self.tree.leave_script_unfinished(self.tree.openElements[-1].element)
        return bool(super().processEOF())


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
        if self.tree.context is not None and self.tree.context.is_html_named("select"):
            return True
        if self.tree.elementInScope("select"):
            self.tree.openElements.pop_until("select")
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

    def end_form(self, token: Token) -> None:
        """form; inside of a template there is no form pointer."""
        if not self.tree.has_template():
            self.endTagForm(token)
        elif self.tree.elementInScope("form"):
            self.tree.generateImpliedEndTags()
            self.tree.openElements.pop_until("form")

    @property
    def processSpaceCharacters(self) -> Any:
        """html5lib switches this to drop a line feed, and not back when a tag comes first."""
        return self.processSpaceCharactersNonPre

    @processSpaceCharacters.setter
    def processSpaceCharacters(self, handler: Any) -> None:
        self.tree.ignore_line_feed = handler == self.processSpaceCharactersDropNewline

    def start_textarea(self, token: Token) -> None:
        """textarea; html5lib stays in the body, where formatting elements would go into it."""
        self.parser.parseRCDataRawtext(token, "RCDATA")
        self.tree.ignore_line_feed = True
        self.parser.framesetOK = False

    def end_br(self, token: Token) -> None:
        """br"""
        self.endTagBr(token)
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
        textarea=start_textarea,
        keygen=_InBody.startTagVoidFormatting,
        template=start_template,
    )
    endTagHandler = _table(
        vars(_InBody)["endTagHandler"],
        _InBody.endTagOther,
        dialog=_InBody.endTagBlock,
        search=_InBody.endTagBlock,
        select=_InBody.endTagBlock,
        form=end_form,
        br=end_br,
        template=end_template,
        **dict.fromkeys(FORMATTING, endTagFormatting),
    )


def blanks_in_body(phase: Any, token: Token) -> Any:
    """As in body, which html5lib does with other text only."""
    return phase.parser.phases["inBody"].processSpaceCharacters(token)


class InCaption(_InCaption):
    """https://html.spec.whatwg.org/#parsing-main-incaption"""

    processSpaceCharacters = blanks_in_body


class InCell(_InCell):
    """https://html.spec.whatwg.org/#parsing-main-intd"""

    processSpaceCharacters = blanks_in_body


class AfterBody(_AfterBody):
    """https://html.spec.whatwg.org/#parsing-main-afterbody"""

    processSpaceCharacters = blanks_in_body


class InTable(_InTable):
    """https://html.spec.whatwg.org/#parsing-main-intable"""

    CONTEXT = ("table", "template", "html")

    def clearStackToTableContext(self) -> None:
        """Templates stop it."""
        while self.tree.openElements[-1].name not in self.CONTEXT:
            self.tree.openElements.pop()

    def start_table(self, token: Token) -> Token | None:
        """table: html5lib drops it in every fragment, not only where there is none to end."""
        if not self.tree.elementInScope("table", "table"):
            return None
        self.parser.phase.processEndTag({"name": "table", "data": {}})
        return token

    def start_form(self, token: Token) -> None:
        """form"""
        if not self.tree.has_template():
            self.startTagForm(token)

    def in_body(self, method: str, token: Token) -> Any:
        """As in body, with foster parenting, which implied tags inside of it must not end."""
        was_fostering = self.tree.insertFromTable
        self.tree.insertFromTable = True
        again = getattr(self.parser.phases["inBody"], method)(token)
        self.tree.insertFromTable = was_fostering
        return again

    def start_other(self, token: Token) -> Any:
        """Any other start tag."""
        return self.in_body("processStartTag", token)

    def end_other(self, token: Token) -> Any:
        """Any other end tag."""
        return self.in_body("processEndTag", token)

    def processCharacters(self, token: Token) -> Any:
        """Text is a table's only where it stands in one."""
        if self.tree.openElements[-1].name in FOSTERING:
            return super().processCharacters(token)
        return self.in_body("processCharacters", token)

    def processSpaceCharacters(self, token: Token) -> Any:
        """The same."""
        if self.tree.openElements[-1].name in FOSTERING:
            return super().processSpaceCharacters(token)
        return self.in_body("processSpaceCharacters", token)

    startTagHandler = _table(
        vars(_InTable)["startTagHandler"], start_other, table=start_table, form=start_form, template=start_template
    )
    endTagHandler = _table(vars(_InTable)["endTagHandler"], end_other, template=end_template)


class InTableText(_InTableText):
    """https://html.spec.whatwg.org/#parsing-main-intabletext"""

    def processDoctype(self, token: Token) -> Token:
        """The text ends here, too."""
        self.processComment(token)
        return token


class InTableBody(_InTableBody):
    """https://html.spec.whatwg.org/#parsing-main-intbody"""

    CONTEXT = ("tbody", "tfoot", "thead", "template", "html")
    clearStackToTableBodyContext = InTable.clearStackToTableContext


class InRow(_InRow):
    """https://html.spec.whatwg.org/#parsing-main-intr"""

    CONTEXT = ("tr", "template", "html")
    clearStackToTableRowContext = InTable.clearStackToTableContext


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

    startTagHandler = _table(
        vars(_InColumnGroup)["startTagHandler"], _InColumnGroup.startTagOther, template=start_template
    )
    endTagHandler = _table(vars(_InColumnGroup)["endTagHandler"], _InColumnGroup.endTagOther, template=end_template)


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


def insert_blanks(tree: "Html5libTreeBuilder", token: Token) -> None:
    """The blanks of a text."""
    blanks = only_blanks(token["data"])
    if blanks:
        tree.insertText(blanks)


class InForeignContent(_InForeignContent):
    """https://html.spec.whatwg.org/#parsing-main-inforeign"""

    def leave(self) -> None:
        """Pop foreign elements."""
        while not self.tree.openElements[-1].takes_html():
            self.tree.openElements.pop()

    def processStartTag(self, token: Token) -> Any:
        """Start tags."""
        if token["name"] in BREAKOUT or (token["name"] == "font" and not FONT_ATTRIBUTES.isdisjoint(token["data"])):
            self.leave()
            return self.parser.phase.processStartTag(token)
        token["namespace"] = self.tree.adjusted_current_node().namespace
        self.tree.insertElement(token)
        if token["selfClosing"]:
            self.pop()
        return None

    def processEndTag(self, token: Token) -> Any:
        """End tags."""
        stack = self.tree.openElements
        if token["name"] in ("br", "p"):
            self.leave()
            return self.parser.phase.processEndTag(token)
        if len(stack) == 1:
            return None
        if token["name"] == "script" and stack[-1].name == "foreign script":
            self.pop()
            return None
        for node in reversed(stack):
            if node.namespace == namespaces.HTML:
                return self.parser.phase.processEndTag(token)
            if ascii_lowercase(node.element.names.local_name) == token["name"]:
                break
        while stack.pop() is not node:
            pass
        return None

    def pop(self) -> None:
        """Pop the current node; a script is the host's now."""
        node = self.tree.openElements.pop()
        if node.name == "foreign script" and node.namespace == namespaces.SVG:
            self.tree.hand_over_script(node.element)


class InTemplate:
    """https://html.spec.whatwg.org/#parsing-main-intemplate, and the rules for template's own tags."""

    IN_HEAD = frozenset(
        ["base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "template", "title"]
    )
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

    def __init__(self, parser: Any, tree: "Html5libTreeBuilder") -> None:
        self.parser = parser
        self.tree = tree
        self.modes: list[Any] = []
        """https://html.spec.whatwg.org/#stack-of-template-insertion-modes"""

    def start_template(self, token: Token) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag "template"."""
        self.tree.insert_template(token)
        self.tree.activeFormattingElements.append(None)
        self.parser.framesetOK = False
        self.parser.phase = self
        self.modes.append(self)

    def end_template(self) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inhead, an end tag "template"."""
        if not self.tree.has_template():
            return
        self.tree.generate_all_implied_end_tags()
        self.close_template()

    def close_template(self) -> None:
        """Pop the template and what belongs to it."""
        self.tree.openElements.pop_until("template")
        self.tree.clearActiveFormattingElements()
        self.modes.pop()
        self.parser.resetInsertionMode()

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
        """Ignored, but for its own."""
        if token["name"] == "template":
            self.end_template()

    def processEOF(self) -> bool:
        """Close the template."""
        is_open = self.tree.has_template()
        if is_open:
            self.close_template()
        return is_open


PHASES: Final[dict[str, Any]] = {
    **_PHASES,
    "initial": Initial,
    "inHead": InHead,
    "afterHead": AfterHead,
    "text": Text,
    "inBody": InBody,
    "inTable": InTable,
    "inTableText": InTableText,
    "inCaption": InCaption,
    "inCell": InCell,
    "afterBody": AfterBody,
    "inTableBody": InTableBody,
    "inRow": InRow,
    "inColumnGroup": InColumnGroup,
    "inFrameset": InFrameset,
    "afterFrameset": AfterFrameset,
    "inForeignContent": InForeignContent,
    "inTemplate": InTemplate,
}
