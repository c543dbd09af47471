"""What declared values become: https://drafts.csswg.org/css-cascade-5/#computed, as far as no box is needed"""

import re
from typing import TYPE_CHECKING, Final

from webapis.css.cascade.color_values import absolute_colors, has_colors
from webapis.css.declaration_parsing import parse_value
from webapis.css.numeric import number_text

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle

# https://drafts.csswg.org/css-fonts-4/#absolute-size-mapping with medium at 16px
FONT_SIZES: Final = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
LARGER: Final = 1.2
LINE_WIDTHS: Final = {"thin": "1px", "medium": "3px", "thick": "5px"}
FONT_STRETCHES: Final = {
    "ultra-condensed": "50%",
    "extra-condensed": "62.5%",
    "condensed": "75%",
    "semi-condensed": "87.5%",
    "normal": "100%",
    "semi-expanded": "112.5%",
    "expanded": "125%",
    "extra-expanded": "150%",
    "ultra-expanded": "200%",
}
# What each line width is zero without.
STYLES_OF_WIDTHS: Final = {
    "border-top-width": "border-top-style",
    "border-right-width": "border-right-style",
    "border-bottom-width": "border-bottom-style",
    "border-left-width": "border-left-style",
    "outline-width": "outline-style",
    "column-rule-width": "column-rule-style",
}
# https://drafts.csswg.org/css-display-3/#blockify
BLOCKIFIED: Final = {
    "inline": "block",
    "inline-block": "block",
    "inline-flex": "flex",
    "inline-grid": "grid",
    "inline-table": "table",
    "ruby": "block ruby",
    "-webkit-inline-box": "-webkit-box",
    "-webkit-inline-flex": "flex",
    **dict.fromkeys(
        [
            "table-row-group",
            "table-header-group",
            "table-footer-group",
            "table-row",
            "table-cell",
            "table-column-group",
            "table-column",
            "table-caption",
            "ruby-base",
            "ruby-text",
        ],
        "block",
    ),
}
TIMES: Final = frozenset(["animation-delay", "animation-duration", "transition-delay", "transition-duration"])
TIME: Final = re.compile(r"calc\((-?[\d.]+)(m?s)\)|(-?[\d.]+)(m?s)\b")
OPACITIES: Final = frozenset(["opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity"])
SCROLLING: Final = frozenset(["hidden", "scroll", "auto"])
# A number with a unit that is relative to something, or with an absolute one that is no px.
DIMENSION: Final = re.compile(
    r"(?<![\w#.-])([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)"
    r"(em|rem|ex|rex|ch|rch|cap|rcap|ic|ric|lh|rlh|[sld]?v(?:w|h|i|b|min|max)|cm|mm|q|in|pt|pc)\b",
    re.IGNORECASE,
)
QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|url\([^)]*\)", re.DOTALL)
SINGLE: Final = re.compile(r"calc\((-?[\d.]+)(px|%|deg|s|)\)")
MATH: Final = re.compile(r"\b(?:calc|min|max|clamp|round|mod|rem|sin|cos|tan|pow|sqrt|hypot|log|exp|abs|sign)\(")
IN_PX: Final = {"cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54, "in": 96.0, "pt": 96 / 72, "pc": 16.0}
# https://drafts.csswg.org/css-values-4/#font-relative-lengths, with what stands in for a font that is not measured
EMS: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 1.0, "ic": 1.0}


