"""https://html.spec.whatwg.org/#parsing-main-inbody; formatting elements stand in `formatting_rules`"""

from typing import TYPE_CHECKING, Final

from webapis.dom.mutation import remove
from webapis.html.parser import states
from webapis.html.parser.element_insertion import add_missing_attributes
from webapis.html.parser.foreign_content import insert_foreign_element
from webapis.html.parser.insertion_mode import (
    AFTER_BODY,
    IN_BODY,
    IN_FRAMESET,
    IN_HEAD,
    IN_TABLE,
    IN_TEMPLATE,
    ignore_tag,
)
from webapis.html.parser.open_elements import OpenElement
from webapis.html.parser.tokens import Tag
from webapis.infra import namespaces
from webapis.infra.ascii import WHITESPACE

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.html.parser.tree_builder import TreeBuilder

HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What may be open at the end of the body without an error.
MAY_STAY_OPEN: Final = frozenset(
    [
        "dd",
        "dt",
        "li",
        "optgroup",
        "option",
        "p",
        "rb",
        "rp",
        "rt",
        "rtc",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "body",
        "html",
    ]
)


def in_body_characters(b: "TreeBuilder", data: str) -> None:
    """Character tokens."""
    if "\0" in data:
        b.error("unexpected-null-character")
        data = data.replace("\0", "")
        if not data:
            return
    b.reconstruct_formatting()
    b.insert_characters(data)
    if b.frameset_ok and data.lstrip(WHITESPACE):
        b.frameset_ok = False


