"""Templates, declarative shadow roots among them: https://html.spec.whatwg.org/#parsing-main-intemplate"""

from typing import TYPE_CHECKING, Final

from webapis.html.parser.element_kinds import HTML_KINDS
from webapis.html.parser.insertion_mode import InsertionMode, ignore_tag
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.shadow_root import ShadowRoot
    from webapis.html.parser.tree_builder import TreeBuilder


def start_template(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag whose tag name is "template"."""
    current = b.adjusted_current_node()
    assert current is not None and b.stack.current is not None
    # 7-10. Where, and whether it declares a shadow root.
    mode = ascii_lowercase(tag.attribute("shadowrootmode") or "")
    if mode not in ("open", "closed") or not b.declarative_shadow_roots or b.stack.current is b.stack.top:
        b.insert_html_element(tag)
    else:
        insert_shadow_template(b, tag, mode, current.element)
    # 2-6. What is inside is apart.
    b.formatting.insert_marker()
    b.frameset_ok = False
    b.mode = IN_TEMPLATE
    b.template_modes.append(IN_TEMPLATE)


def insert_shadow_template(b: "TreeBuilder", tag: Tag, mode: str, host: "Element") -> None:
    """The steps for a declarative shadow root: the template only stands on the stack, its content is the shadow root."""
    current = b.stack.current
    assert current is not None
    parent, before = b.place_for_inserting(current)
    element = create_html_element(b, tag, parent)
    assert isinstance(element, HTMLTemplateElement)
    shadow = attach_declared_shadow(host, tag, mode)
    if shadow is None:
        insert_element(b, element, parent, before)
    else:
        element.template_content = shadow
    b.stack.push(OpenElement(element, element.template_content, "template", True, HTML_KINDS["template"], tag))


def attach_declared_shadow(host: "Element", tag: Tag, mode: str) -> "ShadowRoot | None":
    """The shadow root, or none when the element may not host one or does already."""
    if host.shadow_root_node is not None:
        return None
    init = ShadowRootInit()
    init.mode = mode
    init.clonable = "shadowrootclonable" in tag.names
    init.serializable = "shadowrootserializable" in tag.names
    init.delegates_focus = "shadowrootdelegatesfocus" in tag.names
    try:
        shadow = attach_a_shadow_root(host, init)
    except DOMException:
        return None
    shadow.declarative = True
    shadow.available_to_element_internals = True
    return shadow


def end_template(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#parsing-main-inhead, an end tag whose tag name is "template"."""
    if not b.stack.has("template"):
        b.error("unexpected-end-tag")
        return
    b.stack.generate_all_implied_end_tags()
    if not b.current_is("template"):
        b.error("open-elements-in-template")
    close_template(b)


def close_template(b: "TreeBuilder") -> None:
    """Pop the template and what belongs to it."""
    b.stack.pop_until("template")
    b.formatting.clear_to_marker()
    b.template_modes.pop()
    b.reset_insertion_mode()


def start_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in head" insertion mode."""
    IN_HEAD.start_tag(b, tag)


def end_in_head(b: "TreeBuilder", tag: Tag) -> None:
    """Process the token using the rules for the "in head" insertion mode."""
    IN_HEAD.end_tag(b, tag)


def in_template_characters(b: "TreeBuilder", data: str) -> None:
    """Process the token using the rules for the "in body" insertion mode."""
    IN_BODY.characters(b, data)


def switch(b: "TreeBuilder", mode: InsertionMode, tag: Tag) -> None:
    """The first start tag says what the template is for."""
    b.template_modes[-1] = mode
    b.mode = mode
    b.start_tag(tag)


def start_table_part(b: "TreeBuilder", tag: Tag) -> None:
    """caption, colgroup, tbody, tfoot, thead"""
    switch(b, IN_TABLE, tag)


def start_col(b: "TreeBuilder", tag: Tag) -> None:
    """col"""
    switch(b, IN_COLUMN_GROUP, tag)


def start_row(b: "TreeBuilder", tag: Tag) -> None:
    """tr"""
    switch(b, IN_TABLE_BODY, tag)


def start_cell(b: "TreeBuilder", tag: Tag) -> None:
    """td, th"""
    switch(b, IN_ROW, tag)


def start_other(b: "TreeBuilder", tag: Tag) -> None:
    """Any other start tag."""
    switch(b, IN_BODY, tag)


def in_template_end_of_file(b: "TreeBuilder") -> None:
    """Templates are closed; a fragment's context may be one."""
    if not b.stack.has("template"):
        b.stop()
        return
    # Reprocessing leads back here as long as there are templates; a loop, for there may be many.
    while b.stack.has("template"):
        b.error("expected-end-tag")
        close_template(b)
    b.end_of_file()


IN_TEMPLATE: Final[InsertionMode] = InsertionMode(
    "in template", in_template_characters, start_other, ignore_tag, in_template_end_of_file
)
IN_TEMPLATE.on_start_tags("base basefont bgsound link meta noframes script style template title", start_in_head)
IN_TEMPLATE.on_start_tags("caption colgroup tbody tfoot thead", start_table_part)
IN_TEMPLATE.on_start_tags("col", start_col)
IN_TEMPLATE.on_start_tags("tr", start_row)
IN_TEMPLATE.on_start_tags("td th", start_cell)
IN_TEMPLATE.on_end_tags("template", end_in_head)


from webapis.dom.attach_shadow import attach_a_shadow_root  # noqa: E402
from webapis.dom.shadow_root import ShadowRootInit  # noqa: E402
from webapis.html.elements.interactive import HTMLTemplateElement  # noqa: E402
from webapis.html.parser.document_modes import IN_HEAD  # noqa: E402
from webapis.html.parser.element_insertion import create_html_element, insert_element  # noqa: E402
from webapis.html.parser.in_body import IN_BODY  # noqa: E402
from webapis.html.parser.table_modes import IN_COLUMN_GROUP, IN_ROW, IN_TABLE, IN_TABLE_BODY  # noqa: E402
from webapis.idl.exceptions import DOMException  # noqa: E402
