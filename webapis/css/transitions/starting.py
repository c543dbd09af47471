"""https://drafts.csswg.org/css-transitions-1/#starting: what a change of computed values starts, and what it cancels"""

from typing import TYPE_CHECKING, Final

from jsengine._kernel import poll
from webapis.animation.easing import LINEAR, Easing, easing_of, split_list
from webapis.animation.interpolation import can_interpolate, is_animatable
from webapis.css.cascade.color_values import has_colors, used_colors
from webapis.css.cascade.logical import LOGICAL, physical_of
from webapis.css.declaration_parsing import known_name, longhands_of
from webapis.css.properties import longhands
from webapis.css.transitions.css_transition import CSSTransition

if TYPE_CHECKING:
    from collections.abc import Callable

    from webapis.css.cascade.computed_style import ComputedStyle
    from webapis.dom.element import Element


class TransitionRow:
    """One item of the transition-* properties: https://drafts.csswg.org/css-transitions-1/#transition-property-property"""

    __slots__ = ("delay", "discrete", "duration", "easing", "easing_function", "name")

    def __init__(self, name: str, duration: float, delay: float, easing: str, discrete: bool) -> None:
        self.name: str = name
        self.duration: float = duration
        self.delay: float = delay
        self.easing: str = easing
        self.easing_function: Easing = easing_of(easing) or LINEAR
        self.discrete: bool = discrete

    def combined_duration(self) -> float:
        """https://drafts.csswg.org/css-transitions-1/#transition-combined-duration"""
        return max(self.duration, 0.0) + self.delay


NO_ROWS: Final[list[TransitionRow]] = []


def milliseconds(text: str) -> float:
    """A computed time."""
    number = text.removesuffix("ms") if text.endswith("ms") else text.removesuffix("s")
    try:
        value = float(number)
    except ValueError:
        return 0.0
    return value if text.endswith("ms") else value * 1000


def transition_rows(style: "ComputedStyle", is_transitioned: bool) -> list[TransitionRow]:
    """The items of a style; none where nothing could start, unless something is under way."""
    durations = [milliseconds(one) for one in style.value("transition-duration").split(",")]
    delays = [milliseconds(one) for one in style.value("transition-delay").split(",")]
    if max(durations) + max(delays) <= 0 and not is_transitioned:
        return NO_ROWS
    easings = split_list(style.value("transition-timing-function"))
    behaviors = style.value("transition-behavior").split(", ")
    made: list[TransitionRow] = []
    for at, name in enumerate(style.value("transition-property").split(", ")):
        poll()
        made.append(
            TransitionRow(
                known_name(name) or name,
                durations[at % len(durations)],
                delays[at % len(delays)],
                easings[at % len(easings)],
                behaviors[at % len(behaviors)] == "allow-discrete",
            )
        )
    return made


class RowFinder:
    """The item that counts for a property, the last one that names it."""

    def __init__(self, style: "ComputedStyle", rows: list[TransitionRow]) -> None:
        self.style = style
        self.by_name: dict[str, TransitionRow] = {}
        self.for_all: TransitionRow | None = None
        for row in rows:
            if row.name == "all":
                self.for_all = row
                self.by_name.clear()
                continue
            for name in longhands_of(row.name):
                self.by_name[self.physical(name)] = row

    def physical(self, name: str) -> str:
        """The physical property that a logical one is."""
        style = self.style
        return physical_of(name, style.value("writing-mode"), style.value("direction")) if name in LOGICAL else name

    def row_of(self, name: str) -> TransitionRow | None:
        """https://drafts.csswg.org/css-transitions-1/#matching-transition-property-value"""
        found = self.by_name.get(name)
        if found is None and is_animatable(name):
            found = self.for_all
        return found

    def names(self) -> list[str]:
        """The properties that may be concerned; with `all`, those that are declared for the element or inherited by it."""
        found = [name for name in self.by_name if name in longhands() and is_animatable(name)]
        if self.for_all is not None:
            found += [name for name in declared_names(self.style) if name not in self.by_name]
        return found


def declared_names(style: "ComputedStyle") -> list[str]:
    """The properties that do not have their initial values, as far as declarations tell."""
    names: dict[str, None] = {}
    for block in style.blocks:
        for name in block.declarations:
            if name in LOGICAL:
                name = physical_of(name, style.value("writing-mode"), style.value("direction"))
            if name in longhands() and is_animatable(name):
                names[name] = None
    if style.parent is not None:
        names.update(dict.fromkeys(sorted(inherited_names(style.parent))))
    return list(names)


def inherited_names(style: "ComputedStyle") -> frozenset[str]:
    """The inherited properties among those that are declared for an element or its ancestors; each style keeps its own, so that
    trees may be as deep as they like."""
    chain: list[ComputedStyle] = []
    one: ComputedStyle | None = style
    while one is not None and one.inherited_names is None:
        poll()
        chain.append(one)
        one = one.parent
    found: frozenset[str] = frozenset()
    if one is not None and one.inherited_names is not None:
        found = one.inherited_names
    for one in reversed(chain):
        poll()
        own = [name for block in one.blocks for name in block.declarations if is_inherited(name)]
        found = found if found.issuperset(own) else found.union(own)
        one.inherited_names = found
    return found


def is_inherited(name: str) -> bool:
    """Whether a longhand is inherited, and may move."""
    row = longhands().get(name)
    return row is not None and row.inherited and is_animatable(name)