def computed_value(style: "ComputedStyle", name: str, text: str) -> str:
    """The computed value of a declared one."""
    if name == "font-size":
        return font_size(style, text)
    if name == "font-weight":
        return font_weight(style, text)
    if name == "line-height" and text.endswith("%"):
        return pixels(float(text[:-1]) / 100 * style.font_size())
    if name == "color" and text == "currentcolor":
        return "canvastext" if style.parent is None else style.parent.value("color")
    if name in STYLES_OF_WIDTHS and style.value(STYLES_OF_WIDTHS[name]) in ("none", "hidden"):
        return "0px"
    if name == "display":
        return display(style, text)
    if name == "float" and style.value("position") in ("absolute", "fixed"):
        return "none"
    if name in ("overflow-x", "overflow-y"):
        return overflow(style, name, text)
    if name == "text-align" and text == "match-parent":
        return matched_alignment(style)
    if name == "border-spacing" and " " not in text and "(" not in text:
        text = f"{text} {text}"
    if name == "font-stretch":
        return FONT_STRETCHES.get(text, text)
    if name == "content" and text == "normal" and style.pseudo_element in ("before", "after"):
        return "none"
    if name in TIMES:
        return TIME.sub(in_seconds, text)
    text = LINE_WIDTHS.get(text, text) if name.endswith("-width") else text
    text = in_pixels(style, name, text)
    if name in OPACITIES:
        return number_text(min(1.0, max(0.0, float(text)))) if is_number(text) else text
    return absolute_colors(text) if has_colors(name) else text


def in_seconds(match: re.Match[str]) -> str:
    """A time in its canonical unit: https://drafts.csswg.org/css-values-4/#time"""
    number = float(match[1] or match[3])
    return number_text(number / 1000 if "ms" in match[0] else number) + "s"


def is_number(text: str) -> bool:
    """Whether a text is a plain number."""
    return text.replace(".", "", 1).lstrip("-").isdigit()


def pixels(number: float) -> str:
    """A length."""
    return number_text(number) + "px"


def in_pixels(style: "ComputedStyle", name: str, text: str) -> str:
    """https://drafts.csswg.org/css-values-4/#absolute-length of all lengths in a value, and sums of them made."""
    if not any(character in "0123456789" for character in text):
        return text
    pieces: list[str] = []
    at = 0
    for quoted in QUOTED.finditer(text):
        pieces.append(replace_lengths(style, name, text[at : quoted.start()]))
        pieces.append(quoted[0])
        at = quoted.end()
    pieces.append(replace_lengths(style, name, text[at:]))
    found = "".join(pieces)
    if MATH.search(found) is None:
        return found
    return simplified(name, found)


def replace_lengths(style: "ComputedStyle", name: str, text: str) -> str:
    """The lengths of a text without strings."""
    pieces: list[str] = []
    at = 0
    for match in DIMENSION.finditer(text):
        pieces.append(text[at : match.start()])
        pieces.append(pixels(float(match[1]) * unit_in_pixels(style, name, match[2].lower())))
        at = match.end()
    if not pieces:
        return text
    pieces.append(text[at:])
    return "".join(pieces)


def unit_in_pixels(style: "ComputedStyle", name: str, unit: str) -> float:
    """https://drafts.csswg.org/css-values-4/#relative-lengths"""
    if unit in IN_PX:
        return IN_PX[unit]
    if unit in EMS:
        if name != "font-size":
            return EMS[unit] * style.font_size()
        return EMS[unit] * (FONT_SIZES["medium"] if style.parent is None else style.parent.font_size())
    if unit[0] == "r" and unit[1:] in EMS:
        return EMS[unit[1:]] * root_font_size(style, name)
    if unit in ("lh", "rlh"):
        return line_height(style, name, unit)
    environment = style.engine.environment
    width, height = environment.width / 100, environment.height / 100
    kind = unit.lstrip("sld")[1:] if unit[0] in "sld" else unit[1:]
    if kind == "min":
        return min(width, height)
    if kind == "max":
        return max(width, height)
    is_inline = kind == "w" or (kind in "ib" and (kind == "i") == (style.value("writing-mode") == "horizontal-tb"))
    return width if is_inline else height


def root_font_size(style: "ComputedStyle", name: str) -> float:
    """What rem is: on the root itself, for its font size, the initial one."""
    if style.is_root and name == "font-size":
        return FONT_SIZES["medium"]
    root = style if style.is_root else style.engine.root_style()
    return FONT_SIZES["medium"] if root is None else root.font_size()


