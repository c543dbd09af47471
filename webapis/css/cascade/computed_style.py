"""The computed values of one element: https://drafts.csswg.org/css-cascade-5/#value-stages, each worked out when it is asked for.

Nothing here recurses from an element to its ancestors: trees are as deep as scripts make them.
"""

import re
from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.css.cascade.computed_values import computed_value
from webapis.css.cascade.logical import LOGICAL, logical_of, physical_of
from webapis.css.cascade.matching import USER_AGENT, Block
from webapis.css.cascade.substitution import substitute
from webapis.css.declaration_parsing import parse_value
from webapis.css.properties import longhands
from webapis.css.tokens import string_text
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from webapis.animation.effect_stack import EffectStack
    from webapis.css.cascade.engine import StyleEngine
    from webapis.css.declaration_parsing import Declaration
    from webapis.css.properties import Property

URL: Final = re.compile(r'url\("((?:[^"\\]|\\.)*)"\)', re.DOTALL)
UNESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
# Their own values are worked out from the parent's.
RELATIVE: Final = frozenset(["font-size", "font-weight", "text-align"])


class ComputedStyle:
    """https://drafts.csswg.org/css-cascade-5/#computed of an element or pseudo-element"""

    def __init__(
        self, engine: "StyleEngine", parent: "ComputedStyle | None", blocks: list[Block], is_root: bool
    ) -> None:
        self.engine = engine
        self.parent = parent
        self.is_root = is_root
        self.pseudo_element = ""
        self.generation = engine.generation
        self.rules_generation = engine.rules_generation
        self.effects: EffectStack | None = None
        self.base_style: ComputedStyle | None = None
        """The same without anything that moves, where that is another one."""
        important = [block for block in blocks if block.has_important]
        if len(important) > 1:
            important.sort(key=Block.important_strength, reverse=True)
        self.blocks = important + blocks if important else blocks
        """From the strongest to the weakest; important declarations count in the first of them only."""
        self.important_count = len(important)
        self.inherited_names: frozenset[str] | None = None
        """What its declarations and those of its ancestors say of inherited properties, once transitions have asked."""
        self.values: dict[str, str] = {}
        self.customs: dict[str, str | None] = {}
        self.pseudo_styles: dict[str, ComputedStyle] = {}
        self.under_way: set[str] = set()
        """Custom properties that are being substituted: one that needs itself has no value."""

    def value(self, name: str) -> str:
        """The computed value of a longhand."""
        found = self.values.get(name)
        return self.work_out(name) if found is None else found

    def work_out(self, name: str) -> str:
        """The values of the ancestors that this one depends on come first."""
        if name in LOGICAL:
            return self.value(physical_of(name, self.value("writing-mode"), self.value("direction")))
        row = longhands()[name]
        waiting: list[tuple[ComputedStyle, str | None]] = []
        style: ComputedStyle | None = self
        while style is not None and name not in style.values:
            poll()
            text = style.specified(name)
            waiting.append((style, text))
            inherits = row.inherited if text is None or text == "unset" else text == "inherit"
            if style.effects is not None and style.effects.concerns(style, name):
                inherits = True  # keyframes may say so
            if not inherits and name not in RELATIVE:
                break
            style = style.parent
        for one, text in reversed(waiting):
            computed = one.compute(row, text)
            one.values[name] = computed if one.effects is None else one.effects.value(one, name, computed)
        return self.values[name]

    def compute(self, row: "Property", text: str | None) -> str:
        """https://drafts.csswg.org/css-cascade-5/#defaulting, then the computed value."""
        if text is None or text == "unset":
            text = "inherit" if row.inherited else "initial"
        if text == "inherit" and self.parent is not None:
            return self.parent.values[row.name]
        if text == "inherit" or text == "initial":
            text = row.initial
        return computed_value(self, row.name, text)

    def specified(self, name: str) -> str | None:
        """https://drafts.csswg.org/css-cascade-5/#cascaded with variables substituted; None where nothing is declared."""
        other = ""
        if name in logical_of:
            other = logical_of[name]
        rolled_back = False
        skipped: Block | None = None
        for index, block in enumerate(self.blocks):
            if rolled_back and block.origin != USER_AGENT:
                continue
            if skipped is not None and same_layer(block, skipped):
                continue
            found = block.declarations.get(name)
            if other:
                found = self.with_logical(block.declarations, name, other, found)
            if found is None or found.important != (index < self.important_count):
                continue
            text = found.value
            if found.pending or "var(" in text or "env(" in text:
                substituted = self.substituted(found)
                if substituted is None:
                    return "unset"
                text = substituted
            # https://drafts.csswg.org/css-cascade-5/#default and #revert-layer
            if text == "revert":
                if block.origin == USER_AGENT:
                    return None
                rolled_back, skipped = True, None
            elif text == "revert-layer":
                skipped = block
            elif "url(" in text and name[:2] != "--":
                return with_absolute_urls(text, block.base_url or self.engine.document.base_url())
            else:
                return text
        return None

    def with_logical(
        self, declarations: "dict[str, Declaration]", name: str, family: str, found: "Declaration | None"
    ) -> "Declaration | None":
        """https://drafts.csswg.org/css-logical-1/#box: of a property and its logical twin the later declaration counts."""
        for twin in family.split():
            other = declarations.get(twin)
            if other is None or physical_of(twin, self.value("writing-mode"), self.value("direction")) != name:
                continue
            if found is None or other.important > found.important:
                return other
            if found.important > other.important:
                return found
            for one in declarations:
                if one == name:
                    return other
                if one == twin:
                    return found
        return found

    def substituted(self, declaration: "Declaration") -> str | None:
        """https://drafts.csswg.org/css-variables-1/#substitute-a-var: None is invalid at computed-value time."""
        if declaration.pending:
            shorthand, _, text = declaration.pending.partition(": ")
        else:
            shorthand, text = declaration.name, declaration.value
        result = substitute(self, text)
        if result is None:
            return None
        if declaration.name.startswith("--"):
            return result
        parsed = parse_value(shorthand, result)
        return None if parsed is None or declaration.name not in parsed else parsed[declaration.name][0]

    # What moves: https://drafts.csswg.org/web-animations-1/#applying-the-composited-result

    def animate(self, effects: "EffectStack | None") -> None:
        """It has effects, or inherits from what has."""
        self.effects = effects
        parent = self.parent
        around = parent if parent is None or parent.base_style is None else parent.base_style
        base = ComputedStyle(self.engine, around, self.blocks[self.important_count :], self.is_root)
        base.pseudo_element = self.pseudo_element
        self.base_style = base

    def is_important(self, name: str) -> bool:
        """Whether an important declaration counts for a property."""
        for block in self.blocks[: self.important_count]:
            found = block.declarations.get(name)
            if found is not None and found.important:
                return True
        return False

    def value_of_keyframe(self, name: str, declaration: "Declaration", underlying: str) -> str:
        """https://drafts.csswg.org/web-animations-1/#computed-keyframes: the computed value of a property in a keyframe."""
        text: str | None = declaration.value
        if declaration.pending or "var(" in declaration.value or "env(" in declaration.value:
            text = self.substituted(declaration)
        if text in ("revert", "revert-layer"):
            return underlying
        if text == "inherit" or (text in ("unset", None) and longhands()[name].inherited):
            return longhands()[name].initial if self.parent is None else self.parent.value(name)
        return self.compute(longhands()[name], text)

    def custom_value(self, name: str) -> str | None:
        """https://drafts.csswg.org/css-variables-1/#defining-variables: None is the guaranteed-invalid value."""
        style: ComputedStyle | None = self
        value: str | None = None
        while style is not None:
            poll()
            if name in style.customs:
                value = style.customs[name]
                break
            if name in style.under_way:
                return None
            style.under_way.add(name)
            text = style.specified(name)
            style.under_way.discard(name)
            if text == "initial":
                break
            if text is not None and text not in ("inherit", "unset"):
                value = style.customs[name] = text
                break
            style = style.parent
        self.customs[name] = value
        return value

    def custom_names(self) -> list[str]:
        """The custom properties that have a value, those of ancestors too, sorted."""
        names: dict[str, None] = {}
        style: ComputedStyle | None = self
        while style is not None:
            poll()
            for block in style.blocks:
                names.update(dict.fromkeys([name for name in block.declarations if name.startswith("--")]))
            style = style.parent
        return sorted([name for name in names if self.custom_value(name) is not None])

    def font_size(self) -> float:
        """In px."""
        return float(self.value("font-size")[:-2])


def with_absolute_urls(text: str, base: str) -> str:
    """https://drafts.csswg.org/css-values-4/#relative-urls; fragments stay what they are."""

    def absolute(match: re.Match[str]) -> str:
        address = UNESCAPED.sub(lambda one: one[1], match[1])
        if not address or address.startswith("#"):
            return match[0]
        url = parse_url(address, base)
        return match[0] if url is None else f"url({string_text(url)})"

    return URL.sub(absolute, text)


def same_layer(one: Block, other: Block) -> bool:
    """Whether revert-layer goes back behind both."""
    return (one.origin, one.context, one.layer) == (other.origin, other.context, other.layer)
