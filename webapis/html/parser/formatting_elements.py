"""https://html.spec.whatwg.org/#the-list-of-active-formatting-elements"""

from typing import Final, final

from webapis.html.parser.open_elements import OpenElement, take_out

# https://html.spec.whatwg.org/#push-onto-the-list-of-active-formatting-elements: the Noah's Ark clause
NOAHS_ARK: Final = 3


def signature(entry: OpenElement) -> str:
    """The same for elements of one name with the same attributes."""
    tag = entry.tag
    if not tag.names:
        return entry.name
    pairs = [f"{name}\0{value}" for name, value in zip(tag.names, tag.values)]
    pairs.sort()
    return "\0\0".join([entry.name, *pairs])


@final
class Level:
    """The elements since a marker, by name and by signature, each in the order of the list."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[OpenElement]] = {}
        self.by_signature: dict[str, list[OpenElement]] = {}


@final
class FormattingElements:
    """The list; None is a marker."""

    def __init__(self) -> None:
        self.entries: list[OpenElement | None] = []
        self.levels: list[Level] = [Level()]

    def push(self, entry: OpenElement) -> None:
        """https://html.spec.whatwg.org/#push-onto-the-list-of-active-formatting-elements"""
        level = self.levels[-1]
        alike = level.by_signature.setdefault(signature(entry), [])
        if len(alike) == NOAHS_ARK:
            self.remove(alike[0])
        alike.append(entry)
        level.by_name.setdefault(entry.name, []).append(entry)
        self.entries.append(entry)
        entry.is_listed = True

    def insert_marker(self) -> None:
        """https://html.spec.whatwg.org/#insert-a-marker-at-the-end-of-the-list-of-active-formatting-elements"""
        self.entries.append(None)
        self.levels.append(Level())

    def clear_to_marker(self) -> None:
        """https://html.spec.whatwg.org/#clear-the-list-of-active-formatting-elements-up-to-the-last-marker"""
        while self.entries:
            entry = self.entries.pop()
            if entry is None:
                self.levels.pop()
                return
            entry.is_listed = False
        self.levels[-1] = Level()

    def last_named(self, name: str) -> OpenElement | None:
        """The last of this name after the last marker."""
        entries = self.levels[-1].by_name.get(name)
        return entries[-1] if entries else None

    def index(self, entry: OpenElement) -> int:
        """Where it is; mostly at the end."""
        index = len(self.entries) - 1
        while self.entries[index] is not entry:
            index -= 1
        return index

    def level_of(self, index: int) -> Level:
        """The level of a place."""
        markers = 0
        for entry in self.entries[index:]:
            if entry is None:
                markers += 1
        return self.levels[len(self.levels) - 1 - markers]

    def remove(self, entry: OpenElement) -> None:
        """Take an element out."""
        index = self.index(entry)
        level = self.level_of(index)
        del self.entries[index]
        take_out(level.by_name[entry.name], entry)
        take_out(level.by_signature[signature(entry)], entry)
        entry.is_listed = False

    def replace(self, old: OpenElement, new: OpenElement) -> None:
        """Put an element for the same token in the place of another."""
        self.replace_at(self.index(old), old, new)

    def replace_at(self, index: int, old: OpenElement, new: OpenElement) -> None:
        """The same when it is known where."""
        level = self.level_of(index)
        self.entries[index] = new
        for entries in (level.by_name[old.name], level.by_signature[signature(old)]):
            place = len(entries) - 1
            while entries[place] is not old:
                place -= 1
            entries[place] = new
        old.is_listed = False
        new.is_listed = True

    def insert(self, index: int, entry: OpenElement) -> None:
        """Put in an element, after all others of its name since the last marker."""
        level = self.level_of(index)
        self.entries.insert(index, entry)
        level.by_name.setdefault(entry.name, []).append(entry)
        level.by_signature.setdefault(signature(entry), []).append(entry)
        entry.is_listed = True