def line_height(style: "ComputedStyle", name: str, unit: str) -> float:
    """What lh is; a line of normal height takes 1.2 em of a font that is not measured."""
    of: ComputedStyle | None = style.engine.root_style() if unit == "rlh" and not style.is_root else style
    if of is not None and name in ("font-size", "line-height"):
        of = of.parent
    if of is None:
        return 1.2 * FONT_SIZES["medium"]
    text = of.value("line-height")
    if text.endswith("px"):
        return float(text[:-2])
    return (float(text) if is_number(text) else 1.2) * of.font_size()


def simplified(name: str, text: str) -> str:
    """A value with calculations, whose units are the same by now; what became too small is zero."""
    parsed = parse_value(name, text)
    if parsed is not None and name in parsed:
        text = parsed[name][0]
    single = SINGLE.fullmatch(text)
    if single is None:
        return text
    plain = single[1] + single[2]
    return plain if parse_value(name, plain) is not None else "0" + single[2]


def font_size(style: "ComputedStyle", text: str) -> str:
    """https://drafts.csswg.org/css-fonts-4/#font-size-prop"""
    if text in FONT_SIZES:
        return pixels(FONT_SIZES[text])
    around = FONT_SIZES["medium"] if style.parent is None else style.parent.font_size()
    if text in ("larger", "smaller"):
        return pixels(around * LARGER if text == "larger" else around / LARGER)
    if text == "math":
        return pixels(around)
    if text.endswith("%") and "(" not in text:
        return pixels(float(text[:-1]) / 100 * around)
    if "%" in text:
        text = re.sub(r"(-?[\d.]+)%", lambda match: pixels(float(match[1]) / 100 * around), text)
    found = in_pixels(style, "font-size", text)
    return found if found.endswith("px") and "(" not in found else pixels(around)


def font_weight(style: "ComputedStyle", text: str) -> str:
    """https://drafts.csswg.org/css-fonts-4/#relative-weights"""
    if text in ("normal", "bold"):
        return "400" if text == "normal" else "700"
    if text not in ("bolder", "lighter"):
        return text
    around = 400.0 if style.parent is None else float(style.parent.value("font-weight"))
    if text == "bolder":
        return "400" if around < 350 else "700" if around < 550 else "900" if around < 900 else number_text(around)
    return number_text(around) if around < 100 else "100" if around < 550 else "400" if around < 750 else "700"


def display(style: "ComputedStyle", text: str) -> str:
    """https://drafts.csswg.org/css-display-3/#transformations"""
    is_blockified = style.is_root
    if text not in ("none", "contents") and not is_blockified and text in BLOCKIFIED:
        is_blockified = style.value("position") in ("absolute", "fixed") or style.value("float") != "none"
        if not is_blockified and style.parent is not None:
            is_blockified = style.parent.value("display") in ("flex", "inline-flex", "grid", "inline-grid")
    if style.is_root and text == "contents":
        return "block"
    return BLOCKIFIED.get(text, text) if is_blockified else text


def overflow(style: "ComputedStyle", name: str, text: str) -> str:
    """https://drafts.csswg.org/css-overflow-3/#overflow-properties: visible does not stand beside what scrolls."""
    if text == "overlay":
        text = "auto"
    if text not in ("visible", "clip"):
        return text
    other = style.specified("overflow-y" if name == "overflow-x" else "overflow-x")
    if other not in SCROLLING:
        return text
    return "auto" if text == "visible" else "hidden"


def matched_alignment(style: "ComputedStyle") -> str:
    """https://drafts.csswg.org/css-text-4/#valdef-text-align-match-parent"""
    if style.parent is None:
        return "start"
    around = style.parent.value("text-align")
    if around not in ("start", "end"):
        return around
    return "left" if (around == "start") == (style.parent.value("direction") == "ltr") else "right"
