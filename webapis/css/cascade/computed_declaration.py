"""https://drafts.csswg.org/cssom-1/#dom-window-getcomputedstyle: a live declaration block that nobody can change"""

from typing import TYPE_CHECKING, Final

from webapis.css.cascade.color_values import has_colors, used_colors
from webapis.css.cascade.computed_values import FONT_STRETCHES, pixels
from webapis.css.cascade.engine import engine_of, is_in_flat_tree
from webapis.css.cascade.transforms import resolved_transform
from webapis.css.declaration_parsing import Declaration, known_name, longhands_of
from webapis.css.properties import longhands
from webapis.css.shorthands import shorthands
from webapis.css.style_declaration import CSSStyleDeclaration, serialize_shorthand
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.element import Element

PSEUDO_ELEMENTS: Final = frozenset(
    [
        "after",
        "backdrop",
        "before",
        "file-selector-button",
        "first-letter",
        "first-line",
        "marker",
        "placeholder",
        "selection",
    ]
)
LEGACY: Final = frozenset(["after", "before", "first-letter", "first-line"])


class ComputedDeclaration(CSSStyleDeclaration):
    """The computed values of an element or pseudo-element; `pseudo` is None for one that there is not."""

    def __init__(self, element: "Element", pseudo: str | None) -> None:
        super().__init__()
        self.element = element
        self.pseudo = pseudo

    def style(self) -> "ComputedStyle | None":
        """The style as it is now; None for what is not in a document that is shown."""
        element = self.element
        document = element.node_document
        if self.pseudo is None or document.default_view is None or not is_in_flat_tree(element):
            return None
        engine = engine_of(document)
        animations = document.animations
        if animations is not None and animations.style_changes is not None:
            # https://drafts.csswg.org/css-transitions-1/#style-change-event
            animations.style_changes.update_element(element)
        return engine.pseudo_style_of(element, self.pseudo) if self.pseudo else engine.style_of(element)

    def current(self) -> dict[str, Declaration]:
        """All longhands, in the order of their names."""
        style = self.style()
        if style is None:
            return {}
        return {name: Declaration(name, resolved_value(style, name), False, "") for name in ordered_names()}

    def get_property_value(self, property: str) -> str:
        name = known_name(property)
        style = None if name is None else self.style()
        if name is None or style is None:
            return ""
        if name.startswith("--"):
            return style.custom_value(name) or ""
        row = shorthands().get(name)
        if row is None:
            return resolved_value(style, name)
        values = {one: Declaration(one, resolved_value(style, one), False, "") for one in longhands_of(name)}
        if name == "font":
            stretch = values["font-stretch"]
            stretch.value = KEYWORDS_OF_STRETCHES.get(stretch.value, stretch.value)
        return serialize_shorthand(row, values)

    def get_property_priority(self, property: str) -> str:
        return ""

    @property
    def length(self) -> int:
        style = self.style()
        return 0 if style is None else len(ordered_names()) + len(style.custom_names())

    def item(self, index: int) -> str:
        style = self.style()
        if style is None or index < 0:
            return ""
        names = ordered_names()
        if index >= len(names):
            index -= len(names)
            names = style.custom_names()
        return names[index] if index < len(names) else ""

    @property
    def css_text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#dom-cssstyledeclaration-csstext: a computed one has none."""
        return ""

    @css_text.setter
    def css_text(self, value: str) -> None:
        self.refuse()

    def set_property(self, property: str, value: str, priority: str = "") -> None:
        self.refuse()

    def remove_property(self, property: str) -> str:
        self.refuse()
        return ""

    def refuse(self) -> None:
        """https://drafts.csswg.org/cssom-1/#cssstyledeclaration-computed-flag"""
        raise dom_exception(
            "NoModificationAllowedError", "These styles are computed, and therefore the properties are read-only."
        )


# What a font shorthand can say: https://drafts.csswg.org/css-fonts-4/#font-stretch-css3-values
KEYWORDS_OF_STRETCHES: Final = {percentage: keyword for keyword, percentage in FONT_STRETCHES.items()}

_ordered: Final[list[str]] = []


def ordered_names() -> list[str]:
    """The longhands by name, those with a prefix last."""
    if not _ordered:
        _ordered.extend(sorted(longhands(), key=lambda name: (name.startswith("-"), name)))
    return _ordered


def resolved_value(style: "ComputedStyle", name: str) -> str:
    """https://drafts.csswg.org/cssom-1/#resolved-values. Where the standard wants what layout uses, there is the computed
    value, as it is for elements without a box."""
    value = style.value(name)
    if name == "line-height" and value.replace(".", "", 1).isdigit():
        return pixels(float(value) * style.font_size())
    if name == "transform":
        return resolved_transform(value)
    return used_colors(value, style.value("color")) if has_colors(name) else value


def get_computed_style(element: "Element", pseudo: str | None) -> CSSStyleDeclaration:
    """https://drafts.csswg.org/cssom-1/#dom-window-getcomputedstyle"""
    return ComputedDeclaration(element, pseudo_element_named(pseudo))


def pseudo_element_named(text: str | None) -> str | None:
    """Step 3: "" for the element itself, None where a pseudo-element is named that is none."""
    if not text or not text.startswith(":"):
        return ""
    name = text.lower().lstrip(":")
    if text.startswith("::"):
        return name if name in PSEUDO_ELEMENTS else None
    return name if name in LEGACY else None
