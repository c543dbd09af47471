"""How the values of longhands are put together as their shorthand's."""

from collections.abc import Callable
from typing import Final

from webapis.css.shorthand_expansion import FONT_PREFIX, WHITE_SPACE, Shares, initial, is_name
from webapis.css.shorthands import Shorthand

Get = Callable[[str], str]


def compress(row: Shorthand, get: Get) -> str:
    """The shorthand's text for these values of its longhands, or "" when it cannot say them."""
    own = COMPRESS.get(row.name) or COMPRESS_KIND.get(row.kind)
    return own(row, get) if own is not None else ""


def compress_sides(row: Shorthand, get: Get) -> str:
    """As few of the four as say it."""
    return sides_text([get(name) for name in row.longhands])


def sides_text(texts: list[str]) -> str:
    """Four values with those left out that follow from others."""
    top, right, bottom, left = texts
    if left != right:
        return f"{top} {right} {bottom} {left}"
    if bottom != top:
        return f"{top} {right} {bottom}"
    return f"{top} {right}" if right != top else top


def compress_pair(row: Shorthand, get: Get) -> str:
    """One when both are equal."""
    first, second = (get(name) for name in row.longhands)
    return first if first == second else f"{first} {second}"


def compress_set(row: Shorthand, get: Get) -> str:
    """Those that are not initial; when all are, the one that cannot be taken for another."""
    texts = [get(name) for name in row.longhands if get(name) != initial(name)]
    return " ".join(texts) or get(row.longhands[1 if row.name == "outline" else 0])


def compress_border(row: Shorthand, get: Get) -> str:
    """Only where the sides are equal and there is no image."""
    texts: list[str] = []
    for part in ("width", "style", "color"):
        values = {get(f"border-{side}-{part}") for side in ("top", "right", "bottom", "left")}
        if len(values) > 1:
            return ""
        texts += [text for text in values if text != initial(f"border-top-{part}")]
    image = [name for name in row.longhands if name.startswith("border-image")]
    if any(get(name) != initial(name) for name in image):
        return ""
    return " ".join(texts) or initial("border-top-width")


def compress_layers(row: Shorthand, get: Get) -> str:
    """Sets between commas, when the lists are equally long."""
    lists = [split_text(get(name)) for name in row.longhands]
    if len({len(texts) for texts in lists}) != 1:
        return ""
    layers: list[str] = []
    for layer in zip(*lists, strict=True):
        # An animation's name might be taken for any of the other keywords, so all of them stand before it.
        names = zip(row.longhands, layer, strict=True)
        parts = [text for name, text in names if text != initial(name) or row.name == "animation"]
        layers.append(" ".join(parts) or initial(row.longhands[0]))
    return ", ".join(layers)


def split_text(text: str) -> list[str]:
    """A list's items: what stands between commas outside of parentheses and strings."""
    items = [""]
    depth = 0
    quoted = False
    for character in text:
        if character == '"':
            quoted = not quoted
        depth += 0 if quoted else (character == "(") - (character == ")")
        if character == "," and depth == 0 and not quoted:
            items.append("")
        else:
            items[-1] += character
    return [item.strip() for item in items]


def compress_slashes(row: Shorthand, get: Get) -> str:
    """Between slashes, without initial values at the end."""
    texts = [get(name) for name in row.longhands]
    while len(texts) > 1 and texts[-1] == initial(row.longhands[len(texts) - 1]):
        texts.pop()
    return " / ".join(texts)


def compress_grid_placement(row: Shorthand, get: Get) -> str:
    """Between slashes, without what follows from the opposite line."""
    texts = [get(name) for name in row.longhands]
    while len(texts) > 1:
        opposite = texts[0] if len(texts) == 2 or len(row.longhands) == 2 else texts[len(texts) - 3]
        if texts[-1] != (opposite if is_name(opposite) else "auto"):
            break
        texts.pop()
    return " / ".join(texts)


def compress_flex(row: Shorthand, get: Get) -> str:
    """All three, but for the keyword `none`'s like."""
    grow, shrink, basis = (get(name) for name in row.longhands)
    return f"{grow} {shrink} {basis}"


def compress_font(row: Shorthand, get: Get) -> str:
    """The parts that are not normal, size with line height, family; "" when something else was set."""
    for name in row.longhands[7:]:
        if get(name) != initial(name):
            return ""
    if get("font-variant-caps") not in ("normal", "small-caps") or "%" in get("font-stretch"):
        return ""
    parts = [get(name) for name in FONT_PREFIX if get(name) != "normal"]
    height = get("line-height")
    size = get("font-size") + (f" / {height}" if height != "normal" else "")
    return " ".join([*parts, size, get("font-family")])


def compress_words(row: Shorthand, get: Get) -> str:
    """font-variant."""
    parts = [get(name) for name in row.longhands if get(name) != initial(name)]
    if "none" in parts:
        return "none" if len(parts) == 1 else ""
    return " ".join(parts) or "normal"


