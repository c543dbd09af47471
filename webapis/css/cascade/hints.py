"""Presentational hints: https://html.spec.whatwg.org/#presentational-hints, attributes that mean declarations

https://drafts.csswg.org/css-cascade-5/#preshint
"""

from typing import TYPE_CHECKING, Final

from webapis.css.declaration_parsing import Declaration, parse_value
from webapis.html.microsyntaxes import parse_integer
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element

# element names | attribute | kind of value | properties
_HINTS: Final = """
body table thead tbody tfoot tr td th | bgcolor | color | background-color
body | text | color | color
font | color | color | color
hr | color | color | color
body table thead tbody tfoot tr td th | background | url | background-image
canvas embed iframe img input object video marquee | width | dimension | width
canvas embed iframe img input object video marquee | height | dimension | height
table td th col colgroup hr | width | dimension | width
table td th thead tbody tfoot tr | height | dimension | height
img input object embed iframe marquee | hspace | dimension | margin-left margin-right
img input object embed iframe marquee | vspace | dimension | margin-top margin-bottom
img object embed iframe input | align | float | float
img object embed iframe input | align | vertical | vertical-align
table | align | float | float
table | cellspacing | pixels | border-spacing
table | bordercolor | color | border-top-color border-right-color border-bottom-color border-left-color
img object input | border | border | border-top-width border-right-width border-bottom-width border-left-width
table | border | border | border-top-width border-right-width border-bottom-width border-left-width
caption | align | caption | caption-side
div h1 h2 h3 h4 h5 h6 p thead tbody tfoot tr td th caption col colgroup legend | align | alignment | text-align
thead tbody tfoot tr td th col colgroup | valign | keyword | vertical-align
td th | nowrap | nowrap | text-wrap-mode
br | clear | clear | clear
ol li | type | ordered | list-style-type
ul dir menu li | type | unordered | list-style-type
font | face | family | font-family
font | size | size | font-size
body | marginwidth | pixels | margin-left margin-right
body | leftmargin | pixels | margin-left
body | rightmargin | pixels | margin-right
body | marginheight | pixels | margin-top margin-bottom
body | topmargin | pixels | margin-top
body | bottommargin | pixels | margin-bottom
pre | wrap | wrap | text-wrap-mode
textarea | wrap | off | text-wrap-mode
"""
ALIGNMENTS: Final = {
    "left": "-webkit-left",
    "right": "-webkit-right",
    "center": "-webkit-center",
    "middle": "-webkit-center",
}
VERTICAL: Final = {
    "top": "top",
    "texttop": "text-top",
    "middle": "middle",
    "absmiddle": "middle",
    "bottom": "baseline",
    "baseline": "baseline",
    "absbottom": "bottom",
    "center": "middle",
}
ORDERED: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
UNORDERED: Final = frozenset(["disc", "circle", "square", "none"])
SIZES: Final = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")

Row = tuple[str, str, list[str]]
_by_element: Final[dict[str, list[Row]]] = {}


def hints_of(local_name: str) -> list[Row] | None:
    """The attributes that are hints on an HTML element of this name."""
    if not _by_element:
        for line in _HINTS.strip().split("\n"):
            names, attribute, kind, properties = [part.strip() for part in line.split("|")]
            for name in names.split():
                _by_element.setdefault(name, []).append((attribute, kind, properties.split()))
    return _by_element.get(local_name)


def presentational_hints(element: "Element") -> dict[str, Declaration]:
    """The declarations that an element's attributes stand for."""
    found: dict[str, Declaration] = {}
    if not element.attribute_list or not element.is_html:
        return found
    rows = hints_of(element.local_name)
    if rows is None:
        return found
    for attribute, kind, properties in rows:
        value = element.content_attribute(attribute)
        if value is None:
            continue
        text = hinted_text(kind, value)
        for name in properties if text is not None else ():
            parsed = parse_value(name, text or "")
            if parsed is not None:
                for longhand, (computed, _) in parsed.items():
                    found[longhand] = Declaration(longhand, computed, False, "")
    if "border-top-width" in found and element.local_name in ("table", "img", "object", "input"):
        style = "outset" if element.local_name == "table" else "solid"
        for side in ("top", "right", "bottom", "left"):
            found[f"border-{side}-style"] = Declaration(f"border-{side}-style", style, False, "")
    return found


def hinted_text(kind: str, value: str) -> str | None:
    """What an attribute's value says in CSS; None where it says nothing."""
    keyword = ascii_lowercase(value.strip(" \t\n\f\r"))
    if kind == "color":
        return legacy_color(value)
    if kind == "dimension":
        return dimension(keyword)
    if kind in ("pixels", "border"):
        number = parse_integer(keyword)
        if number is None and kind == "border":
            number = 1
        return f"{number}px" if number is not None and number >= 0 else None
    if kind == "url":
        return 'url("' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "") + '")' if value else None
    if kind == "alignment":
        return ALIGNMENTS.get(keyword) or (keyword if keyword == "justify" else None)
    if kind == "float":
        return keyword if keyword in ("left", "right") else None
    if kind == "vertical":
        return VERTICAL.get(keyword)
    if kind == "ordered":
        return ORDERED.get(value.strip()) or (keyword if keyword in UNORDERED else None)
    if kind == "unordered":
        return keyword if keyword in UNORDERED else None
    if kind == "clear":
        return "both" if keyword == "all" else keyword
    if kind == "caption":
        return keyword if keyword in ("top", "bottom") else None
    if kind in ("nowrap", "wrap", "off"):
        return {"nowrap": "nowrap", "wrap": "wrap"}.get(kind) or ("nowrap" if keyword == "off" else None)
    return font_size(keyword) if kind == "size" else value if kind == "family" else keyword


def dimension(text: str) -> str | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-dimension-values"""
    digits = ""
    for character in text:
        if character not in "0123456789." or (character == "." and "." in digits):
            break
        digits += character
    if not digits or digits[0] == ".":
        return None
    number = digits.rstrip(".")
    return f"{number}%" if text[len(digits) :].startswith("%") else f"{number}px"


def font_size(text: str) -> str | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-a-legacy-font-size"""
    number = parse_integer(text.lstrip("+-"))
    if number is None:
        return None
    size = 3 + number if text[:1] == "+" else 3 - number if text[:1] == "-" else number
    return SIZES[max(1, min(7, size)) - 1]


def legacy_color(value: str) -> str | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-a-legacy-colour-value"""
    text = value.strip(" \t\n\f\r")
    if not text or ascii_lowercase(text) == "transparent":
        return None
    lower = ascii_lowercase(text)
    if (
        lower.isalpha()
        and parse_value("color", lower) is not None
        and lower not in ("currentcolor", "initial", "inherit")
    ):
        return lower
    if len(text) == 4 and text[0] == "#" and all(one in HEX for one in text[1:]):
        return text
    text = "".join(["00" if ord(one) > 0xFFFF else one for one in text])[:128].removeprefix("#")
    text = "".join([one if one in HEX else "0" for one in text])
    while not text or len(text) % 3:
        text += "0"
    length = len(text) // 3
    parts = [text[:length], text[length : 2 * length], text[2 * length :]]
    if length > 8:
        parts = [part[length - 8 :] for part in parts]
        length = 8
    while length > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
        length -= 1
    return "#" + "".join([part[:2].rjust(2, "0") for part in parts])


HEX: Final = "0123456789abcdefABCDEF"
