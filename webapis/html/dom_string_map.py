"""https://html.spec.whatwg.org/#domstringmap"""

from typing import TYPE_CHECKING

from webapis.dom.names import is_valid_attribute_local_name
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.element import Element


class DOMStringMap:
    """https://html.spec.whatwg.org/#domstringmap: the data-* attributes of an element."""

    wrapper: object
    element: "Element"

    def __init__(self, element: "Element") -> None:
        self.wrapper = None
        self.element = element

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "DOMStringMap"

    def supported_names(self) -> list[str]:
        """https://html.spec.whatwg.org/#concept-domstringmap-pairs, the names."""
        names: list[str] = []
        for attribute in self.element.attribute_list:
            local_name = attribute.names.local_name
            if attribute.names.namespace is None and local_name.startswith("data-"):
                name = property_name(local_name)
                if name is not None:
                    names.append(name)
        return names

    def named_getter(self, name: str) -> str | None:
        """https://html.spec.whatwg.org/#dom-domstringmap-nameditem"""
        attribute = attribute_name(name)
        return self.element.content_attribute(attribute) if attribute is not None else None

    def named_setter(self, name: str, value: str) -> None:
        """https://html.spec.whatwg.org/#dom-domstringmap-setitem"""
        attribute = attribute_name(name)
        if attribute is None:
            raise dom_exception("SyntaxError", f"'{name}' is not a valid property name.")
        if not is_valid_attribute_local_name(attribute):
            raise dom_exception("InvalidCharacterError", f"'{attribute}' is not a valid attribute name.")
        self.element.set_attribute_value(attribute, value)

    def named_deleter(self, name: str) -> None:
        """https://html.spec.whatwg.org/#dom-domstringmap-removeitem"""
        attribute = attribute_name(name)
        if attribute is not None:
            self.element.remove_attribute_ns(None, attribute)


def property_name(local_name: str) -> str | None:
    """foo-bar of data-foo-bar to fooBar; None for a name with uppercase letters, which has no property."""
    parts: list[str] = []
    dash = False
    for character in local_name[5:]:
        if "A" <= character <= "Z":
            return None
        if dash:
            parts.append(character.upper() if "a" <= character <= "z" else "-" + character)
            dash = False
            if character == "-":
                parts[-1] = "-"
                dash = True
        elif character == "-":
            dash = True
        else:
            parts.append(character)
    if dash:
        parts.append("-")
    return "".join(parts)


def attribute_name(name: str) -> str | None:
    """fooBar to data-foo-bar; None for a dash before a lowercase letter, which no attribute maps to."""
    parts = ["data-"]
    for index, character in enumerate(name):
        if "A" <= character <= "Z":
            parts.append("-" + character.lower())
        else:
            if character == "-" and index + 1 < len(name) and "a" <= name[index + 1] <= "z":
                return None
            parts.append(character)
    return "".join(parts)
