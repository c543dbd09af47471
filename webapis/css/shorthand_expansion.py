"""How each kind of shorthand is shared out to its longhands."""

from collections.abc import Callable
from typing import Any, Final

from webapis.css.matching import match, match_value
from webapis.css.properties import longhands
from webapis.css.shorthands import Shorthand
from webapis.css.value_syntax import syntax_of

Values = list[Any]
Shares = dict[str, str]


def initial(name: str) -> str:
    """The longhand's initial value."""
    return longhands()[name].initial


def is_literal(value: Any, text: str) -> bool:
    """Whether the component is this mark."""
    return bool(value.type == "literal" and value.value == text)


def split_on(values: Values, mark: str) -> list[Values]:
    """The values between marks."""
    pieces: list[Values] = [[]]
    for value in values:
        if is_literal(value, mark):
            pieces.append([])
        else:
            pieces[-1].append(value)
    return pieces


def matches_from(name: str, values: Values, at: int) -> dict[int, str]:
    """Where the longhand's value may end when it begins here."""
    return match(syntax_of(longhands()[name].syntax), values, at)


def expand(row: Shorthand, values: Values) -> Shares | None:
    """The longhands' values, or None where the value is not one of the shorthand's."""
    own = EXPAND.get(row.name) or EXPAND_KIND.get(row.kind)
    return own(row, values) if own is not None else None


def shared_values(names: list[str], values: Values) -> list[str] | None:
    """One text for each name, one after the other, as many as there are."""
    texts: list[str] = []
    at = 0
    while at < len(values):
        if len(texts) == len(names):
            return None
        found = matches_from(names[len(texts)], values, at)
        if not found:
            return None
        at, text = max(found.items())
        texts.append(text)
    return texts or None


def expand_sides(row: Shorthand, values: Values) -> Shares | None:
    """One to four values: top, right, bottom, left."""
    texts = shared_values(row.longhands, values)
    if texts is None:
        return None
    top = texts[0]
    right = texts[1] if len(texts) > 1 else top
    bottom = texts[2] if len(texts) > 2 else top
    left = texts[3] if len(texts) > 3 else right
    return dict(zip(row.longhands, (top, right, bottom, left), strict=True))


def expand_pair(row: Shorthand, values: Values) -> Shares | None:
    """One or two values."""
    texts = shared_values(row.longhands, values)
    return dict(zip(row.longhands, (texts[0], texts[-1]), strict=True)) if texts is not None else None


def take_set(names: list[str], values: Values, at: int, taken: Shares) -> Shares | None:
    """Each longhand at most once, in any order, until the values are used up; the first way that works."""
    if at == len(values):
        return taken
    for name in names:
        if name in taken:
            continue
        for end, text in sorted(matches_from(name, values, at).items(), reverse=True):
            found = take_set(names, values, end, {**taken, name: text})
            if found is not None:
                return found
    return None


def expand_set(row: Shorthand, values: Values) -> Shares | None:
    """What is not there is reset."""
    if len(values) > 32:
        return None
    taken = take_set(row.longhands, values, 0, {})
    return {name: initial(name) for name in row.longhands} | taken if taken else None


def expand_border(row: Shorthand, values: Values) -> Shares | None:
    """The same for all sides; the image is reset."""
    taken = take_set(["border-top-width", "border-top-style", "border-top-color"], values, 0, {})
    if not taken or len(values) > 3:
        return None
    shares = {name: initial(name) for name in row.longhands}
    for name, text in taken.items():
        for side in ("top", "right", "bottom", "left"):
            shares[name.replace("top", side)] = text
    return shares


def expand_layers(row: Shorthand, values: Values) -> Shares | None:
    """Sets between commas; each longhand gets a list."""
    lists: dict[str, list[str]] = {name: [] for name in row.longhands}
    # A transition's property might be taken for any of the keywords, so it comes last.
    order = sorted(row.longhands, key=lambda name: name == "transition-property")
    for layer in split_on(values, ","):
        taken = take_set(order, [value for value in layer if not is_literal(value, "/")], 0, {})
        if not taken or len(layer) > 32:
            return None
        for name in row.longhands:
            lists[name].append(taken.get(name, initial(name)))
    return {name: ", ".join(texts) for name, texts in lists.items()}


