"""Templates, declarative shadow roots among them: https://html.spec.whatwg.org/#parsing-main-intemplate"""

from typing import TYPE_CHECKING

from webapis.dom.attach_shadow import attach_a_shadow_root
from webapis.dom.shadow_root import ShadowRootInit
from webapis.html.elements.interactive import HTMLTemplateElement
from webapis.html.parser.element_insertion import create_html_element, insert_element
from webapis.html.parser.element_kinds import HTML_KINDS
from webapis.html.parser.insertion_mode import (
    IN_BODY,
    IN_COLUMN_GROUP,
    IN_HEAD,
    IN_ROW,
    IN_TABLE,
    IN_TABLE_BODY,
    IN_TEMPLATE,
    InsertionMode,
    TagRule,
    ignore_tag,
)
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Tag
from webapis.idl.exceptions import DOMException
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.shadow_root import ShadowRoot
    from webapis.html.parser.tree_builder import TreeBuilder
    from webapis.html.parser.tree_construction import TreeConstruction


def start_template(b: "TreeBuilder", tag: Tag) -> None:
    """https://html.spec.whatwg.org/#parsing-main-inhead, a start tag whose tag name is "template"."""
    current = b.adjusted_current_node()
    assert current is not None and b.stack.current is not None
    # 7-10. Where, and whether it declares a shadow root.
    mode = declared_shadow_mode(b, tag)
    if not mode or b.stack.current is b.stack.top:
        b.insert_html_element(tag)
    else:
        parent, before = b.place_for_inserting(b.stack.current)
        template = create_shadow_template(b, tag, mode, current.element, parent, before)
        b.stack.push(OpenElement(template, template.template_content, "template", True, HTML_KINDS["template"], tag))
    # 2-6. What is inside is apart.
    b.formatting.insert_marker()
    b.frameset_ok = False
    b.mode = IN_TEMPLATE
    b.template_modes.append(IN_TEMPLATE)


def declared_shadow_mode(b: "TreeConstruction", tag: Tag) -> str:
    """The mode of the shadow root that a template declares; empty if it declares none."""
    mode = ascii_lowercase(tag.attribute("shadowrootmode") or "")
    return mode if mode in ("open", "closed") and b.declarative_shadow_roots else ""


def create_shadow_template(
    b: "TreeConstruction", tag: Tag, mode: str, host: "Element", parent: "Node", before: "Node | None"
) -> HTMLTemplateElement:
    """The steps for a declarative shadow root: the template only goes onto the stack, its content is the shadow root."""
    element = create_html_element(b, tag, parent)
    assert isinstance(element, HTMLTemplateElement)
    shadow = attach_declared_shadow(host, tag, mode)
    if shadow is None:
        insert_element(b, element, parent, before)
    else:
        element.template_content = shadow
    return element


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


def switch_to(mode: InsertionMode) -> TagRule:
    """The rule for start tags that say what the template is for."""

    def start(b: "TreeBuilder", tag: Tag) -> None:
        b.template_modes[-1] = mode
        b.mode = mode
        b.start_tag(tag)

    return start


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


IN_TEMPLATE.set_rules(IN_BODY.process_characters, switch_to(IN_BODY), ignore_tag, in_template_end_of_file)
IN_TEMPLATE.on_start_tags(
    "base basefont bgsound link meta noframes script style template title", IN_HEAD.process_start_tag
)
IN_TEMPLATE.on_start_tags("caption colgroup tbody tfoot thead", switch_to(IN_TABLE))
IN_TEMPLATE.on_start_tags("col", switch_to(IN_COLUMN_GROUP))
IN_TEMPLATE.on_start_tags("tr", switch_to(IN_TABLE_BODY))
IN_TEMPLATE.on_start_tags("td th", switch_to(IN_ROW))
IN_TEMPLATE.on_end_tags("template", IN_HEAD.process_end_tag)

IN_HEAD.on_start_tags("template", start_template)
IN_HEAD.on_end_tags("template", end_template)