def start_html(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "html": its attributes are added."""
    b.error("unexpected-start-tag")
    if not b.stack.has("template") and b.stack.top is not None:
        add_missing_attributes(b.stack.top.element, tag)


def body_below_html(b: "TreeBuilder") -> OpenElement | None:
    """The second element on the stack, when it is a body element and there is no template."""
    top = b.stack.top
    second = top.below if top is not None else None
    if second is None or not second.is_named("body") or b.stack.has("template"):
        return None
    return second


def start_body(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "body": its attributes are added."""
    b.error("unexpected-start-tag")
    body = body_below_html(b)
    if body is not None:
        b.frameset_ok = False
        add_missing_attributes(body.element, tag)


def start_frameset(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "frameset": it may replace the body."""
    b.error("unexpected-start-tag")
    top = b.stack.top
    body = top.below if top is not None else None
    if body is None or not body.is_named("body") or not b.frameset_ok:
        return
    if body.element.parent_node is not None:
        b.flush_text()
        remove(body.element)
    while b.stack.current is not top:
        b.stack.pop()
    b.insert_html_element(tag)
    b.mode = IN_FRAMESET


def in_body_end_of_file(b: "TreeBuilder") -> None:
    """An end-of-file token."""
    if b.template_modes:
        IN_TEMPLATE.process_end_of_file(b)
        return
    report_open_elements(b)
    b.stop()


def report_open_elements(b: "TreeBuilder") -> None:
    """A parse error if an element is open that should not be."""
    if b.tokenizer is None or b.tokenizer.errors is None:
        return
    entry = b.stack.current
    while entry is not None:
        if not entry.is_html or entry.name not in MAY_STAY_OPEN:
            b.error("expected-end-tag")
            return
        entry = entry.above


def end_body(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "body"."""
    if not b.stack.has_in_scope("body"):
        b.error("unexpected-end-tag")
        return
    report_open_elements(b)
    b.mode = AFTER_BODY


def end_html(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "html"."""
    if not b.stack.has_in_scope("body"):
        b.error("unexpected-end-tag")
        return
    report_open_elements(b)
    b.mode = AFTER_BODY
    b.end_tag(tag)


# Blocks.


def start_block(b: "TreeBuilder", tag: Tag) -> None:
    """address, article, aside, blockquote and so on"""
    b.close_p_in_button_scope()
    b.insert_html_element(tag)


def start_heading(b: "TreeBuilder", tag: Tag) -> None:
    """h1 to h6"""
    b.close_p_in_button_scope()
    current = b.stack.current
    if current is not None and current.is_html and current.name in HEADINGS:
        b.error("heading-in-heading")
        b.stack.pop()
    b.insert_html_element(tag)


def start_pre(b: "TreeBuilder", tag: Tag) -> None:
    """pre, listing"""
    b.close_p_in_button_scope()
    b.insert_html_element(tag)
    b.ignore_line_feed = True
    b.frameset_ok = False


def start_form(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "form"."""
    in_template = b.stack.has("template")
    if b.form is not None and not in_template:
        b.error("form-in-form")
        return
    b.close_p_in_button_scope()
    entry = b.insert_html_element(tag)
    if not in_template:
        b.form = entry.element


def start_list_item(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "li"."""
    b.frameset_ok = False
    barriers = b.stack.barriers
    if barriers and barriers[-1].is_named("li"):
        b.close_element("li", "li")
    b.close_p_in_button_scope()
    b.insert_html_element(tag)


def start_term(b: "TreeBuilder", tag: Tag) -> None:
    """dd, dt"""
    b.frameset_ok = False
    barriers = b.stack.barriers
    if barriers and (barriers[-1].is_named("dd") or barriers[-1].is_named("dt")):
        b.close_element(barriers[-1].name, barriers[-1].name)
    b.close_p_in_button_scope()
    b.insert_html_element(tag)


def start_plaintext(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "plaintext"."""
    b.close_p_in_button_scope()
    b.insert_html_element(tag)
    b.set_tokenizer_state(states.PLAINTEXT)


def start_button(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "button"."""
    if b.stack.has_in_scope("button"):
        b.error("button-in-button")
        b.stack.generate_implied_end_tags()
        b.stack.pop_until("button")
    b.reconstruct_formatting()
    b.insert_html_element(tag)
    b.frameset_ok = False


def end_block(b: "TreeBuilder", tag: Tag) -> None:
    """address, article, aside, blockquote and so on"""
    name = tag.name
    stack = b.stack
    current = stack.current
    # OPTIMIZATION: mostly it is the current node.
    if current is not None and current.is_named(name):
        stack.pop()
        return
    if not stack.has_in_scope(name):
        b.error("unexpected-end-tag")
        return
    b.close_element(name)


def end_form(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "form"."""
    stack = b.stack
    if stack.has("template"):
        if stack.has_in_scope("form"):
            stack.generate_implied_end_tags()
            stack.pop_until("form")
        else:
            b.error("unexpected-end-tag")
        return
    form = b.form
    b.form = None
    entry = open_entry(b, "form", form)
    if entry is None or not stack.is_in_scope(entry):
        b.error("unexpected-end-tag")
        return
    stack.generate_implied_end_tags()
    if stack.current is not entry:
        b.error("open-elements-in-form")
    stack.remove(entry)


def open_entry(b: "TreeBuilder", name: str, element: "Element | None") -> OpenElement | None:
    """The entry on the stack for an element."""
    for entry in b.stack.named.get(name, []):
        if entry.element is element:
            return entry
    return None


def end_paragraph(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "p"."""
    if not b.stack.has_in_button_scope("p"):
        b.error("unexpected-end-tag")
        b.insert_html_element(Tag("p"))
    b.close_p()


def end_list_item(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "li"."""
    if b.stack.has_in_list_item_scope("li"):
        b.close_element("li", "li")
    else:
        b.error("unexpected-end-tag")


def end_term(b: "TreeBuilder", tag: Tag) -> None:
    """dd, dt"""
    if b.stack.has_in_scope(tag.name):
        b.close_element(tag.name, tag.name)
    else:
        b.error("unexpected-end-tag")


def end_heading(b: "TreeBuilder", tag: Tag) -> None:
    """h1 to h6: any of them ends any."""
    stack = b.stack
    if not any(stack.has_in_scope(name) for name in HEADINGS):
        b.error("unexpected-end-tag")
        return
    stack.generate_implied_end_tags()
    if not b.current_is(tag.name):
        b.error("open-elements-in-heading")
    entry = stack.pop()
    while not (entry.is_html and entry.name in HEADINGS):
        entry = stack.pop()


# What is neither a block nor formatting.


def start_object(b: "TreeBuilder", tag: Tag) -> None:
    """applet, marquee, object"""
    b.reconstruct_formatting()
    b.insert_html_element(tag)
    b.formatting.insert_marker()
    b.frameset_ok = False


def end_object(b: "TreeBuilder", tag: Tag) -> None:
    """applet, marquee, object"""
    if not b.stack.has_in_scope(tag.name):
        b.error("unexpected-end-tag")
        return
    b.close_element(tag.name)
    b.formatting.clear_to_marker()


def start_table(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "table"."""
    if b.document.mode != "quirks":
        b.close_p_in_button_scope()
    b.insert_html_element(tag)
    b.frameset_ok = False
    b.mode = IN_TABLE


def start_void(b: "TreeBuilder", tag: Tag) -> None:
    """area, br, embed, img, keygen, wbr"""
    b.reconstruct_formatting()
    b.insert_void_element(tag)
    b.frameset_ok = False


def end_br(b: "TreeBuilder", tag: Tag) -> None:
    """An end tag whose tag name is "br": as if it were a start tag without attributes."""
    b.error("unexpected-end-tag")
    start_void(b, Tag("br"))


def start_parameter(b: "TreeBuilder", tag: Tag) -> None:
    """param, source, track"""
    b.insert_void_element(tag)


def start_hr(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "hr"."""
    b.close_p_in_button_scope()
    if b.stack.has_in_scope("select"):
        b.stack.generate_implied_end_tags()
    b.insert_void_element(tag)
    b.frameset_ok = False


def start_image(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "image": don't ask."""
    b.error("unexpected-start-tag")
    tag.name = "img"
    b.start_tag(tag)


def start_textarea(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "textarea"."""
    b.parse_text_element(tag, states.RCDATA)
    b.ignore_line_feed = True
    b.frameset_ok = False


def start_xmp(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "xmp"."""
    b.close_p_in_button_scope()
    b.reconstruct_formatting()
    b.frameset_ok = False
    b.parse_text_element(tag, states.RAWTEXT)


def start_iframe(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "iframe"."""
    b.frameset_ok = False
    b.parse_text_element(tag, states.RAWTEXT)


def start_noembed(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "noembed"."""
    b.parse_text_element(tag, states.RAWTEXT)


def start_noscript(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "noscript"."""
    if b.scripting:
        b.parse_text_element(tag, states.RAWTEXT)
    else:
        start_other(b, tag)


# Ruby, foreign elements, all others.


def start_ruby_base(b: "TreeBuilder", tag: Tag) -> None:
    """rb, rtc"""
    if b.stack.has_in_scope("ruby"):
        b.stack.generate_implied_end_tags()
    b.insert_html_element(tag)


def start_ruby_text(b: "TreeBuilder", tag: Tag) -> None:
    """rp, rt"""
    if b.stack.has_in_scope("ruby"):
        b.stack.generate_implied_end_tags("rtc")
    b.insert_html_element(tag)


def start_math(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "math"."""
    b.reconstruct_formatting()
    insert_foreign_element(b, tag, namespaces.MATHML)


def start_svg(b: "TreeBuilder", tag: Tag) -> None:
    """A start tag whose tag name is "svg"."""
    b.reconstruct_formatting()
    insert_foreign_element(b, tag, namespaces.SVG)


def start_other(b: "TreeBuilder", tag: Tag) -> None:
    """Any other start tag."""
    b.reconstruct_formatting()
    b.insert_html_element(tag)


def end_other(b: "TreeBuilder", tag: Tag) -> None:
    """Any other end tag."""
    name = tag.name
    stack = b.stack
    current = stack.current
    # OPTIMIZATION: mostly it is the current node.
    if current is not None and current.is_named(name):
        stack.pop()
        return
    # 1-3. Up to the element of this name, past none that is special.
    entry = stack.last(name)
    special = stack.special
    if entry is None or (special and special[-1].label > entry.label):
        b.error("unexpected-end-tag")
        return
    stack.generate_implied_end_tags(name)
    if stack.current is not entry:
        b.error("unexpected-end-tag")
    stack.pop_through(entry)


IN_BODY.set_rules(in_body_characters, start_other, end_other, in_body_end_of_file)
IN_BODY.on_start_tags("html", start_html)
IN_BODY.on_start_tags("base basefont bgsound link meta noframes script style template title", IN_HEAD.process_start_tag)
IN_BODY.on_start_tags("body", start_body)
IN_BODY.on_start_tags("frameset", start_frameset)
IN_BODY.on_start_tags(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "main menu nav ol p search section summary ul",
    start_block,
)
IN_BODY.on_start_tags("h1 h2 h3 h4 h5 h6", start_heading)
IN_BODY.on_start_tags("pre listing", start_pre)
IN_BODY.on_start_tags("form", start_form)
IN_BODY.on_start_tags("li", start_list_item)
IN_BODY.on_start_tags("dd dt", start_term)
IN_BODY.on_start_tags("plaintext", start_plaintext)
IN_BODY.on_start_tags("button", start_button)
IN_BODY.on_start_tags("applet marquee object", start_object)
IN_BODY.on_start_tags("table", start_table)
IN_BODY.on_start_tags("area br embed img keygen wbr", start_void)
IN_BODY.on_start_tags("param source track", start_parameter)
IN_BODY.on_start_tags("hr", start_hr)
IN_BODY.on_start_tags("image", start_image)
IN_BODY.on_start_tags("textarea", start_textarea)
IN_BODY.on_start_tags("xmp", start_xmp)
IN_BODY.on_start_tags("iframe", start_iframe)
IN_BODY.on_start_tags("noembed", start_noembed)
IN_BODY.on_start_tags("noscript", start_noscript)
IN_BODY.on_start_tags("rb rtc", start_ruby_base)
IN_BODY.on_start_tags("rp rt", start_ruby_text)
IN_BODY.on_start_tags("math", start_math)
IN_BODY.on_start_tags("svg", start_svg)
IN_BODY.on_start_tags("caption col colgroup frame head tbody td tfoot th thead tr", ignore_tag)
IN_BODY.on_end_tags("template", IN_HEAD.process_end_tag)
IN_BODY.on_end_tags("body", end_body)
IN_BODY.on_end_tags("html", end_html)
IN_BODY.on_end_tags(
    "address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer header "
    "hgroup listing main menu nav ol pre search section select summary ul",
    end_block,
)
IN_BODY.on_end_tags("form", end_form)
IN_BODY.on_end_tags("p", end_paragraph)
IN_BODY.on_end_tags("li", end_list_item)
IN_BODY.on_end_tags("dd dt", end_term)
IN_BODY.on_end_tags("h1 h2 h3 h4 h5 h6", end_heading)
IN_BODY.on_end_tags("applet marquee object", end_object)
IN_BODY.on_end_tags("br", end_br)
