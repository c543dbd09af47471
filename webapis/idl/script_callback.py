"""Callbacks of scripts: what stands behind a callback function or callback interface type."""

from typing import final

from jsengine import _kernel
from webapis.idl.callbacks import Callback


@final
class ScriptCallback(Callback):
    """A script's function or object. `wrapper` is its Handle, which is also what goes back to scripts."""

    def __init__(self, handle: object, number: int) -> None:
        super().__init__()
        self.wrapper = handle
        self.number = number  # of the callback type: says the operation and the type of what comes back

    def invoke(self, this: object, arguments: list[object]) -> object:
        return _kernel.invoke_callback(self.wrapper, self.number, this, arguments)

    def is_same(self, other: Callback) -> bool:
        return isinstance(other, ScriptCallback) and _kernel.is_same(self.wrapper, other.wrapper)

    def global_object(self) -> object:
        return _kernel.window_of(self.wrapper)