def expand_slashes(row: Shorthand, values: Values) -> Shares | None:
    """Values between slashes; what is not there is reset."""
    pieces = split_on(values, "/")
    if len(pieces) > len(row.longhands):
        return None
    shares = {name: initial(name) for name in row.longhands}
    for name, piece in zip(row.longhands, pieces, strict=False):
        text = match_value(longhands()[name].syntax, piece)
        if text is None:
            return None
        shares[name] = text
    return shares


def expand_grid_placement(row: Shorthand, values: Values) -> Shares | None:
    """grid-area, grid-row, grid-column: what is left out is the name that stands opposite, or auto."""
    pieces = split_on(values, "/")
    if len(pieces) > len(row.longhands):
        return None
    texts: list[str] = []
    for piece in pieces:
        text = match_value(longhands()["grid-row-start"].syntax, piece)
        if text is None:
            return None
        texts.append(text)
    while len(texts) < len(row.longhands):
        opposite = texts[0] if len(texts) == 1 or len(row.longhands) == 2 else texts[len(texts) - 2]
        texts.append(opposite if is_name(opposite) else "auto")
    return dict(zip(row.longhands, texts, strict=True))


def is_name(text: str) -> bool:
    """Whether a grid line is a name alone."""
    return " " not in text and text != "auto" and not text.lstrip("-")[:1].isdigit()


