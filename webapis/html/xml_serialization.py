"""https://html.spec.whatwg.org/#dom-parsing-and-serialization, the XML half: https://w3c.github.io/DOM-Parsing/#xml-serialization"""

import re
from typing import TYPE_CHECKING, Final, cast

from jsengine._kernel import poll
from webapis.dom.names import is_xml_name
from webapis.dom.node import (
    ATTRIBUTE_NODE,
    CDATA_SECTION_NODE,
    COMMENT_NODE,
    DOCUMENT_FRAGMENT_NODE,
    DOCUMENT_NODE,
    DOCUMENT_TYPE_NODE,
    ELEMENT_NODE,
    PROCESSING_INSTRUCTION_NODE,
    TEXT_NODE,
)
from webapis.html.serialization import NO_END_TAG
from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.document_type import DocumentType
    from webapis.dom.element import Element
    from webapis.dom.node import Node

NOT_XML: Final = re.compile("[^\t\n\r\x20-\ufffd]")


class PrefixMap:
    """https://w3c.github.io/DOM-Parsing/#the-namespace-prefix-map: prefixes of each namespace, nearest last."""

    def __init__(self, prefixes: dict[str | None, list[str]]) -> None:
        self.prefixes = prefixes

    def copy(self) -> "PrefixMap":
        """A map for a deeper element."""
        return PrefixMap({namespace: prefixes.copy() for namespace, prefixes in self.prefixes.items()})

    def add(self, prefix: str, namespace: str | None) -> None:
        """https://w3c.github.io/DOM-Parsing/#dfn-add"""
        self.prefixes.setdefault(namespace, []).append(prefix)

    def found(self, prefix: str, namespace: str | None) -> bool:
        """https://w3c.github.io/DOM-Parsing/#dfn-found"""
        return prefix in self.prefixes.get(namespace, [])

    def preferred(self, namespace: str | None, prefix: str | None) -> str | None:
        """https://w3c.github.io/DOM-Parsing/#dfn-retrieving-a-preferred-prefix-string"""
        candidates = self.prefixes.get(namespace)
        if not candidates:
            return None
        return prefix if prefix in candidates else candidates[-1]


class Level:
    """What is left of an element whose children are being serialised."""

    def __init__(self, onward: "Node | None", end_tag: str, namespace: str | None, prefixes: PrefixMap) -> None:
        self.onward = onward
        self.end_tag = end_tag
        self.namespace = namespace
        self.prefixes = prefixes


