"""html5lib's phases behind our tokenizer: what they find as their tree, and the dispatcher that feeds them"""

import re
from typing import TYPE_CHECKING, Any, Final, final

from webapis.dom.element_creation import create_interface_element
from webapis.dom.names import html_name
from webapis.html.html5lib_parser.open_elements import MergingAttributes, OpenElements, ParserNode, Token, tag_of
from webapis.html.html5lib_parser.phase_parser import PhaseParser
from webapis.html.parser.element_insertion import create_foreign_element, create_html_element, insert_element
from webapis.html.parser.element_kinds import (
    IMPLIED_END_TAG,
    MATHML_TEXT_INTEGRATION_POINT,
    SCOPE,
    THOROUGHLY_IMPLIED,
)
from webapis.html.parser.select_rules import enter_select, leave_element, settle_open
from webapis.html.parser.template_modes import create_shadow_template, declared_shadow_mode
from webapis.html.parser.tokens import Doctype, Tag
from webapis.html.parser.tree_builder import FOSTERING, entry_of_context
from webapis.html.parser.tree_construction import TreeConstruction
from webapis.infra import namespaces
from webapis.infra.ascii import WHITESPACE

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.document_fragment import DocumentFragment
    from webapis.dom.element import Element
    from webapis.dom.node import Node

# The kinds of tokens are told apart by the methods of phases that take them.
CHARACTERS: Final = "processCharacters"
SPACE_CHARACTERS: Final = "processSpaceCharacters"
START_TAG: Final = "processStartTag"
END_TAG: Final = "processEndTag"
COMMENT: Final = "processComment"
DOCTYPE: Final = "processDoctype"
# html5lib's tokenizer gives blanks and each U+0000 apart.
TEXT_TOKENS: Final = re.compile("\0|[\t\n\f\r ]+|[^\0\t\n\f\r ][^\0]*")
# https://html.spec.whatwg.org/#has-an-element-in-scope and after: what else ends a scope
MORE_SCOPE: Final[dict[str | None, tuple[str, ...]]] = {None: (), "button": ("button",), "list": ("ol", "ul")}
TABLE_SCOPE: Final = ("html", "table", "template")


