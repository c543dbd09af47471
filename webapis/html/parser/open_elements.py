"""https://html.spec.whatwg.org/#the-stack-of-open-elements

A linked list, for adoption works in the middle of it, with labels that tell the order and lists of the elements of a name
or kind in that order: questions about scopes take no walk, whatever the depth.
"""

from typing import TYPE_CHECKING, Final, final

from jsengine._kernel import poll
from webapis.html.parser.element_kinds import (
    IMPLIED_END_TAG,
    ITEM_BARRIER,
    LEAVING,
    MODE,
    SCOPE,
    SPECIAL,
    THOROUGHLY_IMPLIED,
)
from webapis.html.parser.tokens import Tag
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.node import Node

LABEL_STEP: Final = 1 << 40


@final
class OpenElement:
    """An element on the stack; the list of active formatting elements has the same objects."""

    element: "Element"
    place: "Node"
    """Where its children go: a template's content, else itself."""
    name: str
    is_html: bool
    kind: int
    tag: Tag
    """The token that the element was made for."""
    above: "OpenElement | None"
    below: "OpenElement | None"
    html_above: "OpenElement | None"
    """Of a foreign element: the lowest HTML element above it when it was pushed."""
    label: int
    is_open: bool
    is_listed: bool
    """Whether it is in the list of active formatting elements."""

    def __init__(self, element: "Element", place: "Node", name: str, is_html: bool, kind: int, tag: Tag) -> None:
        self.element = element
        self.place = place
        self.name = name
        self.is_html = is_html
        self.kind = kind
        self.tag = tag
        self.above = None
        self.below = None
        self.html_above = None
        self.label = 0
        self.is_open = False
        self.is_listed = False

    def is_named(self, name: str) -> bool:
        """Whether it is the HTML element of this name."""
        return self.is_html and self.name == name


def take_out(entries: list[OpenElement], entry: OpenElement) -> None:
    """Remove an entry that is mostly the last."""
    index = len(entries) - 1
    while entries[index] is not entry:
        index -= 1
    del entries[index]


def put_in(entries: list[OpenElement], entry: OpenElement) -> None:
    """Insert an entry by its label, mostly at the end."""
    index = len(entries)
    while index > 0 and entries[index - 1].label > entry.label:
        index -= 1
    entries.insert(index, entry)


def label_of_last(entries: list[OpenElement] | None) -> int:
    """The label of the last entry, or one before all."""
    return entries[-1].label if entries else -1