def compress_synthesis(row: Shorthand, get: Get) -> str:
    """font-synthesis."""
    return " ".join(name.removeprefix("font-synthesis-") for name in row.longhands if get(name) == "auto") or "none"


def compress_white_space(row: Shorthand, get: Get) -> str:
    """The old keyword, where there is one."""
    both = (get(row.longhands[0]), get(row.longhands[1]))
    for keyword, pair in WHITE_SPACE.items():
        if pair == both:
            return keyword
    return compress_set(row, get)


def compress_same(row: Shorthand, get: Get) -> str:
    """Only where all are equal."""
    values = {get(name) for name in row.longhands}
    return values.pop() if len(values) == 1 else ""


def compress_two_sets(row: Shorthand, get: Get) -> str:
    """Only where start and end are equal."""
    if any(get(name) != get(name.replace("-start-", "-end-")) for name in row.longhands[:3]):
        return ""
    return compress_set(Shorthand(row.name, row.kind, row.longhands[:3]), get)


def compress_radius(row: Shorthand, get: Get) -> str:
    """Horizontal radii, and vertical ones where they differ."""
    radii = [get(name).split(" ") if "(" not in get(name) else [get(name)] for name in row.longhands]
    across, down = sides_text([radius[0] for radius in radii]), sides_text([radius[-1] for radius in radii])
    return across if across == down else f"{across} / {down}"


def compress_border_image(row: Shorthand, get: Get) -> str:
    """Source, slice / width / outset, repeat: without what is initial."""
    source, slice_, width, outset, repeat = (get(name) for name in row.longhands)
    middle = slice_
    if width != "1" or outset != "0":
        middle += f" / {width}" + (f" / {outset}" if outset != "0" else "")
    parts = [
        source if source != "none" else "",
        middle if middle != "100%" else "",
        repeat if repeat != "stretch" else "",
    ]
    return " ".join(part for part in parts if part) or "none"


def compress_position(row: Shorthand, get: Get) -> str:
    """background-position: the axes side by side."""
    across, down = (split_text(get(name)) for name in row.longhands)
    if len(across) != len(down):
        return ""
    return ", ".join(f"{x} {y}" for x, y in zip(across, down, strict=True))


def compress_background(row: Shorthand, get: Get) -> str:
    """Layers, the colour in the last."""
    lists = {name: split_text(get(name)) for name in row.longhands if name != "background-color"}
    count = len(lists["background-image"])
    if any(len(texts) != count for texts in lists.values()):
        return ""
    layers: list[str] = []
    for index in range(count):
        layer = {name: texts[index] for name, texts in lists.items()}
        color = get("background-color") if index == count - 1 else "transparent"
        layers.append(background_text(layer, color))
    return ", ".join(layers)


def background_text(layer: Shares, color: str) -> str:
    """One layer without what is initial."""
    parts = [layer["background-image"]] if layer["background-image"] != "none" else []
    x, y, size = layer["background-position-x"], layer["background-position-y"], layer["background-size"]
    if (x, y) != ("0%", "0%") or size != "auto":
        parts.append(f"{x} {y}" + (f" / {size}" if size != "auto" else ""))
    parts += [layer[name] for name in ("background-repeat", "background-attachment") if layer[name] != initial(name)]
    origin, clip = layer["background-origin"], layer["background-clip"]
    if (origin, clip) != ("padding-box", "border-box"):
        parts += [origin] if origin == clip else [origin, clip]
    if color != "transparent":
        parts.append(color)
    return " ".join(parts) or "none"


def compress_list_style(row: Shorthand, get: Get) -> str:
    """Without what is initial."""
    position, image, type_ = (get(name) for name in row.longhands)
    parts = [position] if position != "outside" else []
    parts += [image] if image != "none" else []
    parts += [type_] if type_ != "disc" else []
    return " ".join(parts) or "outside"


def compress_grid_template(row: Shorthand, get: Get) -> str:
    """Rows / columns; areas have no short form here."""
    rows, columns, areas = (get(name) for name in row.longhands)
    if areas != "none":
        return ""
    return "none" if rows == columns == "none" else f"{rows} / {columns}"


Compress = Callable[[Shorthand, Get], str]
COMPRESS_KIND: Final[dict[str, Compress]] = {
    "sides": compress_sides,
    "pair": compress_pair,
    "set": compress_set,
    "border": compress_border,
    "layers": compress_layers,
    "slashes": compress_slashes,
}
COMPRESS: Final[dict[str, Compress]] = {
    "background": compress_background,
    "background-position": compress_position,
    "border-block": compress_two_sets,
    "border-image": compress_border_image,
    "border-inline": compress_two_sets,
    "border-radius": compress_radius,
    "flex": compress_flex,
    "font": compress_font,
    "font-synthesis": compress_synthesis,
    "font-variant": compress_words,
    "grid-area": compress_grid_placement,
    "grid-column": compress_grid_placement,
    "grid-row": compress_grid_placement,
    "grid-template": compress_grid_template,
    "list-style": compress_list_style,
    "marker": compress_same,
    "white-space": compress_white_space,
}
