"""https://html.spec.whatwg.org/#serialising-html-fragments"""

from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll
from webapis.dom.character_data import CharacterData
from webapis.dom.custom_elements import is_value_of
from webapis.dom.node import (
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    DOCUMENT_TYPE_NODE,
    ELEMENT_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
)
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.attr import Attr
    from webapis.dom.element import Element
    from webapis.dom.node import Node
    from webapis.dom.shadow_root import ShadowRoot

# https://html.spec.whatwg.org/#void-elements, and those that the algorithm treats like them.
NO_END_TAG: Final = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
RAW_TEXT: Final = frozenset(["style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext"])


class GetHTMLOptions:
    """https://html.spec.whatwg.org/#gethtmloptions"""

    serializable_shadow_roots: bool = False
    shadow_roots: "list[ShadowRoot] | None" = None


def escape_text(text: str) -> str:
    """https://html.spec.whatwg.org/#escapingString, outside of attributes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "\xa0" in text:
        text = text.replace("\xa0", "&nbsp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """https://html.spec.whatwg.org/#escapingString, in attributes."""
    text = escape_text(text)
    return text.replace('"', "&quot;") if '"' in text else text


def attribute_name(attribute: "Attr") -> str:
    """https://html.spec.whatwg.org/#attribute's-serialised-name"""
    names = attribute.names
    namespace = names.namespace
    if namespace is None:
        return names.local_name
    if namespace == namespaces.XML:
        return "xml:" + names.local_name
    if namespace == namespaces.XMLNS:
        return "xmlns" if names.local_name == "xmlns" else "xmlns:" + names.local_name
    if namespace == namespaces.XLINK:
        return "xlink:" + names.local_name
    return names.qualified


def tag_name(element: "Element") -> str:
    """Without a prefix in the namespaces that the parser puts elements into."""
    names = element.names
    if names.is_html or names.namespace == namespaces.SVG or names.namespace == namespaces.MATHML:
        return names.local_name
    return names.qualified


class Serializer:
    """The parts of one text, and where the walk goes on after each element that is open."""

    def __init__(self, options: GetHTMLOptions | None) -> None:
        self.parts: list[str] = []
        self.pending: list[tuple[Node | None, str]] = []
        self.with_shadow_roots = options is not None and options.serializable_shadow_roots
        self.shadow_roots = options.shadow_roots if options is not None else None

    def run(self, first: "Node | None") -> str:
        """Serialise a node and the siblings after it."""
        current = first
        while True:
            if current is None:
                if not self.pending:
                    return "".join(self.parts)
                current, end_tag = self.pending.pop()
                self.parts.append(end_tag)
            elif current.node_type == ELEMENT_NODE:
                current = self.element(cast("Element", current), current.next_sibling)
            else:
                self.leaf(current)
                current = current.next_sibling

    def element(self, element: "Element", onward: "Node | None") -> "Node | None":
        """A start tag; the node to go on with."""
        poll()
        parts = self.parts
        name = tag_name(element)
        parts.append("<" + name)
        is_value = is_value_of(element)
        if is_value is not None and element.content_attribute("is") is None:
            parts.append(f' is="{escape_attribute(is_value)}"')
        for attribute in element.attribute_list:
            parts.append(f' {attribute_name(attribute)}="{escape_attribute(attribute.data)}"')
        parts.append(">")
        if name in NO_END_TAG and element.names.is_html:
            return onward
        content = element.content_fragment()
        container: Node = element if content is None else content
        shadow = element.shadow_root_node
        if shadow is not None and self.takes(shadow):
            self.pending.append((onward, f"</{name}>"))
            self.pending.append((container.first_child, "</template>"))
            parts.append(shadow_template(shadow))
            return shadow.first_child
        if container.first_child is None:
            parts.append(f"</{name}>")
            return onward
        self.pending.append((onward, f"</{name}>"))
        return container.first_child

    def takes(self, shadow: "ShadowRoot") -> bool:
        """Whether the options ask for this shadow root."""
        if self.with_shadow_roots and shadow.serializable:
            return True
        return self.shadow_roots is not None and shadow in self.shadow_roots

    def leaf(self, node: "Node") -> None:
        """Text, comments, processing instructions, doctypes."""
        node_type = node.node_type
        if node_type in (TEXT_NODE, CDATA_SECTION_NODE):
            text = cast("CharacterData", node).text
            parent = node.parent_node
            raw = False
            if parent is not None and parent.node_type == ELEMENT_NODE and cast("Element", parent).is_html:
                name = cast("Element", parent).local_name
                raw = name in RAW_TEXT or (name == "noscript" and node.node_document.scripting_enabled)
            self.parts.append(text if raw else escape_text(text))
        elif node_type == COMMENT_NODE:
            self.parts.append(f"<!--{cast('CharacterData', node).text}-->")
        elif node_type == PROCESSING_INSTRUCTION_NODE:
            self.parts.append(f"<?{node.node_name} {cast('CharacterData', node).text}>")
        elif node_type == DOCUMENT_TYPE_NODE:
            self.parts.append(f"<!DOCTYPE {node.node_name}>")


def shadow_template(shadow: "ShadowRoot") -> str:
    """The start tag of the template that declares a shadow root."""
    tag = f'<template shadowrootmode="{shadow.mode}"'
    if shadow.delegates_focus:
        tag += ' shadowrootdelegatesfocus=""'
    if shadow.serializable:
        tag += ' shadowrootserializable=""'
    if shadow.clonable:
        tag += ' shadowrootclonable=""'
    return tag + ">"


def serialize_children(node: "Node", options: GetHTMLOptions | None = None) -> str:
    """https://html.spec.whatwg.org/#html-fragment-serialisation-algorithm"""
    serializer = Serializer(options)
    if node.node_type == ELEMENT_NODE:
        element = cast("Element", node)
        if element.is_html and element.local_name in NO_END_TAG:
            return ""
        shadow = element.shadow_root_node
        if shadow is not None and serializer.takes(shadow):
            serializer.parts.append(shadow_template(shadow))
            serializer.pending.append((node.first_child, "</template>"))
            return serializer.run(shadow.first_child)
        content = element.content_fragment()
        if content is not None:
            node = content
    return serializer.run(node.first_child)


def serialize_node(node: "Node") -> str:
    """One node with its subtree, as the children of a fictional parent."""
    serializer = Serializer(None)
    if node.node_type == ELEMENT_NODE:
        return serializer.run(serializer.element(cast("Element", node), None))
    serializer.leaf(node)
    return "".join(serializer.parts)