class XMLWriter:
    """One serialisation; `well_formed` throws where the result would not be XML."""

    def __init__(self, well_formed: bool) -> None:
        self.well_formed = well_formed
        self.parts: list[str] = []
        self.levels: list[Level] = []
        self.prefix_index = 1
        self.namespace: str | None = None
        self.prefixes = PrefixMap({namespaces.XML: ["xml"]})

    def run(self, node: "Node", with_siblings: bool) -> str:
        """Serialise a node, or a node and the siblings after it."""
        current: Node | None = node
        while True:
            poll()
            if current is None:
                if not self.levels:
                    return "".join(self.parts)
                level = self.levels.pop()
                self.parts.append(level.end_tag)
                self.namespace, self.prefixes = level.namespace, level.prefixes
                current = level.onward
                continue
            onward = current.next_sibling if with_siblings or self.levels else None
            if current.node_type == ELEMENT_NODE:
                current = self.element(cast("Element", current), onward)
            elif current.node_type in (DOCUMENT_NODE, DOCUMENT_FRAGMENT_NODE):
                self.levels.append(Level(None, "", self.namespace, self.prefixes))
                current = current.first_child
            else:
                self.leaf(current)
                current = onward

    def fail_unless(self, condition: bool, what: str) -> None:
        """Throw where well-formedness is asked for."""
        if self.well_formed and not condition:
            raise dom_exception("InvalidStateError", f"The {what} cannot be serialised as XML.")

    def leaf(self, node: "Node") -> None:
        """Everything but elements."""
        node_type = node.node_type
        if node_type == DOCUMENT_TYPE_NODE:
            self.doctype(cast("DocumentType", node))
            return
        text = node.node_value or ""
        if node_type == TEXT_NODE:
            self.fail_unless(NOT_XML.search(text) is None, "text")
            self.parts.append(escape(text, False))
        elif node_type == CDATA_SECTION_NODE:
            self.parts.append(f"<![CDATA[{text}]]>")
        elif node_type == COMMENT_NODE:
            self.fail_unless("--" not in text and not text.endswith("-") and not NOT_XML.search(text), "comment")
            self.parts.append(f"<!--{text}-->")
        elif node_type == PROCESSING_INSTRUCTION_NODE:
            target = node.node_name
            self.fail_unless(":" not in target and target.lower() != "xml" and "?>" not in text, "instruction")
            self.parts.append(f"<?{target} {text}?>")

    def doctype(self, doctype: "DocumentType") -> None:
        """https://w3c.github.io/DOM-Parsing/#dfn-xml-serializing-a-documenttype-node"""
        self.parts.append(f"<!DOCTYPE {doctype.name}")
        if doctype.public_id:
            self.parts.append(f' PUBLIC "{doctype.public_id}"')
        elif doctype.system_id:
            self.parts.append(" SYSTEM")
        if doctype.system_id:
            self.parts.append(f' "{doctype.system_id}"')
        self.parts.append(">")

    def element(self, element: "Element", onward: "Node | None") -> "Node | None":
        """https://w3c.github.io/DOM-Parsing/#xml-serializing-an-element-node; the node to go on with."""
        names = element.names
        self.fail_unless(":" not in names.local_name and is_xml_name(names.local_name), "element")
        # 2-10. What the element declares itself.
        outer_namespace, outer_prefixes = self.namespace, self.prefixes
        prefixes = outer_prefixes
        local_prefixes: dict[str, str | None] = {}
        default_namespace: str | None = None
        if any(attribute.names.namespace == namespaces.XMLNS for attribute in element.attribute_list):
            prefixes = outer_prefixes.copy()
            default_namespace = record_declarations(element, prefixes, local_prefixes)
        inherited = outer_namespace
        namespace = names.namespace
        ignore_default = False
        declaration = ""
        # 11. In the namespace around it: no prefix.
        if inherited == namespace:
            ignore_default = default_namespace is not None
            qualified = ("xml:" if namespace == namespaces.XML else "") + names.local_name
        else:
            # 12. Another namespace: a known prefix, a new one, or a new default.
            candidate = "xmlns" if names.prefix == "xmlns" else prefixes.preferred(namespace, names.prefix)
            if candidate is not None:
                qualified = f"{candidate}:{names.local_name}"
                if default_namespace is not None and default_namespace != namespaces.XML:
                    inherited = default_namespace or None
            elif names.prefix is not None:
                prefix = names.prefix
                if prefixes is outer_prefixes:
                    prefixes = outer_prefixes.copy()
                if prefix in local_prefixes:
                    prefix = self.generate_prefix(prefixes, namespace)
                else:
                    prefixes.add(prefix, namespace)
                qualified = f"{prefix}:{names.local_name}"
                declaration = f' xmlns:{prefix}="{escape(namespace or "", True)}"'
                if default_namespace is not None:
                    inherited = default_namespace or None
            elif default_namespace is None or default_namespace != (namespace or ""):
                ignore_default = True
                qualified = names.local_name
                inherited = namespace
                declaration = f' xmlns="{escape(namespace or "", True)}"'
            else:
                qualified = names.local_name
                inherited = namespace
        self.parts.append(f"<{qualified}{declaration}")
        # 13. Attributes, which may need prefixes of their own.
        if prefixes is outer_prefixes and needs_prefixes(element):
            prefixes = outer_prefixes.copy()
        self.attributes(element, prefixes, local_prefixes, ignore_default)
        # 14-18. Empty, or on with the children.
        content = element.content_fragment()
        first = element.first_child if content is None else content.first_child
        if first is None:
            if names.is_html:
                self.parts.append(" />" if names.local_name in NO_END_TAG else f"></{qualified}>")
            else:
                self.parts.append("/>")
            return onward
        self.parts.append(">")
        self.levels.append(Level(onward, f"</{qualified}>", outer_namespace, outer_prefixes))
        self.namespace, self.prefixes = inherited, prefixes
        return first

    def generate_prefix(self, prefixes: PrefixMap, namespace: str | None) -> str:
        """https://w3c.github.io/DOM-Parsing/#dfn-generating-a-prefix"""
        prefix = f"ns{self.prefix_index}"
        self.prefix_index += 1
        prefixes.add(prefix, namespace)
        return prefix

    def attributes(
        self, element: "Element", prefixes: PrefixMap, local_prefixes: dict[str, str | None], ignore_default: bool
    ) -> None:
        """https://w3c.github.io/DOM-Parsing/#dfn-xml-serialization-of-the-attributes"""
        for attribute in element.attribute_list:
            names = attribute.names
            namespace = names.namespace
            value = attribute.data
            candidate: str | None = None
            if namespace is not None:
                candidate = prefixes.preferred(namespace, names.prefix)
                if namespace == namespaces.XMLNS:
                    if self.skips_declaration(
                        names.prefix, names.local_name, value, local_prefixes, prefixes, ignore_default
                    ):
                        continue
                    candidate = "xmlns" if names.prefix == "xmlns" else None
                elif candidate is None:
                    if names.prefix is not None and names.prefix not in local_prefixes:
                        candidate = names.prefix
                        prefixes.add(candidate, namespace)
                    else:
                        candidate = self.generate_prefix(prefixes, namespace)
                    self.parts.append(f' xmlns:{candidate}="{escape(namespace, True)}"')
            self.fail_unless(":" not in names.local_name and is_xml_name(names.local_name), "attribute")
            prefix = f"{candidate}:" if candidate is not None else ""
            self.parts.append(f' {prefix}{names.local_name}="{escape(value, True)}"')

    def skips_declaration(
        self,
        prefix: str | None,
        local_name: str,
        value: str,
        local_prefixes: dict[str, str | None],
        prefixes: PrefixMap,
        ignore_default: bool,
    ) -> bool:
        """Whether a declaration says nothing new: step 3.5.2."""
        if value == namespaces.XML or (prefix is None and ignore_default):
            return True
        return (
            prefix is not None
            and (local_name not in local_prefixes or local_prefixes[local_name] != value)
            and prefixes.found(local_name, value)
        )


