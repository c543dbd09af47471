"""Shorthand properties: their rows, and what they mean for longhands, in both directions.

https://drafts.csswg.org/css-cascade-5/#shorthand. A kind of row says how values are shared out:
 sides   one to four values, for top, right, bottom and left
 pair    one or two values
 set     one value for each longhand at most, in any order
 border  a set for all four sides
 layers  sets separated by commas
 slashes values separated by slashes
 own     a function of shorthand_forms.py
"""

from typing import Final

_SHORTHANDS: Final = """
all | own |
animation | layers | animation-duration animation-timing-function animation-delay animation-iteration-count animation-direction animation-fill-mode animation-play-state animation-name
background | own | background-image background-position-x background-position-y background-size background-repeat background-attachment background-origin background-clip background-color
background-position | own | background-position-x background-position-y
border | border | border-top-width border-right-width border-bottom-width border-left-width border-top-style border-right-style border-bottom-style border-left-style border-top-color border-right-color border-bottom-color border-left-color border-image-source border-image-slice border-image-width border-image-outset border-image-repeat
border-block | own | border-block-start-width border-block-start-style border-block-start-color border-block-end-width border-block-end-style border-block-end-color
border-block-color | pair | border-block-start-color border-block-end-color
border-block-end | set | border-block-end-width border-block-end-style border-block-end-color
border-block-start | set | border-block-start-width border-block-start-style border-block-start-color
border-block-style | pair | border-block-start-style border-block-end-style
border-block-width | pair | border-block-start-width border-block-end-width
border-bottom | set | border-bottom-width border-bottom-style border-bottom-color
border-color | sides | border-top-color border-right-color border-bottom-color border-left-color
border-image | own | border-image-source border-image-slice border-image-width border-image-outset border-image-repeat
border-inline | own | border-inline-start-width border-inline-start-style border-inline-start-color border-inline-end-width border-inline-end-style border-inline-end-color
border-inline-color | pair | border-inline-start-color border-inline-end-color
border-inline-end | set | border-inline-end-width border-inline-end-style border-inline-end-color
border-inline-start | set | border-inline-start-width border-inline-start-style border-inline-start-color
border-inline-style | pair | border-inline-start-style border-inline-end-style
border-inline-width | pair | border-inline-start-width border-inline-end-width
border-left | set | border-left-width border-left-style border-left-color
border-radius | own | border-top-left-radius border-top-right-radius border-bottom-right-radius border-bottom-left-radius
border-right | set | border-right-width border-right-style border-right-color
border-style | sides | border-top-style border-right-style border-bottom-style border-left-style
border-top | set | border-top-width border-top-style border-top-color
border-width | sides | border-top-width border-right-width border-bottom-width border-left-width
column-rule | set | column-rule-width column-rule-style column-rule-color
columns | set | column-width column-count
container | slashes | container-name container-type
flex | own | flex-grow flex-shrink flex-basis
flex-flow | set | flex-direction flex-wrap
font | own | font-style font-variant-caps font-weight font-stretch font-size line-height font-family font-variant-ligatures font-variant-numeric font-variant-east-asian font-variant-alternates font-variant-position font-size-adjust font-kerning font-optical-sizing font-feature-settings font-variation-settings
font-synthesis | own | font-synthesis-weight font-synthesis-style font-synthesis-small-caps
font-variant | own | font-variant-ligatures font-variant-caps font-variant-alternates font-variant-numeric font-variant-east-asian font-variant-position
gap | pair | row-gap column-gap
grid-area | own | grid-row-start grid-column-start grid-row-end grid-column-end
grid-column | own | grid-column-start grid-column-end
grid-row | own | grid-row-start grid-row-end
grid-template | own | grid-template-rows grid-template-columns grid-template-areas
inset | sides | top right bottom left
inset-block | pair | inset-block-start inset-block-end
inset-inline | pair | inset-inline-start inset-inline-end
list-style | own | list-style-position list-style-image list-style-type
margin | sides | margin-top margin-right margin-bottom margin-left
margin-block | pair | margin-block-start margin-block-end
margin-inline | pair | margin-inline-start margin-inline-end
marker | own | marker-start marker-mid marker-end
mask | layers | mask-image mask-position mask-size mask-repeat mask-origin mask-clip mask-composite mask-mode
outline | set | outline-color outline-style outline-width
overflow | pair | overflow-x overflow-y
overscroll-behavior | pair | overscroll-behavior-x overscroll-behavior-y
padding | sides | padding-top padding-right padding-bottom padding-left
padding-block | pair | padding-block-start padding-block-end
padding-inline | pair | padding-inline-start padding-inline-end
place-content | pair | align-content justify-content
place-items | pair | align-items justify-items
place-self | pair | align-self justify-self
scroll-margin | sides | scroll-margin-top scroll-margin-right scroll-margin-bottom scroll-margin-left
scroll-padding | sides | scroll-padding-top scroll-padding-right scroll-padding-bottom scroll-padding-left
text-decoration | set | text-decoration-line text-decoration-thickness text-decoration-style text-decoration-color
text-emphasis | set | text-emphasis-style text-emphasis-color
text-wrap | set | text-wrap-mode text-wrap-style
transition | layers | transition-property transition-duration transition-timing-function transition-delay transition-behavior
white-space | own | white-space-collapse text-wrap-mode
-webkit-text-stroke | set | -webkit-text-stroke-width -webkit-text-stroke-color
"""


class Shorthand:
    """A row."""

    __slots__ = ("kind", "longhands", "name")

    def __init__(self, name: str, kind: str, longhands: list[str]) -> None:
        self.name = name
        self.kind = kind
        self.longhands = longhands


_shorthands: Final[dict[str, Shorthand]] = {}
_containing: Final[dict[str, list[Shorthand]]] = {}


def shorthands() -> dict[str, Shorthand]:
    """Every shorthand by its name."""
    if not _shorthands:
        for row in _SHORTHANDS.strip().split("\n"):
            name, kind, longhands = row.split("|")
            _shorthands[name.strip()] = Shorthand(name.strip(), kind.strip(), longhands.split())
    return _shorthands


def shorthands_of(longhand: str) -> list[Shorthand]:
    """The shorthands that a longhand belongs to, in the order in which serialising prefers them
    (https://drafts.csswg.org/cssom-1/#concept-shorthands-preferred-order)."""
    if not _containing:
        rows = [row for row in shorthands().values() if row.longhands]
        rows.sort(key=lambda row: (-len(row.longhands), row.name.startswith("-"), row.name))
        for row in rows:
            for name in row.longhands:
                _containing.setdefault(name, []).append(row)
    return _containing.get(longhand, [])
