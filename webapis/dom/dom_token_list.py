"""https://dom.spec.whatwg.org/#interface-domtokenlist"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapis.idl.exceptions import dom_exception, type_error
from webapis.infra.ascii import ascii_lowercase, ordered_set

if TYPE_CHECKING:
    from webapis.dom.element import Element


class DOMTokenList:
    """https://dom.spec.whatwg.org/#interface-domtokenlist: the tokens of one attribute of one element."""

    wrapper: object
    element: "Element"
    attribute_name: str
    supported_tokens: frozenset[str] | None
    source: str | None
    tokens: list[str]

    def __init__(self, element: "Element", attribute_name: str, supported_tokens: frozenset[str] | None = None) -> None:
        self.wrapper = None
        self.element = element
        self.attribute_name = attribute_name
        self.supported_tokens = supported_tokens
        self.source = None
        self.tokens = []

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "DOMTokenList"

    def current(self) -> list[str]:
        """The token set: parsed again when the attribute's value is another one."""
        value = self.element.get_attribute_ns(None, self.attribute_name)
        if value != self.source:
            self.source = value
            self.tokens = ordered_set(value) if value else []
        return self.tokens

    def update(self, tokens: list[str]) -> None:
        """https://dom.spec.whatwg.org/#concept-dtl-update"""
        # 1. Nothing to say and no attribute.
        if not tokens and self.element.get_attribute_ns(None, self.attribute_name) is None:
            return
        # 2. Set the attribute.
        value = " ".join(tokens)
        self.source = value
        self.tokens = tokens
        self.element.set_attribute_value(self.attribute_name, value)

    @property
    def length(self) -> int:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-length"""
        return len(self.current())

    def item(self, index: int) -> str | None:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-item"""
        tokens = self.current()
        return tokens[index] if 0 <= index < len(tokens) else None

    def contains(self, token: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-contains"""
        return token in self.current()

    def add(self, *tokens: str) -> None:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-add"""
        for token in tokens:
            check_token(token)
        kept = self.current().copy()
        for token in tokens:
            if token not in kept:
                kept.append(token)
        self.update(kept)

    def remove(self, *tokens: str) -> None:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-remove"""
        for token in tokens:
            check_token(token)
        self.update([token for token in self.current() if token not in tokens])

    def toggle(self, token: str, force: bool | None = None) -> bool:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-toggle"""
        # 1-2. The token.
        check_token(token)
        tokens = self.current()
        # 3. There: remove it unless it is forced to stay.
        if token in tokens:
            if force is None or not force:
                self.update([other for other in tokens if other != token])
                return False
            return True
        # 4. Not there: add it unless it is forced to stay away.
        if force is None or force:
            self.update([*tokens, token])
            return True
        return False

    def replace(self, token: str, new_token: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-replace"""
        # 1-2. Both tokens; an empty one is the worse mistake.
        if not token or not new_token:
            raise dom_exception("SyntaxError", "The token provided must not be empty.")
        check_token(token)
        check_token(new_token)
        # 3. Not there.
        tokens = self.current()
        if token not in tokens:
            return False
        # 4. https://infra.spec.whatwg.org/#set-replace: one of both stays, at the first place of either.
        replaced: list[str] = []
        for other in tokens:
            if other in (token, new_token):
                if new_token not in replaced:
                    replaced.append(new_token)
            else:
                replaced.append(other)
        # 5-6. Update.
        self.update(replaced)
        return True

    def supports(self, token: str) -> bool:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-supports"""
        if self.supported_tokens is None:
            raise type_error("This token list has no supported tokens.")
        return ascii_lowercase(token) in self.supported_tokens

    @property
    def value(self) -> str:
        """https://dom.spec.whatwg.org/#dom-domtokenlist-value"""
        return self.element.get_attribute_ns(None, self.attribute_name) or ""

    @value.setter
    def value(self, value: str) -> None:
        self.element.set_attribute_value(self.attribute_name, value)

    def __len__(self) -> int:
        return len(self.current())

    def __iter__(self) -> Iterator[str]:
        return iter(self.current().copy())

    def __str__(self) -> str:
        return self.value


def check_token(token: str) -> None:
    """Steps 1 of add, remove, toggle and replace."""
    if not token:
        raise dom_exception("SyntaxError", "The token provided must not be empty.")
    for blank in "\t\n\f\r ":
        if blank in token:
            raise dom_exception("InvalidCharacterError", f"The token '{token}' contains whitespace.")
