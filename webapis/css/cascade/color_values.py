"""Computed colours: https://drafts.csswg.org/css-color-4/#resolving-color-values"""

import re
from typing import Final

from webapis.css.colors import KEYWORDS, named
from webapis.css.properties import longhands

# https://drafts.csswg.org/css-color-4/#css-system-colors in a light scheme, as Chromium has them on this kind of system
_SYSTEM: Final = """
accentcolor 0 117 255 accentcolortext 255 255 255 activetext 255 0 0 buttonborder 0 0 0 buttonface 240 240 240
buttontext 0 0 0 canvas 255 255 255 canvastext 0 0 0 field 255 255 255 fieldtext 0 0 0 graytext 128 128 128
highlight 181 213 255 highlighttext 0 0 0 linktext 0 0 238 mark 255 255 0 marktext 0 0 0 selecteditem 25 103 210
selecteditemtext 255 255 255 visitedtext 85 26 139 activeborder 0 0 0 activecaption 255 255 255 appworkspace 255 255 255
background 255 255 255 buttonhighlight 240 240 240 buttonshadow 240 240 240 captiontext 0 0 0 inactiveborder 0 0 0
inactivecaption 255 255 255 inactivecaptiontext 128 128 128 infobackground 255 255 255 infotext 0 0 0 menu 255 255 255
menutext 0 0 0 scrollbar 255 255 255 threeddarkshadow 0 0 0 threedface 240 240 240 threedhighlight 0 0 0
threedlightshadow 0 0 0 threedshadow 0 0 0 window 255 255 255 windowframe 0 0 0 windowtext 0 0 0
"""
TYPES_WITH_COLORS: Final = ("<color>", "<paint>", "<image>")
WORD: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|url\([^)]*\)|(?<![\w#.-])[a-z][a-z-]*(?![\w(-])", re.DOTALL)

_colors: Final[dict[str, str]] = {}
_colored: Final[dict[str, bool]] = {}


def has_colors(name: str) -> bool:
    """Whether a property's values may have colours in them."""
    found = _colored.get(name)
    if found is None:
        syntax = longhands()[name].syntax
        found = _colored[name] = any(type_ in syntax for type_ in TYPES_WITH_COLORS)
    return found


def color_words() -> dict[str, str]:
    """What each colour keyword but currentcolor is computed to."""
    if not _colors:
        for name, number in named().items():
            _colors[name] = f"rgb({number >> 16}, {number >> 8 & 255}, {number & 255})"
        words = _SYSTEM.split()
        for at in range(0, len(words), 4):
            _colors[words[at]] = f"rgb({', '.join(words[at + 1 : at + 4])})"
        _colors["transparent"] = "rgba(0, 0, 0, 0)"
        assert _colors.keys() | {"currentcolor"} >= KEYWORDS
    return _colors


def absolute_colors(text: str) -> str:
    """The value with its colour keywords replaced; colours that were written as functions are computed already."""
    words = color_words()
    whole = words.get(text)
    if whole is not None:
        return whole
    return WORD.sub(lambda match: words.get(match[0], match[0]), text)


def used_colors(text: str, color: str) -> str:
    """https://drafts.csswg.org/cssom-1/#resolved-values: the used value, in which currentcolor is the element's color."""
    if "currentcolor" not in text:
        return text
    return WORD.sub(lambda match: color if match[0] == "currentcolor" else match[0], text)
