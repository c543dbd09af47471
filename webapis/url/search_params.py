"""https://url.spec.whatwg.org/#interface-urlsearchparams"""

from typing import TYPE_CHECKING

from jsengine._kernel import poll
from webapis.idl.exceptions import type_error
from webapis.infra.ascii import join_surrogates
from webapis.url.record import domstring
from webapis.url.urlencoded import parse_urlencoded, serialize_query

if TYPE_CHECKING:
    from webapis.url.url import URL

Init = str | list[list[str]] | dict[str, str]


class URLSearchParams:
    """https://url.spec.whatwg.org/#urlsearchparams"""

    wrapper: object

    def __init__(self, init: Init = "") -> None:
        self.wrapper = None
        self.url: URL | None = None
        self.entries: list[tuple[str, str]] = []
        # https://url.spec.whatwg.org/#urlsearchparams-initialize
        if isinstance(init, str):
            text = init.removeprefix("?")
            self.entries = [(domstring(name), domstring(value)) for name, value in parse_urlencoded(text)]
        elif isinstance(init, dict):
            self.entries = list(init.items())
        else:
            for pair in init:
                if len(pair) != 2:
                    raise type_error("Sequence initializer must only contain pair elements")
                self.entries.append((pair[0], pair[1]))

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "URLSearchParams"

    def changed(self) -> None:
        """https://url.spec.whatwg.org/#concept-urlsearchparams-update"""
        if self.url is not None:
            self.url.update_from_params()

    @property
    def pair_count(self) -> int:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-size"""
        return len(self.entries)

    def append(self, name: str, value: str) -> None:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-append"""
        self.entries.append((name, value))
        self.changed()

    def delete(self, name: str, value: str | None = None) -> None:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-delete"""
        self.entries = [
            entry for entry in self.entries if entry[0] != name or (value is not None and entry[1] != value)
        ]
        self.changed()

    def get(self, name: str) -> str | None:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-get"""
        for entry in self.entries:
            if entry[0] == name:
                return entry[1]
        return None

    def get_all(self, name: str) -> list[str]:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-getall"""
        return [value for key, value in self.entries if key == name]

    def has(self, name: str, value: str | None = None) -> bool:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-has"""
        return any(key == name and (value is None or value == found) for key, found in self.entries)

    def set(self, name: str, value: str) -> None:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-set"""
        kept: list[tuple[str, str]] = []
        found = False
        for entry in self.entries:
            if entry[0] != name:
                kept.append(entry)
            elif not found:
                found = True
                kept.append((name, value))
        if not found:
            kept.append((name, value))
        self.entries = kept
        self.changed()

    def sort(self) -> None:
        """https://url.spec.whatwg.org/#dom-urlsearchparams-sort: by code units, which DOMStrings are made of."""
        self.entries.sort(key=sort_key)
        self.changed()

    def pairs(self) -> list[tuple[str, str]]:
        """What is iterated over."""
        return self.entries

    def __str__(self) -> str:
        """https://url.spec.whatwg.org/#urlsearchparams-stringification-behavior"""
        return serialize_query(self.entries)


def sort_key(entry: tuple[str, str]) -> str:
    """The name, in code units."""
    poll()
    return domstring(join_surrogates(entry[0]))
