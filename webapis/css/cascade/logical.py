"""Flow-relative properties and the physical ones that they are: https://drafts.csswg.org/css-logical-1/#box"""

from typing import Final

_SIDES: Final = ("block-start", "block-end", "inline-start", "inline-end")
# writing-mode and direction | the sides that block-start, block-end, inline-start and inline-end are
FLOWS: Final = {
    ("horizontal-tb", "ltr"): ("top", "bottom", "left", "right"),
    ("horizontal-tb", "rtl"): ("top", "bottom", "right", "left"),
    ("vertical-rl", "ltr"): ("right", "left", "top", "bottom"),
    ("vertical-rl", "rtl"): ("right", "left", "bottom", "top"),
    ("vertical-lr", "ltr"): ("left", "right", "top", "bottom"),
    ("vertical-lr", "rtl"): ("left", "right", "bottom", "top"),
    ("sideways-rl", "ltr"): ("right", "left", "top", "bottom"),
    ("sideways-rl", "rtl"): ("right", "left", "bottom", "top"),
    ("sideways-lr", "ltr"): ("left", "right", "bottom", "top"),
    ("sideways-lr", "rtl"): ("left", "right", "top", "bottom"),
}
# The pattern of a family, {} for the side, logical and physical.
_SIDED: Final = {
    "margin-{}": "margin-{}",
    "padding-{}": "padding-{}",
    "inset-{}": "{}",
    "border-{}-width": "border-{}-width",
    "border-{}-style": "border-{}-style",
    "border-{}-color": "border-{}-color",
}
_SIZES: Final = ("{}", "min-{}", "max-{}")


def _patterns() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for logical, physical in _SIDED.items():
        for number, side in enumerate(_SIDES):
            found[logical.format(side)] = (physical, number)
    for pattern in _SIZES:
        found[pattern.format("block-size")] = (pattern, 4)
        found[pattern.format("inline-size")] = (pattern, 5)
    found["overflow-block"] = ("overflow-{}", 6)
    found["overflow-inline"] = ("overflow-{}", 7)
    for block in ("start", "end"):
        for inline in ("start", "end"):
            found[f"border-{block}-{inline}-radius"] = (
                "border-{}-radius",
                8 + (block == "end") * 2 + (inline == "end"),
            )
    return found


_PATTERNS: Final = _patterns()
LOGICAL: Final = frozenset(_PATTERNS)


def physical_of(name: str, writing_mode: str, direction: str) -> str:
    """The physical property that a flow-relative one is."""
    pattern, number = _PATTERNS[name]
    sides = FLOWS[writing_mode, direction]
    is_horizontal = writing_mode == "horizontal-tb"
    if number < 4:
        return pattern.format(sides[number])
    if number < 6:
        return pattern.format("height" if (number == 4) == is_horizontal else "width")
    if number < 8:
        return pattern.format("y" if (number == 6) == is_horizontal else "x")
    corner = {sides[0 if number < 10 else 1], sides[2 if number % 2 == 0 else 3]}
    return pattern.format(f"{'top' if 'top' in corner else 'bottom'}-{'left' if 'left' in corner else 'right'}")


def _families() -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for name in _PATTERNS:
        for writing_mode, direction in FLOWS:
            found.setdefault(physical_of(name, writing_mode, direction), {})[name] = None
    return {physical: " ".join(names) for physical, names in found.items()}


logical_of: Final[dict[str, str]] = _families()
"""By physical property the flow-relative ones that may be it, with blanks between."""