class ElementTransitions:
    """The transitions of an element or pseudo-element, and the values that styles had before."""

    def __init__(self, element: "Element", pseudo: str) -> None:
        self.element = element
        self.pseudo = pseudo
        self.running: dict[str, CSSTransition] = {}
        self.completed: dict[str, CSSTransition] = {}
        self.before: dict[str, str] | None = None
        """https://drafts.csswg.org/css-transitions-1/#before-change-style, None before the first style"""
        self.is_for_all = False
        """Whether that has all values which were not the initial ones."""

    def is_empty(self) -> bool:
        """Whether there is nothing to remember."""
        return not self.running and not self.completed and self.before is None

    def cancel_all(self) -> None:
        """It is not rendered any more: https://drafts.csswg.org/css-transitions-1/#event-transitioncancel"""
        for transition in list(self.running.values()):
            transition.disown()
        self.running.clear()
        self.completed.clear()
        self.before = None

    def update(
        self, style: "ComputedStyle", earlier_style: "Callable[[], ComputedStyle | None]", animated: set[str]
    ) -> None:
        """A style change event. `style` is without anything that moves; `earlier_style` gives the style before the change, for values
        that are not remembered; `animated` are the properties that animations of style sheets have now."""
        self.collect_completed()
        rows = transition_rows(style, bool(self.running or self.completed))
        if not rows and not self.running and not self.completed:
            self.before = None
            return
        finder = RowFinder(style, rows)
        names = dict.fromkeys([*self.running, *self.completed, *finder.names()])
        before, self.before = self.before, {}
        was_for_all, self.is_for_all = self.is_for_all, finder.for_all is not None
        earlier: ComputedStyle | None = None
        is_known = False
        for name in names:
            poll()
            value = style.value(name)
            self.before[name] = value
            old: str | None = None
            if before is not None and name in before:
                old = before[name]
            elif before is not None and was_for_all:
                old = style.compute(longhands()[name], "initial")
            else:
                if not is_known:
                    is_known, earlier = True, earlier_style()
                old = None if earlier is None else earlier.value(name)
            self.update_property(style, name, old, value, finder.row_of(name), name in animated)

    def collect_completed(self) -> None:
        """What has come to its end is a completed transition: https://drafts.csswg.org/css-transitions-1/#complete"""
        for name, transition in list(self.running.items()):
            if transition.play_state in ("finished", "idle"):
                del self.running[name]
                if transition.play_state == "finished":
                    self.completed[name] = transition

    def update_property(
        self,
        style: "ComputedStyle",
        name: str,
        before: str | None,
        after: str,
        row: TransitionRow | None,
        is_animated: bool,
    ) -> None:
        """https://drafts.csswg.org/css-transitions-1/#starting, for one property"""
        running, completed = self.running.get(name), self.completed.get(name)
        # 2. A completed one holds as long as the value does.
        if completed is not None and completed.end_value != after:
            del self.completed[name]
            completed = None
        # 3. Nothing matches any more.
        if row is None:
            self.completed.pop(name, None)
            if running is not None:
                self.cancel(name, running)
            return
        # 1. A change starts one.
        if running is None:
            if (
                before is None
                or before == after
                or completed is not None
                or is_animated
                or row.combined_duration() <= 0
            ):
                return
            self.start(style, name, before, after, row)
        # 4. A change while one is running.
        elif running.end_value != after:
            self.redirect(style, name, running, after, row)

    def start(self, style: "ComputedStyle", name: str, before: str, after: str, row: TransitionRow) -> None:
        """Step 1, where the values have something between them or the item allows that they have not."""
        start, end = colored(style, name, before), colored(style, name, after)
        if start == end or not (row.discrete or can_interpolate(name, start, end)):
            return
        made = CSSTransition(self.element, self.pseudo, name, start, end, row)
        made.end_value = after
        self.running[name] = made
        made.play()

    def cancel(self, name: str, running: CSSTransition) -> None:
        """It ends before its end."""
        del self.running[name]
        running.disown()

    def redirect(
        self, style: "ComputedStyle", name: str, running: CSSTransition, after: str, row: TransitionRow
    ) -> None:
        """Step 4"""
        effect = running.keyframe_effect()
        current = effect.value(style, name, after) if effect is not None else None
        end = colored(style, name, after)
        if current is None:
            current = running.start_value
        output = running.output_now()
        self.cancel(name, running)
        # 4.1-4.2 It is there already, or nothing is to be done.
        if current == end or row.combined_duration() <= 0 or not (row.discrete or can_interpolate(name, current, end)):
            return
        # 4.3 Back to where it came from takes as long as the way there took.
        factor = 1.0
        is_reversing = running.reversing_adjusted_start_value == end
        if is_reversing:
            old = running.reversing_shortening_factor
            factor = min(1.0, max(0.0, abs(output * old + (1 - old))))
            delay = row.delay if row.delay >= 0 else row.delay * factor
            row = TransitionRow(row.name, row.duration * factor, delay, row.easing, row.discrete)
        # 4.4
        made = CSSTransition(self.element, self.pseudo, name, current, end, row)
        made.end_value = after
        if is_reversing:
            made.reversing_adjusted_start_value = colored(style, name, running.end_value)
            made.reversing_shortening_factor = factor
        self.running[name] = made
        made.play()


def colored(style: "ComputedStyle", name: str, value: str) -> str:
    """The value with currentcolor replaced: what is in between is a colour."""
    return used_colors(value, style.value("color")) if name != "color" and has_colors(name) else value
