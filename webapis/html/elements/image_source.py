"""Which image of several: https://html.spec.whatwg.org/#selecting-an-image-source, at one pixel for each CSS pixel"""

import re
from typing import TYPE_CHECKING, Final

from webapis.dom.tree import as_element, is_element

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

BLANKS: Final = " \t\n\f\r"
WIDTH: Final = re.compile(r"\d+w", re.ASCII)
HEIGHT: Final = re.compile(r"\d+h", re.ASCII)
DENSITY: Final = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?x", re.ASCII)
IMAGE_TYPES: Final = frozenset(
    ["image/png", "image/apng", "image/gif", "image/jpeg", "image/webp", "image/bmp", "image/x-icon", "image/svg+xml"]
)


def is_picture(node: "Node | None") -> bool:
    """Whether it is a picture element."""
    return node is not None and is_element(node) and as_element(node).is_html_named("picture")


def uses_srcset(image: "Element") -> bool:
    """https://html.spec.whatwg.org/#use-srcset-or-picture"""
    return image.content_attribute("srcset") is not None or is_picture(image.parent_node)


class ImageSource:
    """https://html.spec.whatwg.org/#image-source"""

    def __init__(self, address: str, number: float, unit: str) -> None:
        self.address = address
        self.number = number
        self.unit = unit
        """w or x."""
        self.density = number if unit == "x" else 1.0
        """Pixels of the image for one of CSS, once the size is known."""


def selected_source(image: "Element") -> ImageSource | None:
    """https://html.spec.whatwg.org/#update-the-source-set: the first element with candidates decides."""
    parent = image.parent_node
    if parent is not None and is_picture(parent):
        for node in parent.child_list():
            if node is image:
                break
            chosen = source_of_element(as_element(node)) if is_element(node) else None
            if chosen is not None:
                return chosen
    candidates = parse_srcset(image.content_attribute("srcset") or "")
    source = image.content_attribute("src")
    if source and not any(one.unit == "w" or one.number == 1 for one in candidates):
        candidates.append(ImageSource(source, 1.0, "x"))
    return choose(candidates, image)


def source_of_element(element: "Element") -> ImageSource | None:
    """What a source element of a picture offers, if its conditions hold."""
    srcset = element.content_attribute("srcset")
    if not element.is_html_named("source") or srcset is None:
        return None
    candidates = parse_srcset(srcset)
    kind = (element.content_attribute("type") or "").partition(";")[0].strip(BLANKS).lower()
    if not candidates or (kind and kind not in IMAGE_TYPES) or not is_wanted(element):
        return None
    return choose(candidates, element)


def is_wanted(element: "Element") -> bool:
    """Whether its media attribute says so."""
    media = (element.content_attribute("media") or "").strip(BLANKS).lower()
    if media in ("", "all", "screen"):
        return True
    # Most pages do without.
    from webapis.css.media_queries import text_matches
    from webapis.css.style_sheet import environment_of

    return text_matches(media, environment_of(element.node_document))


def choose(candidates: list[ImageSource], element: "Element") -> ImageSource | None:
    """https://html.spec.whatwg.org/#select-an-image-source: the least density that is enough, else the largest."""
    normalize_densities(candidates, element)
    unique: dict[float, ImageSource] = {}
    for one in candidates:
        unique.setdefault(one.density, one)
    if not unique:
        return None
    enough = [density for density in unique if density >= 1]
    return unique[min(enough) if enough else max(unique)]


def normalize_densities(candidates: list[ImageSource], element: "Element") -> None:
    """https://html.spec.whatwg.org/#normalize-the-source-densities"""
    if any(one.unit == "w" for one in candidates):
        from webapis.css.style_sheet import environment_of
        from webapis.html.elements.source_size import source_size

        size = source_size(element.content_attribute("sizes") or "", environment_of(element.node_document))
        for one in candidates:
            if one.unit == "w":
                one.density = one.number / size if size else float("inf")


def parse_srcset(text: str) -> list[ImageSource]:
    """https://html.spec.whatwg.org/#parsing-a-srcset-attribute"""
    found: list[ImageSource] = []
    at = 0
    while True:
        # 4-5. Blanks and commas before an address.
        while at < len(text) and text[at] in BLANKS + ",":
            at += 1
        if at >= len(text):
            return found
        # 6. The address.
        start = at
        while at < len(text) and text[at] not in BLANKS:
            at += 1
        url = text[start:at]
        descriptors: list[str] = []
        # 8. One that ends with a comma has no descriptors.
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            at = read_descriptors(text, at, descriptors)
        candidate = candidate_of(url, descriptors)
        if candidate is not None:
            found.append(candidate)


def read_descriptors(text: str, at: int, found: list[str]) -> int:
    """Step 8, the tokenizer: to the comma that ends the candidate; commas and blanks in parentheses count as others do."""
    current = ""
    in_parens = False
    while at < len(text):
        character = text[at]
        at += 1
        if in_parens:
            current += character
            in_parens = character != ")"
        elif character == ",":
            break
        elif character in BLANKS:
            if current:
                found.append(current)
            current = ""
        else:
            current += character
            in_parens = character == "("
    if current:
        found.append(current)
    return at


def candidate_of(address: str, descriptors: list[str]) -> ImageSource | None:
    """Steps 9 to 15: a width or a density, at most one of them; None for what is neither."""
    width = density = height = None
    for one in descriptors:
        if WIDTH.fullmatch(one) and width is None and density is None:
            width = float(one[:-1])
        elif DENSITY.fullmatch(one) and width is None and density is None and height is None:
            density = float(one[:-1])
        elif HEIGHT.fullmatch(one) and height is None and density is None:
            height = float(one[:-1])
        else:
            return None
    if width == 0 or height == 0 or (density is not None and density < 0) or (height is not None and width is None):
        return None
    if width is not None:
        return ImageSource(address, width, "w")
    return ImageSource(address, 1.0 if density is None else density, "x")