@final
class Html5libTreeBuilder(TreeConstruction):
    """Stands where `TreeBuilder` stands. Methods with names in mixed case are those that the phases call."""

    def __init__(self, document: "Document", scripting: bool) -> None:
        super().__init__(document, scripting)
        self.defaultNamespace = namespaces.HTML
        self.openElements: Any = OpenElements()
        self.activeFormattingElements: list[ParserNode | None] = []
        self.headPointer: ParserNode | None = None
        self.insertFromTable = False
        self.context_entry: ParserNode | None = None
        self.phases: Any = PhaseParser(self)

    def start_fragment(self, context: "Element", fragment: "DocumentFragment") -> None:
        # 12-14. The root, whose children are the fragment's.
        root = create_interface_element(self.document, html_name("html"))
        self.openElements.append(ParserNode(root, fragment, Tag("html")))
        # 15. A template.
        if context.is_html_named("template"):
            self.phases.template.modes.append(self.phases.template)
        # 16. The context, as a token would have made it.
        self.context = context
        self.context_entry = ParserNode(context, context, entry_of_context(context).tag)
        # 17. The insertion mode.
        self.phases.innerHTML = True
        self.phases.resetInsertionMode()

    def has_template(self) -> bool:
        return bool(self.openElements.has("template"))

    def bring_up_to_date(self) -> None:
        self.flush_text()
        if self.openElements.has("select"):
            for node in self.openElements:
                if node.is_named("select"):
                    settle_open(node.element)

    def stop(self) -> None:
        super().stop()
        while self.openElements:
            self.openElements.pop()
        # They refer to each other.
        self.phases.__dict__.clear()

    # https://html.spec.whatwg.org/#tree-construction-dispatcher

    def adjusted_current_node(self) -> "ParserNode | None":
        """https://html.spec.whatwg.org/#adjusted-current-node"""
        stack = self.openElements
        if self.context_entry is not None and len(stack) == 1:
            return self.context_entry
        return stack[-1] if stack else None

    def is_in_foreign_content(self) -> bool:
        node = self.adjusted_current_node()
        return node is not None and node.namespace != namespaces.HTML

    def takes_html(self, kind: str, name: str) -> bool:
        """Whether the rules of the insertion mode get a token though the adjusted current node is foreign."""
        node = self.adjusted_current_node()
        if node is None or kind not in (CHARACTERS, SPACE_CHARACTERS, START_TAG):
            return False
        if node.kind & MATHML_TEXT_INTEGRATION_POINT:
            return name not in ("mglyph", "malignmark")
        if name == "svg" and node.name == "foreign annotation-xml" and node.namespace == namespaces.MATHML:
            return True
        return node.takes_html()

    def process(self, kind: str, token: Token) -> None:
        """Give a token to phases until one has taken it."""
        again: Token | None = token
        while again is not None:
            if self.is_in_foreign_content() and not self.takes_html(kind, again.get("name") or ""):
                phase = self.phases.foreign
            else:
                phase = self.phases.phase
            try:
                again = getattr(phase, kind)(again)
            except (AssertionError, IndexError):
                # It asserts what only holds without templates: it was about to ignore the token.
                self.insertFromTable = False
                again = None
        if self.openElements.left:
            self.leave_elements()

    def leave_elements(self) -> None:
        """Selects and options were popped off the stack."""
        self.flush_text()
        left, self.openElements.left = self.openElements.left, []
        for node in left:
            leave_element(node.element, "selectedcontent" in self.openElements.counts)

    def start_tag(self, tag: Tag) -> None:
        self.ignore_line_feed = False
        data = dict(zip(tag.names, tag.values))
        self.process(START_TAG, {"name": tag.name, "data": data, "selfClosing": tag.self_closing})

    def end_tag(self, tag: Tag) -> None:
        self.ignore_line_feed = False
        self.process(END_TAG, {"name": tag.name, "data": {}, "selfClosing": tag.self_closing})

    def characters(self, data: str) -> None:
        if self.ignore_line_feed:
            self.ignore_line_feed = False
            data = data.removeprefix("\n")
        for piece in TEXT_TOKENS.findall(data):
            self.process(SPACE_CHARACTERS if piece[0] in WHITESPACE else CHARACTERS, {"data": piece})

    def comment(self, data: str) -> None:
        self.ignore_line_feed = False
        self.process(COMMENT, {"data": data})

    def doctype(self, doctype: Doctype) -> None:
        self.ignore_line_feed = False
        self.process(DOCTYPE, {"doctype": doctype})

    def end_of_file(self) -> None:
        again = True
        while again:
            try:
                again = self.phases.phase.processEOF() or self.phases.template.processEOF()
            except (AssertionError, IndexError):
                again = self.phases.template.processEOF()
        self.stop()
        self.leave_elements()

    # Scopes.

    def elementInScope(self, target: "ParserNode | str", variant: str | None = None) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-the-specific-scope"""
        name = target if isinstance(target, str) else target.name
        # OPTIMIZATION: a name that is not on the stack is in no scope.
        if not self.openElements.has(name):
            return False
        for node in reversed(self.openElements):
            if node is target or (isinstance(target, str) and node.is_named(name)):
                return True
            if variant == "table":
                if node.name in TABLE_SCOPE:
                    return False
            elif node.kind & SCOPE or node.name in MORE_SCOPE[variant]:
                return False
        return False

    def generateImpliedEndTags(self, exclude: str | None = None) -> None:
        """https://html.spec.whatwg.org/#generate-implied-end-tags"""
        stack = self.openElements
        while stack[-1].kind & IMPLIED_END_TAG and stack[-1].name != exclude:
            stack.pop()

    def generate_all_implied_end_tags(self) -> None:
        """https://html.spec.whatwg.org/#generate-all-implied-end-tags-thoroughly"""
        while self.openElements[-1].kind & THOROUGHLY_IMPLIED:
            self.openElements.pop()

    # Formatting elements, and the form.

    def reconstructActiveFormattingElements(self) -> None:
        """https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements"""
        entries = self.activeFormattingElements
        # 1-7. Back to the last marker or open element.
        index = len(entries)
        while index > 0:
            entry = entries[index - 1]
            if entry is None or entry in self.openElements:
                break
            index -= 1
        # 8-10. Anew from there.
        for place in range(index, len(entries)):
            entry = entries[place]
            assert entry is not None
            entries[place] = self.insert_tag(entry.tag, namespaces.HTML)

    def clearActiveFormattingElements(self) -> None:
        """https://html.spec.whatwg.org/#clear-the-list-of-active-formatting-elements-up-to-the-last-marker"""
        while self.activeFormattingElements and self.activeFormattingElements.pop() is not None:
            pass

    def elementInActiveFormattingElements(self, name: str) -> "ParserNode | bool":
        """The last of this name after the last marker, or False."""
        for entry in reversed(self.activeFormattingElements):
            if entry is None:
                break
            if entry.name == name:
                return entry
        return False

    @property
    def formPointer(self) -> "ParserNode | None":
        """https://html.spec.whatwg.org/#form-element-pointer; inside of a template the rules pass it by."""
        form = self.form
        if form is None or self.has_template():
            return None
        return next((node for node in self.openElements if node.element is form), ParserNode(form, form, Tag("form")))

    @formPointer.setter
    def formPointer(self, form: "ParserNode | None") -> None:
        if not self.has_template():
            self.form = None if form is None else form.element

    # Insertion.

    def insertRoot(self, token: Token) -> None:
        """The html element."""
        element = create_html_element(self, tag_of(token), self.document)
        insert_element(self, element, self.document, None)
        self.push(element, element, tag_of(token))

    def insertElement(self, token: Token) -> ParserNode:
        """https://html.spec.whatwg.org/#insert-a-foreign-element"""
        return self.insert_tag(tag_of(token), token.get("namespace", namespaces.HTML))

    def insert_tag(self, tag: Tag, namespace: str) -> ParserNode:
        """The same for our tokens."""
        parent, before = self.place_for_inserting(self.openElements[-1], self.insertFromTable)
        if namespace == namespaces.HTML:
            element = create_html_element(self, tag, parent)
        else:
            element = create_foreign_element(tag, namespace, parent)
        self.claim_script(element)
        insert_element(self, element, parent, before)
        content = element.content_fragment()
        return self.push(element, element if content is None else content, tag)

    def insert_template(self, token: Token) -> None:
        """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag "template", steps 7 to 10."""
        tag = tag_of(token)
        current = self.openElements[-1]
        mode = declared_shadow_mode(self, tag)
        if not mode or len(self.openElements) == 1:
            self.insert_tag(tag, namespaces.HTML)
            return
        parent, before = self.place_for_inserting(current, self.insertFromTable)
        template = create_shadow_template(self, tag, mode, current.element, parent, before)
        self.push(template, template.template_content, tag)

    def push(self, element: "Element", place: "Node", tag: Tag) -> ParserNode:
        """Onto the stack of open elements."""
        node = ParserNode(element, place, tag)
        if node.is_named("html") or node.is_named("body"):
            node.attributes = MergingAttributes(self, element)
        enter_select(element)
        self.openElements.append(node)
        return node

    def insertText(self, data: str, parent: object = None) -> None:
        """https://html.spec.whatwg.org/#insert-a-character"""
        place, before = self.place_for_inserting(self.openElements[-1], self.insertFromTable)
        self.insert_text(data, place, before)

    def insertComment(self, token: Token, parent: "ParserNode | Document") -> None:
        """https://html.spec.whatwg.org/#insert-a-comment; what goes into a document goes into a fragment's root."""
        if isinstance(parent, ParserNode):
            self.append_comment(token["data"], parent.place)
        else:
            self.append_comment(token["data"], parent if self.context is None else self.openElements[0].place)

    def place_for_inserting(self, target: ParserNode, fosters: bool) -> "tuple[Node, Node | None]":
        """https://html.spec.whatwg.org/#appropriate-place-for-inserting-a-node: a parent and what comes after."""
        if not fosters or target.name not in FOSTERING:
            return target.place, None
        stack = self.openElements
        for index in range(len(stack) - 1, -1, -1):
            node: ParserNode = stack[index]
            # 1-3. A template that is lower than any table.
            if node.is_named("template"):
                return node.place, None
            # 5-7. Before the table, or in what stands above it on the stack.
            if node.is_named("table"):
                parent = node.element.parent_node
                return (stack[index - 1].place, None) if parent is None else (parent, node.element)
        # 4. No table: a fragment.
        return stack[0].place, None