def needs_prefixes(element: "Element") -> bool:
    """Whether an attribute is in a namespace that has to be declared."""
    return any(
        attribute.names.namespace not in (None, namespaces.XML, namespaces.XMLNS)
        for attribute in element.attribute_list
    )


def record_declarations(element: "Element", prefixes: PrefixMap, local_prefixes: dict[str, str | None]) -> str | None:
    """https://w3c.github.io/DOM-Parsing/#recording-the-namespace"""
    default_namespace: str | None = None
    for attribute in element.attribute_list:
        names = attribute.names
        if names.namespace != namespaces.XMLNS:
            continue
        if names.prefix is None:
            default_namespace = attribute.data
        else:
            namespace = attribute.data or None
            if attribute.data != namespaces.XML and not prefixes.found(names.local_name, namespace):
                prefixes.add(names.local_name, namespace)
                local_prefixes[names.local_name] = attribute.data
    return default_namespace


def escape(text: str, attribute: bool) -> str:
    """Text and attribute values."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if attribute:
        text = text.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#xA;").replace("\r", "&#xD;")
    return text


def serialize_as_xml(node: "Node", well_formed: bool = False) -> str:
    """https://w3c.github.io/DOM-Parsing/#dfn-xml-serialization"""
    if node.node_type == ATTRIBUTE_NODE:
        return ""
    return XMLWriter(well_formed).run(node, False)


def serialize_children_as_xml(node: "Node", well_formed: bool) -> str:
    """The children of an element or fragment."""
    first = node.first_child
    return XMLWriter(well_formed).run(first, True) if first is not None else ""