@final
class OpenElements:
    """The stack; it grows downwards: `top` is the html element, `current` the current node."""

    top: OpenElement | None
    current: OpenElement | None

    def __init__(self) -> None:
        self.top = None
        self.current = None
        self.named: dict[str, list[OpenElement]] = {}
        """HTML elements by local name."""
        self.foreign: dict[str, list[OpenElement]] = {}
        """Other elements by their names in lowercase."""
        self.special: list[OpenElement] = []
        self.barriers: list[OpenElement] = []
        self.scopes: list[OpenElement] = []
        self.modes: list[OpenElement] = []
        self.left: list[OpenElement] = []
        """Those popped that something has to be done about."""

    # Changing it.

    def push(self, entry: OpenElement) -> None:
        """Add at the bottom."""
        current = self.current
        entry.above = current
        if current is None:
            self.top = entry
            entry.label = 0
        else:
            current.below = entry
            entry.label = current.label + LABEL_STEP
        self.current = entry
        entry.is_open = True
        kind = entry.kind
        if entry.is_html:
            same = self.named.get(entry.name)
            if same is None:
                self.named[entry.name] = [entry]
            else:
                same.append(entry)
            if kind & MODE:
                self.modes.append(entry)
        else:
            self.foreign.setdefault(ascii_lowercase(entry.name), []).append(entry)
            if current is not None:
                entry.html_above = current if current.is_html else current.html_above
        if kind & SPECIAL:
            self.special.append(entry)
            if kind & ITEM_BARRIER:
                self.barriers.append(entry)
            if kind & SCOPE:
                self.scopes.append(entry)

    def pop(self) -> OpenElement:
        """Remove the current node."""
        entry = self.current
        assert entry is not None
        self.remove(entry)
        return entry

    def remove(self, entry: OpenElement) -> None:
        """Remove an entry from wherever it is."""
        above = entry.above
        below = entry.below
        if above is None:
            self.top = below
        else:
            above.below = below
        if below is None:
            self.current = above
        else:
            below.above = above
        entry.above = None
        entry.below = None
        entry.is_open = False
        kind = entry.kind
        if entry.is_html:
            take_out(self.named[entry.name], entry)
            if kind & MODE:
                take_out(self.modes, entry)
            if kind & LEAVING:
                self.left.append(entry)
        else:
            take_out(self.foreign[ascii_lowercase(entry.name)], entry)
        if kind & SPECIAL:
            take_out(self.special, entry)
            if kind & ITEM_BARRIER:
                take_out(self.barriers, entry)
            if kind & SCOPE:
                take_out(self.scopes, entry)

    def insert_below(self, entry: OpenElement, anchor: OpenElement) -> None:
        """Add an element that is not special immediately below another."""
        below = anchor.below
        if below is None:
            self.push(entry)
            return
        if below.label - anchor.label < 2:
            self.relabel()
        entry.label = (anchor.label + below.label) >> 1
        entry.above = anchor
        entry.below = below
        anchor.below = entry
        below.above = entry
        entry.is_open = True
        put_in(self.named.setdefault(entry.name, []), entry)

    def relabel(self) -> None:
        """Give labels room again."""
        label = 0
        entry = self.top
        while entry is not None:
            entry.label = label
            label += LABEL_STEP
            entry = entry.below

    def replace(self, old: OpenElement, new: OpenElement) -> None:
        """Put an element of the same name in the place of another; neither is special."""
        new.label = old.label
        new.above = old.above
        new.below = old.below
        if old.above is not None:
            old.above.below = new
        if old.below is not None:
            old.below.above = new
        else:
            self.current = new
        old.above = None
        old.below = None
        old.is_open = False
        new.is_open = True
        same = self.named[old.name]
        index = len(same) - 1
        while same[index] is not old:
            index -= 1
        same[index] = new

    def clear(self) -> None:
        """Pop everything."""
        while self.current is not None:
            poll()
            self.pop()

    def pop_through(self, entry: OpenElement) -> None:
        """Pop elements until this one was popped."""
        while self.pop() is not entry:
            pass

    def pop_until(self, name: str) -> None:
        """Pop elements until an HTML element of this name was popped, which is there."""
        self.pop_through(self.named[name][-1])

    # Looking.

    def last(self, name: str) -> OpenElement | None:
        """The lowest HTML element of this name."""
        entries = self.named.get(name)
        return entries[-1] if entries else None

    def last_foreign(self, name: str) -> OpenElement | None:
        """The lowest element outside of HTML whose name is this in lowercase."""
        entries = self.foreign.get(name)
        return entries[-1] if entries else None

    def lowest_html(self) -> OpenElement | None:
        """The lowest HTML element."""
        entry = self.current
        if entry is None or entry.is_html:
            return entry
        if entry.html_above is not None and entry.html_above.is_open:
            return entry.html_above
        while entry is not None and not entry.is_html:
            entry = entry.above
        return entry

    def has(self, name: str) -> bool:
        """Whether there is an HTML element of this name."""
        return bool(self.named.get(name))

    def is_in_scope(self, entry: OpenElement) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-scope, of one that is open."""
        return entry.label >= label_of_last(self.scopes)

    def has_in_scope(self, name: str) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-scope"""
        entries = self.named.get(name)
        return bool(entries) and label_of_last(entries) >= label_of_last(self.scopes)

    def has_in_list_item_scope(self, name: str) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-list-item-scope"""
        if not self.has_in_scope(name):
            return False
        label = label_of_last(self.named.get(name))
        return label > label_of_last(self.named.get("ol")) and label > label_of_last(self.named.get("ul"))

    def has_in_button_scope(self, name: str) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-button-scope"""
        if not self.has_in_scope(name):
            return False
        return label_of_last(self.named.get(name)) > label_of_last(self.named.get("button"))

    def has_in_table_scope(self, name: str) -> bool:
        """https://html.spec.whatwg.org/#has-an-element-in-table-scope"""
        entries = self.named.get(name)
        if not entries:
            return False
        label = label_of_last(entries)
        return label >= label_of_last(self.named.get("table")) and label >= label_of_last(self.named.get("template"))

    def special_below(self, entry: OpenElement) -> OpenElement | None:
        """The topmost special element that is lower than an entry."""
        special = self.special
        label = entry.label
        low = 0
        high = len(special)
        while low < high:
            middle = (low + high) >> 1
            if special[middle].label <= label:
                low = middle + 1
            else:
                high = middle
        return special[low] if low < len(special) else None

    # https://html.spec.whatwg.org/#closing-elements-that-have-implied-end-tags

    def generate_implied_end_tags(self, except_for: str = "") -> None:
        """https://html.spec.whatwg.org/#generate-implied-end-tags"""
        current = self.current
        while current is not None and current.kind & IMPLIED_END_TAG and current.is_html and current.name != except_for:
            self.pop()
            current = self.current

    def generate_all_implied_end_tags(self) -> None:
        """https://html.spec.whatwg.org/#generate-all-implied-end-tags-thoroughly"""
        current = self.current
        while current is not None and current.kind & THOROUGHLY_IMPLIED and current.is_html:
            self.pop()
            current = self.current
