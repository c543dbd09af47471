"""The attributes that each property gives CSSStyleDeclaration: https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-camel-cased-attribute"""

from webapis.css.properties import ALIASES, longhands
from webapis.css.shorthands import shorthands


def property_attributes() -> dict[str, str]:
    """The property's name by the attribute's: backgroundColor, background-color, webkitFilter, WebkitFilter, cssFloat."""
    attributes: dict[str, str] = {"cssFloat": "float"}
    for name in (*longhands(), *shorthands(), *ALIASES):
        attributes[attribute_name(name, False)] = name
        if name.startswith("-webkit-"):
            attributes[attribute_name(name, True)] = name
        if "-" in name:
            attributes[name] = name
    return attributes


def attribute_name(property_name: str, lowercase_first: bool) -> str:
    """https://drafts.csswg.org/cssom-1/#css-property-to-idl-attribute"""
    if lowercase_first:
        property_name = property_name[1:]
    head, *rest = property_name.split("-")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)
