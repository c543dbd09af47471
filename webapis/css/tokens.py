"""Component values to text: https://drafts.csswg.org/cssom-1/#serialize-an-identifier and its like."""

from typing import Any

from webapis.css.numeric import number_text


def identifier_text(name: str) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-an-identifier"""
    parts: list[str] = []
    for index, character in enumerate(name):
        code = ord(character)
        if code == 0:
            parts.append("\ufffd")
        elif code <= 0x1F or code == 0x7F or ("0" <= character <= "9" and index < 2 and name[:index] in ("", "-")):
            parts.append(f"\\{code:x} ")
        elif character == "-" and len(name) == 1:
            parts.append("\\-")
        elif code >= 0x80 or character in "-_" or character.isalnum():
            parts.append(character)
        else:
            parts.append("\\" + character)
    return "".join(parts)


def string_text(value: str) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-string"""
    parts: list[str] = []
    for character in value:
        code = ord(character)
        if code == 0:
            parts.append("\ufffd")
        elif code <= 0x1F or code == 0x7F:
            parts.append(f"\\{code:x} ")
        elif character in '"\\':
            parts.append("\\" + character)
        else:
            parts.append(character)
    return '"' + "".join(parts) + '"'


def url_text(value: Any) -> str | None:
    """A url token, or the function with a string in it."""
    if value.type == "url":
        return f"url({string_text(value.value)})"
    if value.type == "function" and value.lower_name in ("url", "src"):
        inside = [item for item in value.arguments if item.type != "whitespace"]
        if len(inside) == 1 and inside[0].type == "string":
            return f"{value.lower_name}({string_text(inside[0].value)})"
    return None


def component_text(value: Any) -> str:
    """The canonical text of a component value of whose meaning nothing is known: names in lowercase, single blanks."""
    kind: str = value.type
    if kind == "ident":
        return identifier_text(value.value if value.value.startswith("--") else value.lower_value)
    if kind == "number":
        return number_text(value.value)
    if kind == "percentage":
        return number_text(value.value) + "%"
    if kind == "dimension":
        return f"{number_text(value.value)}{value.lower_unit}"
    if kind == "string":
        return string_text(value.value)
    if kind == "url":
        return f"url({string_text(value.value)})"
    if kind == "function":
        return f"{value.lower_name}({components_text(value.arguments)})"
    text: str = value.serialize()
    return text


def components_text(values: list[Any]) -> str:
    """Component values beside each other."""
    text = ""
    for value in values:
        if value.type == "whitespace":
            if text and not text.endswith(" "):
                text += " "
        elif value.type == "literal" and value.value == ",":
            text = text.rstrip(" ") + ", "
        else:
            from webapis.css.colors import color_text

            text += (color_text(value) if value.type in ("hash", "function") else None) or component_text(value)
    return text.rstrip(" ")
