"""Callback functions and callback interfaces as implementations see them."""

from collections.abc import Callable
from typing import final


class Callback:
    """A script's function or object behind a callback type. The bindings subclass it.

    https://webidl.spec.whatwg.org/#invoke-a-callback-function
    https://webidl.spec.whatwg.org/#call-a-user-objects-operation
    """

    # The first attribute of whatever a script may hold is the slot of its wrapper.
    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None

    def invoke(self, this: object, arguments: list[object]) -> object:
        """Call it; an exception of the script comes out as the exception the engine raises for it."""
        raise NotImplementedError

    def is_same(self, other: "Callback") -> bool:
        """Whether both stand for the same object."""
        return self is other

    def global_object(self) -> object:
        """The global object of the callback's realm, as far as the platform has one."""
        return None


@final
class PythonCallback(Callback):
    """A Python callable in the place of a script's function; it is called with the arguments only."""

    def __init__(self, function: Callable[..., object]) -> None:
        super().__init__()
        self.function = function

    def invoke(self, this: object, arguments: list[object]) -> object:
        return self.function(*arguments)

    def is_same(self, other: Callback) -> bool:
        return isinstance(other, PythonCallback) and self.function == other.function
