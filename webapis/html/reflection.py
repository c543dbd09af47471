"""https://html.spec.whatwg.org/#reflecting-content-attributes-in-idl-attributes

The declarations say what reflects ([Reflect] and its relatives); the bindings, and Python by name, come here.
"""

from typing import TYPE_CHECKING, Final, cast

from webapis.html.enumerated import ENUMERATED, Enumerated
from webapis.html.microsyntaxes import parse_float, parse_integer, parse_non_negative_integer
from webapis.html.supported_tokens import SUPPORTED_TOKENS
from webapis.idl.exceptions import dom_exception
from webapis.idl.model import Attribute
from webapis.idl.table import declarations
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.html.elements.html_or_svg_element import HTMLOrSVGElement


class Reflected:
    """How one IDL attribute reflects one content attribute."""

    def __init__(self, interface: str, attribute: Attribute) -> None:
        extended = dict(attribute.extended)
        self.is_url = "ReflectURL" in extended
        self.content_name = extended.get("Reflect") or extended.get("ReflectURL") or attribute.name.lower()
        self.type = attribute.type.name
        self.nullable = attribute.type.nullable
        self.positive = "ReflectPositive" in extended or "ReflectPositiveWithFallback" in extended
        self.non_negative = "ReflectNonNegative" in extended
        default = extended.get("ReflectDefault")
        self.default = int(default) if default is not None else (-1 if self.non_negative else 1 if self.positive else 0)
        self.enumerated: Enumerated | None = ENUMERATED.get((interface, attribute.name))
        self.supported_tokens = SUPPORTED_TOKENS.get((interface, attribute.name))


_rows: Final[dict[tuple[str, str], Reflected]] = {}


def reflected(interface: str, name: str) -> Reflected:
    """The row of an attribute, by the name of the interface that declares it."""
    row = _rows.get((interface, name))
    if row is None:
        attributes = declarations().interfaces[interface].attributes
        row = Reflected(interface, next(attribute for attribute in attributes if attribute.name == name))
        _rows[interface, name] = row
    return row


def get_reflected(element: "Element", row: Reflected) -> object:
    """The getter steps."""
    value = element.content_attribute(row.content_name)
    type_name = row.type
    if type_name == "boolean":
        return value is not None
    if type_name == "DOMTokenList":
        return cast("HTMLOrSVGElement", element).token_list(row.content_name, row.supported_tokens)
    if row.is_url:
        return parse_url_attribute(element.node_document, value, False)
    if type_name in ("DOMString", "USVString"):
        if row.enumerated is not None:
            return row.enumerated.canonical(value)
        return value if value is not None or row.nullable else ""
    if type_name == "double":
        number = parse_float(value) if value is not None else None
        return number if number is not None and (number > 0 or not row.positive) else float(row.default)
    return get_integer(value, row)


def get_integer(value: str | None, row: Reflected) -> int:
    """The getter steps of long and unsigned long."""
    if value is None:
        return row.default
    unsigned = row.type == "unsigned long" or row.non_negative
    number = parse_non_negative_integer(value) if unsigned else parse_integer(value)
    low = 1 if row.positive else 0 if unsigned else -(2**31)
    return number if number is not None and low <= number < 2**31 else row.default


def set_reflected(element: "Element", row: Reflected, value: object) -> None:
    """The setter steps; the bindings have converted the value."""
    name = row.content_name
    if value is None:
        element.remove_attribute_ns(None, name)
    elif isinstance(value, bool):
        if value:
            element.set_attribute_value(name, "")
        else:
            element.remove_attribute_ns(None, name)
    elif isinstance(value, str):
        element.set_attribute_value(name, value)
    elif isinstance(value, int):
        if row.non_negative and value < 0:
            raise dom_exception("IndexSizeError", f"The value provided ({value}) is negative.")
        if row.positive and value == 0:
            raise dom_exception("IndexSizeError", "The value provided is 0, which is an invalid size.")
        if row.type == "unsigned long" and not 0 <= value < 2**31:
            value = row.default
        element.set_attribute_value(name, str(value))
    elif isinstance(value, float):
        element.set_attribute_value(name, number_text(value))


def number_text(value: float) -> str:
    """https://html.spec.whatwg.org/#best-representation-of-the-number-as-a-floating-point-number"""
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def parse_url_attribute(document: "Document", value: str | None, empty_counts: bool) -> str:
    """The URL of an attribute: absent is empty, what does not parse is itself."""
    if value is None or (value == "" and not empty_counts):
        return ""
    parsed = document.agent.host.parse_url(value, document.base_url())
    return value if parsed is None else parsed


def keyword_of(element: "Element", name: str) -> str:
    """An enumerated attribute's value in lowercase, for the standard's own comparisons."""
    value = element.content_attribute(name)
    return "" if value is None else ascii_lowercase(value)
