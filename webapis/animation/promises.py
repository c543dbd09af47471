"""Promises that most scripts never ask for: https://webidl.spec.whatwg.org/#a-new-promise, made with the first question"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapis.host import PromiseCapability
    from webapis.html.window import Window


class LazyPromise:
    """The state of a promise, and the promise once a script has asked for it."""

    def __init__(self) -> None:
        self.capability: PromiseCapability | None = None
        self.is_resolved = False
        self.value: object = None

    def promise(self, window: "Window") -> object:
        """What scripts get."""
        if self.capability is None:
            self.capability = window.host.new_promise(window)
            if self.is_resolved:
                self.capability.resolve(self.value)
        return self.capability.promise

    def resolve(self, value: object) -> None:
        """https://webidl.spec.whatwg.org/#resolve"""
        self.is_resolved, self.value = True, value
        if self.capability is not None:
            self.capability.resolve(value)

    def reject(self, reason: Exception) -> None:
        """https://webidl.spec.whatwg.org/#reject; nobody who did not ask is told of it."""
        if self.capability is not None:
            self.capability.mark_as_handled()
            self.capability.reject(reason)
