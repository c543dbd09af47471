"""https://drafts.csswg.org/css-color-4/: which component values are colours, and how a declared colour is written."""

import math
from typing import Any, Final

# https://drafts.csswg.org/css-color-4/#named-colors with their values
NAMED: Final[dict[str, int]] = {}
_NAMES: Final = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black 000000
blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00
chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff
firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3
lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa
lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32
linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3
mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc
mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead
navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6
palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000
rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57
seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090
snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347
turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""
_KEYWORDS: Final = """
transparent currentcolor accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext
field fieldtext graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext
activeborder activecaption appworkspace background buttonhighlight buttonshadow captiontext inactiveborder
inactivecaption inactivecaptiontext infobackground infotext menu menutext scrollbar threeddarkshadow threedface
threedhighlight threedlightshadow threedshadow window windowframe windowtext
"""
KEYWORDS: Final = frozenset(_KEYWORDS.split())
# Colour functions whose arguments stay as they were written, but for case and blanks.
MODERN: Final = frozenset(["lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "contrast-color"])
HUE_UNITS: Final = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


def named() -> dict[str, int]:
    """The named colours."""
    if not NAMED:
        words = _NAMES.split()
        for index in range(0, len(words), 2):
            NAMED[words[index]] = int(words[index + 1], 16)
    return NAMED


def color_text(value: Any) -> str | None:
    """The text of a colour as it was declared (https://drafts.csswg.org/css-color-4/#serializing-color-values), or None."""
    kind: str = value.type
    if kind == "ident":
        name: str = value.lower_value
        return name if name in named() or name in KEYWORDS else None
    if kind == "hash":
        return hash_text(value.value)
    if kind != "function":
        return None
    name = value.lower_name
    if name in ("rgb", "rgba"):
        return rgb_function(value.arguments)
    if name in ("hsl", "hsla", "hwb"):
        return hue_function(name, value.arguments)
    if name in MODERN:
        from webapis.css.tokens import components_text

        inside = components_text(value.arguments)
        return f"{name}({inside})" if inside else None
    return None


def hash_text(digits: str) -> str | None:
    """#rgb, #rgba, #rrggbb and #rrggbbaa."""
    if len(digits) not in (3, 4, 6, 8) or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        return None
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[index : index + 2], 16) for index in range(0, len(digits), 2)]
    return rgb_text(channels[0], channels[1], channels[2], channels[3] / 255 if len(channels) == 4 else 1.0)


def rgb_text(red: float, green: float, blue: float, alpha: float) -> str:
    """https://drafts.csswg.org/css-color-4/#serializing-sRGB-values, the form with commas."""
    whole = [min(255, max(0, math.floor(channel + 0.5))) for channel in (red, green, blue)]
    alpha = min(1.0, max(0.0, alpha))
    if alpha == 1:
        return f"rgb({whole[0]}, {whole[1]}, {whole[2]})"
    return f"rgba({whole[0]}, {whole[1]}, {whole[2]}, {alpha_text(alpha)})"


def alpha_text(alpha: float) -> str:
    """https://drafts.csswg.org/css-color-4/#serializing-alpha-values: two decimals if they give the same byte, else three."""
    byte = math.floor(alpha * 255 + 0.5)
    text = f"{alpha:.2f}"
    if math.floor(float(text) * 255 + 0.5) != byte:
        text = f"{alpha:.3f}"
    return text.rstrip("0").rstrip(".") or "0"


def arguments_of(values: list[Any]) -> tuple[list[Any], Any] | None:
    """The three channels and the alpha (or None), in the form with commas or the one with blanks and a slash."""
    words = [value for value in values if value.type != "whitespace"]
    marks = [index for index, value in enumerate(words) if value.type == "literal"]
    if not marks:
        return (words, None) if len(words) == 3 else None
    if all(words[index].value == "," for index in marks):
        if marks == list(range(1, len(words), 2)) and len(words) in (5, 7):
            items = words[::2]
            return items[:3], items[3] if len(items) == 4 else None
        return None
    return (words[:3], words[4]) if len(words) == 5 and marks == [3] and words[3].value == "/" else None


def is_none(value: Any) -> bool:
    """The keyword `none`, a missing component."""
    return bool(value.type == "ident" and value.lower_value == "none")


def alpha_of(value: Any) -> float | None:
    """An alpha value: a number or a percentage."""
    if value is None:
        return 1.0
    if value.type == "number":
        return float(value.value)
    if value.type == "percentage":
        return float(value.value) / 100
    return 0.0 if is_none(value) else None


def rgb_function(values: list[Any]) -> str | None:
    """https://drafts.csswg.org/css-color-4/#rgb-functions"""
    split = arguments_of(values)
    if split is None:
        return None
    channels: list[float] = []
    for value in split[0]:
        if value.type == "number":
            channels.append(value.value)
        elif value.type == "percentage":
            channels.append(value.value * 2.55)
        elif is_none(value):
            channels.append(0.0)
        else:
            return None
    alpha = alpha_of(split[1])
    return rgb_text(channels[0], channels[1], channels[2], alpha) if alpha is not None else None


def hue_function(name: str, values: list[Any]) -> str | None:
    """https://drafts.csswg.org/css-color-4/#the-hsl-notation and hwb()"""
    split = arguments_of(values)
    if split is None:
        return None
    hue_value, *rest = split[0]
    if hue_value.type == "dimension" and hue_value.lower_unit in HUE_UNITS:
        hue = hue_value.value * HUE_UNITS[hue_value.lower_unit]
    elif hue_value.type == "number":
        hue = hue_value.value
    elif is_none(hue_value):
        hue = 0.0
    else:
        return None
    amounts: list[float] = []
    for value in rest:
        if value.type not in ("percentage", "number") and not is_none(value):
            return None
        amounts.append(0.0 if is_none(value) else min(100.0, max(0.0, value.value)) / 100)
    alpha = alpha_of(split[1])
    if alpha is None:
        return None
    red, green, blue = hwb_to_rgb(hue, amounts) if name == "hwb" else hsl_to_rgb(hue, amounts[0], amounts[1])
    return rgb_text(red * 255, green * 255, blue * 255, alpha)


def hsl_to_rgb(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    """https://drafts.csswg.org/css-color-4/#hsl-to-rgb"""

    def channel(n: float) -> float:
        k = (n + hue / 30) % 12
        return lightness - saturation * min(lightness, 1 - lightness) * max(-1.0, min(k - 3, 9 - k, 1.0))

    return channel(0), channel(8), channel(4)


def hwb_to_rgb(hue: float, amounts: list[float]) -> tuple[float, float, float]:
    """https://drafts.csswg.org/css-color-4/#hwb-to-rgb"""
    white, black = amounts
    if white + black >= 1:
        gray = white / (white + black)
        return gray, gray, gray
    scale = 1 - white - black
    red, green, blue = hsl_to_rgb(hue, 1.0, 0.5)
    return red * scale + white, green * scale + white, blue * scale + white