def expand_flex(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-flexbox-1/#flex-property"""
    if len(values) == 1 and values[0].type == "ident" and values[0].lower_value in ("none", "auto"):
        flexible = "1" if values[0].lower_value == "auto" else "0"
        return {"flex-grow": flexible, "flex-shrink": flexible, "flex-basis": "auto"}
    text = match_value("<number [0,inf]> <number [0,inf]>?", values)
    if text is not None:
        grow, _, shrink = text.partition(" ")
        return {"flex-grow": grow, "flex-shrink": shrink or "1", "flex-basis": "0%"}
    for start, stop in ((0, 1), (len(values) - 1, len(values))):
        basis = match_value(longhands()["flex-basis"].syntax, values[start:stop])
        rest = values[:start] + values[stop:]
        text = match_value("<number [0,inf]> <number [0,inf]>?", rest) if rest else "1 1"
        if basis is not None and text is not None:
            grow, _, shrink = text.partition(" ")
            return {"flex-grow": grow, "flex-shrink": shrink or "1", "flex-basis": basis}
    return None


FONT_PREFIX: Final = ["font-style", "font-variant-caps", "font-weight", "font-stretch"]


def expand_font(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-fonts-4/#font-prop; the names of system fonts are not known here."""
    for at in range(min(len(values), 6)):
        sizes = matches_from("font-size", values, at)
        taken = take_set(FONT_PREFIX, [value for value in values[:at] if not is_normal(value)], 0, {})
        if not sizes or taken is None or taken.get("font-variant-caps", "small-caps") != "small-caps":
            continue
        end, size = next(iter(sizes.items()))
        height = "normal"
        if end < len(values) and is_literal(values[end], "/"):
            heights = matches_from("line-height", values, end + 1)
            if not heights:
                return None
            end, height = next(iter(heights.items()))
        family = match_value(longhands()["font-family"].syntax, values[end:])
        if family is not None and "%" not in taken.get("font-stretch", ""):
            shares = {name: initial(name) for name in row.longhands}
            return shares | taken | {"font-size": size, "line-height": height, "font-family": family}
    return None


def is_normal(value: Any) -> bool:
    """The keyword `normal`, which may stand for any of font's first parts."""
    return bool(value.type == "ident" and value.lower_value == "normal")


def expand_words(row: Shorthand, values: Values) -> Shares | None:
    """font-variant: `normal`, `none` or a set."""
    if len(values) == 1 and values[0].type == "ident" and values[0].lower_value in ("normal", "none"):
        shares = {name: initial(name) for name in row.longhands}
        return shares | ({"font-variant-ligatures": "none"} if values[0].lower_value == "none" else {})
    return expand_set(row, values)


def expand_synthesis(row: Shorthand, values: Values) -> Shares | None:
    """font-synthesis: the names of what may be made up."""
    text = match_value("none | weight || style || small-caps", values)
    if text is None:
        return None
    return {name: "auto" if name.removeprefix("font-synthesis-") in text.split() else "none" for name in row.longhands}


WHITE_SPACE: Final = {
    "normal": ("collapse", "wrap"),
    "pre": ("preserve", "nowrap"),
    "pre-wrap": ("preserve", "wrap"),
    "pre-line": ("preserve-breaks", "wrap"),
    "nowrap": ("collapse", "nowrap"),
    "break-spaces": ("break-spaces", "wrap"),
}


def expand_white_space(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-text-4/#white-space-property"""
    if len(values) == 1 and values[0].type == "ident":
        both = WHITE_SPACE.get(values[0].lower_value)
        if both is not None:
            return dict(zip(row.longhands, both, strict=True))
    return expand_set(row, values)


def expand_same(row: Shorthand, values: Values) -> Shares | None:
    """One value for all longhands."""
    text = match_value(longhands()[row.longhands[0]].syntax, values)
    return dict.fromkeys(row.longhands, text) if text is not None else None


def expand_two_sets(row: Shorthand, values: Values) -> Shares | None:
    """border-block and border-inline: one set for start and end."""
    names = row.longhands[:3]
    taken = take_set(names, values, 0, {})
    if not taken:
        return None
    shares = {name: initial(name) for name in row.longhands}
    for name, text in taken.items():
        shares[name] = shares[name.replace("-start-", "-end-")] = text
    return shares


def expand_radius(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-backgrounds-3/#border-radius: horizontal radii, a slash, vertical ones."""
    pieces = split_on(values, "/")
    radii: list[list[str]] = []
    for piece in pieces:
        text = match_value("<length-percentage [0,inf]>{1,4}", piece)
        if text is None or len(pieces) > 2:
            return None
        parts = [match_value("<length-percentage [0,inf]>", [value]) or "" for value in piece]
        first, second = parts[0], parts[1] if len(parts) > 1 else parts[0]
        radii.append([first, second, parts[2] if len(parts) > 2 else first, parts[3] if len(parts) > 3 else second])
    across, down = radii[0], radii[-1]
    return {
        name: across[index] if across[index] == down[index] else f"{across[index]} {down[index]}"
        for index, name in enumerate(row.longhands)
    }


def expand_border_image(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-backgrounds-3/#border-image: the slice may have width and outset behind slashes."""
    shares = {name: initial(name) for name in row.longhands}
    pieces = split_on(values, "/")
    if len(pieces) > 3:
        return None
    head = take_set(["border-image-source", "border-image-slice", "border-image-repeat"], pieces[0], 0, {})
    if head is None:
        return None
    if len(pieces) > 1:
        names = ["border-image-width", "border-image-outset"][: len(pieces) - 1]
        for name, piece in zip(names, pieces[1:], strict=True):
            rest = [*names[names.index(name) : names.index(name) + 1]]
            last = piece is pieces[-1]
            found = take_set([*rest, *(["border-image-source", "border-image-repeat"] if last else [])], piece, 0, head)
            if found is None:
                return None
            head = found
    return shares | head


def split_position(values: Values) -> tuple[str, str] | None:
    """https://drafts.csswg.org/css-backgrounds-3/#typedef-bg-position as the texts of its two axes."""
    words = [match_value("left | right | top | bottom | center | <length-percentage>", [value]) for value in values]
    if not 1 <= len(words) <= 4 or any(word is None for word in words):
        return None
    texts = [word for word in words if word is not None]
    if len(texts) == 1:
        return ("center", texts[0]) if texts[0] in ("top", "bottom") else (texts[0], "center")
    if len(texts) == 2:
        first, second = texts
        if first in ("top", "bottom") or second in ("left", "right"):
            first, second = second, first
        wrong = first in ("top", "bottom") or second in ("left", "right")
        return None if wrong else (first, second)
    axes: dict[str, str] = {}
    at = 0
    while at < len(texts):
        edge = texts[at]
        at += 1
        if edge not in ("left", "right", "top", "bottom", "center"):
            return None
        if edge != "center" and at < len(texts) and texts[at] not in ("left", "right", "top", "bottom", "center"):
            edge += " " + texts[at]
            at += 1
        axis = "x" if edge.startswith(("left", "right")) else "y" if edge.startswith(("top", "bottom")) else ""
        axis = axis or ("x" if "x" not in axes and not any(word in ("left", "right") for word in texts[at:]) else "y")
        if axis in axes:
            return None
        axes[axis] = edge
    return (axes["x"], axes["y"]) if len(axes) == 2 else None


def expand_position(row: Shorthand, values: Values) -> Shares | None:
    """background-position: a list of positions."""
    both = [split_position(layer) for layer in split_on(values, ",")]
    pairs = [pair for pair in both if pair is not None]
    if len(pairs) != len(both):
        return None
    return dict(zip(row.longhands, (", ".join(axis) for axis in zip(*pairs, strict=True)), strict=True))


BACKGROUND: Final = [
    "background-image",
    "background-repeat",
    "background-attachment",
    "background-origin",
    "background-clip",
    "background-color",
]


def expand_background(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-backgrounds-3/#background: layers; only the last has a colour."""
    lists: dict[str, list[str]] = {name: [] for name in row.longhands}
    layers = split_on(values, ",")
    for index, layer in enumerate(layers):
        taken = background_layer(layer)
        if taken is None or ("background-color" in taken and index < len(layers) - 1):
            return None
        if "background-origin" in taken and "background-clip" not in taken:
            taken["background-clip"] = taken["background-origin"]
        for name in row.longhands:
            lists[name].append(taken.get(name, initial(name)))
    shares = {name: ", ".join(texts) for name, texts in lists.items()}
    shares["background-color"] = lists["background-color"][-1]
    return shares


def background_layer(layer: Values) -> Shares | None:
    """One layer: the position is the longest run that is one, with the size behind its slash."""
    if not layer or len(layer) > 32:
        return None
    for start in range(len(layer)):
        for stop in range(min(len(layer), start + 4), start, -1):
            position = split_position(layer[start:stop])
            if position is None:
                continue
            shares = {"background-position-x": position[0], "background-position-y": position[1]}
            end = stop
            if stop < len(layer) and is_literal(layer[stop], "/"):
                sizes = match(syntax_of("<bg-size>"), layer, stop + 1)
                if not sizes:
                    return None
                end, shares["background-size"] = max(sizes.items())
            return take_set(BACKGROUND, layer[:start] + layer[end:], 0, shares)
    return take_set(BACKGROUND, layer, 0, {})


def expand_list_style(row: Shorthand, values: Values) -> Shares | None:
    """https://drafts.csswg.org/css-lists-3/#list-style-property: `none` is for what has no value of its own."""
    shares = {name: initial(name) for name in row.longhands}
    nones = [value for value in values if value.type == "ident" and value.lower_value == "none"]
    others = [value for value in values if value not in nones]
    taken = take_set(row.longhands, others, 0, {}) if others else {}
    free = [name for name in ("list-style-type", "list-style-image") if name not in (taken or {})]
    if taken is None or len(nones) > len(free) or not values:
        return None
    return shares | taken | (dict.fromkeys(free, "none") if nones else {})


def expand_grid_template(row: Shorthand, values: Values) -> Shares | None:
    """`none`, or rows, a slash and columns."""
    if match_value("none", values) is not None:
        return {name: initial(name) for name in row.longhands}
    if len(split_on(values, "/")) != 2:
        return None
    return expand_slashes(Shorthand(row.name, row.kind, row.longhands[:2]), values) and {
        **(expand_slashes(Shorthand(row.name, row.kind, row.longhands[:2]), values) or {}),
        "grid-template-areas": "none",
    }


Expand = Callable[[Shorthand, Values], Shares | None]
EXPAND_KIND: Final[dict[str, Expand]] = {
    "sides": expand_sides,
    "pair": expand_pair,
    "set": expand_set,
    "border": expand_border,
    "layers": expand_layers,
    "slashes": expand_slashes,
}
EXPAND: Final[dict[str, Expand]] = {
    "background": expand_background,
    "background-position": expand_position,
    "border-block": expand_two_sets,
    "border-image": expand_border_image,
    "border-inline": expand_two_sets,
    "border-radius": expand_radius,
    "flex": expand_flex,
    "font": expand_font,
    "font-synthesis": expand_synthesis,
    "font-variant": expand_words,
    "grid-area": expand_grid_placement,
    "grid-column": expand_grid_placement,
    "grid-row": expand_grid_placement,
    "grid-template": expand_grid_template,
    "list-style": expand_list_style,
    "marker": expand_same,
    "white-space": expand_white_space,
}
