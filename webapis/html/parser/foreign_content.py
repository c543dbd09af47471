"""https://html.spec.whatwg.org/#parsing-main-inforeign"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser.element_insertion import create_foreign_element, insert_element
from webapis.html.parser.element_kinds import HTML_INTEGRATION_POINT, MATHML_TEXT_INTEGRATION_POINT, foreign_kind
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Tag
from webapis.infra import namespaces
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.parser.tree_builder import TreeBuilder

BLANKS_AND_NULL: Final = "\t\n\f\r \0"
# Start tags that end foreign content.
BREAKOUT: Final = frozenset(
    [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
FONT_ATTRIBUTES: Final = frozenset(["color", "face", "size"])


def takes_html_start_tag(current: OpenElement, name: str) -> bool:
    """Whether the rules of the insertion mode get a start tag though the adjusted current node is foreign."""
    if current.kind & MATHML_TEXT_INTEGRATION_POINT:
        return name != "mglyph" and name != "malignmark"
    if name == "svg" and current.name == "annotation-xml" and current.element.namespace_uri == namespaces.MATHML:
        return True
    return is_html_integration_point(current.kind, current.element, current.tag)


def takes_html_text(current: OpenElement) -> bool:
    """The same for character tokens."""
    return current.kind & MATHML_TEXT_INTEGRATION_POINT != 0 or is_html_integration_point(
        current.kind, current.element, current.tag
    )


def is_html_integration_point(kind: int, element: "Element", tag: Tag) -> bool:
    """https://html.spec.whatwg.org/#html-integration-point, of an element and the token it was made for"""
    if kind & HTML_INTEGRATION_POINT:
        return True
    if element.names.local_name != "annotation-xml" or element.names.namespace != namespaces.MATHML:
        return False
    encoding = tag.attribute("encoding")
    return encoding is not None and ascii_lowercase(encoding) in ("text/html", "application/xhtml+xml")


def foreign_characters(b: "TreeBuilder", data: str) -> None:
    """Character tokens."""
    # U+0000 alone leaves the frameset-ok flag as it is.
    if b.frameset_ok and data.strip(BLANKS_AND_NULL):
        b.frameset_ok = False
    if "\0" in data:
        b.error("unexpected-null-character")
        data = data.replace("\0", "\ufffd")
    b.insert_characters(data)


def insert_foreign_element(b: "TreeBuilder", tag: Tag, namespace: str) -> None:
    """https://html.spec.whatwg.org/#insert-a-foreign-element, with adjusted names; a self-closing tag is acknowledged."""
    current = b.stack.current
    assert current is not None
    parent, before = b.place_for_inserting(current)
    element = create_foreign_element(tag, namespace, parent)
    b.claim_script(element)
    insert_element(b, element, parent, before)
    name = element.names.local_name
    if not tag.self_closing:
        b.stack.push(OpenElement(element, element, name, False, foreign_kind(namespace, name), tag))
    elif namespace == namespaces.SVG and name == "script":
        b.hand_over_script(element)


def leave_foreign_content(b: "TreeBuilder") -> None:
    """Pop elements until the current node is an integration point or in the HTML namespace."""
    b.error("unexpected-html-in-foreign-content")
    current = b.stack.current
    while (
        current is not None
        and not current.is_html
        and not current.kind & MATHML_TEXT_INTEGRATION_POINT
        and not is_html_integration_point(current.kind, current.element, current.tag)
    ):
        b.stack.pop()
        current = b.stack.current


def foreign_start_tag(b: "TreeBuilder", tag: Tag) -> None:
    """Start tags."""
    if tag.name in BREAKOUT or (tag.name == "font" and not FONT_ATTRIBUTES.isdisjoint(tag.names)):
        leave_foreign_content(b)
        b.mode.process_start_tag(b, tag)
        return
    current = b.adjusted_current_node()
    assert current is not None
    insert_foreign_element(b, tag, current.element.namespace_uri or "")


def foreign_end_tag(b: "TreeBuilder", tag: Tag) -> None:
    """End tags."""
    if tag.name in ("br", "p"):
        leave_foreign_content(b)
        b.mode.process_end_tag(b, tag)
        return
    entry = b.stack.current
    assert entry is not None
    if tag.name == "script" and entry.name == "script" and entry.element.namespace_uri == namespaces.SVG:
        b.stack.pop()
        b.hand_over_script(entry.element)
        return
    # 1-3. A fragment's root stays.
    if entry is b.stack.top:
        return
    if ascii_lowercase(entry.name) != tag.name:
        b.error("unexpected-end-tag")
    # 4-7. Up to an element of this name, or to one of HTML.
    named = b.stack.last_foreign(tag.name)
    html = b.stack.lowest_html()
    if named is not None and (html is None or named.label > html.label):
        b.stack.pop_through(named)
    else:
        b.mode.process_end_tag(b, tag)
