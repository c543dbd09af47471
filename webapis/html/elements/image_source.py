"""Which image of several: https://html.spec.whatwg.org/#selecting-an-image-source, at one pixel for each CSS pixel"""

import re
from typing import TYPE_CHECKING, Final

from webapis.dom.tree import as_element, is_element

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

BLANKS: Final = " \t\n\f\r"
DESCRIPTOR: Final = re.compile(r"(\d+w|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?x)", re.ASCII)
IMAGE_TYPES: Final = frozenset(
    ["image/png", "image/apng", "image/gif", "image/jpeg", "image/webp", "image/bmp", "image/x-icon", "image/svg+xml"]
)


def is_picture(node: "Node | None") -> bool:
    """Whether it is a picture element."""
    return node is not None and is_element(node) and as_element(node).is_html_named("picture")


def uses_srcset(image: "Element") -> bool:
    """https://html.spec.whatwg.org/#use-srcset-or-picture"""
    return image.content_attribute("srcset") is not None or is_picture(image.parent_node)


def selected_source(image: "Element") -> str | None:
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
    if source and not any(unit == "w" or density == 1 for _, density, unit in candidates):
        candidates.append((source, 1.0, "x"))
    return choose(candidates)


def source_of_element(element: "Element") -> str | None:
    """What a source element of a picture offers, if its conditions hold."""
    srcset = element.content_attribute("srcset")
    if not element.is_html_named("source") or srcset is None:
        return None
    media = (element.content_attribute("media") or "").strip(BLANKS).lower()
    kind = (element.content_attribute("type") or "").partition(";")[0].strip(BLANKS).lower()
    # Media queries come with style; until then only those that name the kind of the medium are known.
    if media not in ("", "all", "screen") or (kind and kind not in IMAGE_TYPES):
        return None
    return choose(parse_srcset(srcset))


def choose(candidates: list[tuple[str, float, str]]) -> str | None:
    """https://html.spec.whatwg.org/#select-an-image-source: the least that is enough; of widths the largest."""
    if not candidates:
        return None
    wide = [one for one in candidates if one[2] == "w"]
    if wide:
        return max(wide, key=lambda one: one[1])[0]
    enough = [one for one in candidates if one[1] >= 1]
    return (min(enough, key=lambda one: one[1]) if enough else max(candidates, key=lambda one: one[1]))[0]


def parse_srcset(text: str) -> list[tuple[str, float, str]]:
    """https://html.spec.whatwg.org/#parsing-a-srcset-attribute: address, number and unit of each candidate"""
    found: list[tuple[str, float, str]] = []
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
        descriptors = ""
        # 8. One that ends with a comma has no descriptors.
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            start, depth = at, 0
            while at < len(text) and (depth or text[at] != ","):
                depth += (text[at] == "(") - (text[at] == ")" and depth > 0)
                at += 1
            descriptors = text[start:at].strip(BLANKS)
        candidate = read_descriptors(descriptors)
        if candidate is not None and not any((one[1], one[2]) == candidate for one in found):
            found.append((url, *candidate))


def read_descriptors(text: str) -> tuple[float, str] | None:
    """A density or a width; None for what is neither."""
    if not text:
        return 1.0, "x"
    parts = [part for part in re.split(f"[{BLANKS}]+", text) if not re.fullmatch(r"\d+h", part, re.ASCII)]
    if len(parts) != 1 or DESCRIPTOR.fullmatch(parts[0]) is None:
        return None
    number, unit = float(parts[0][:-1]), parts[0][-1]
    if number < 0 or (unit == "w" and number == 0):
        return None
    return number, unit
