"""https://html.spec.whatwg.org/#animation-frames, and https://w3c.github.io/requestidlecallback/"""

from typing import TYPE_CHECKING, final

from webapis.idl.callbacks import Callback

if TYPE_CHECKING:
    from webapis.html.window import Window


@final
class AnimationFrames:
    """https://html.spec.whatwg.org/#list-of-animation-frame-callbacks, with the lines that asked for them."""

    def __init__(self, window: "Window") -> None:
        self.window = window
        self.callbacks: dict[int, tuple[Callback, str]] = {}
        self.last = 0

    def request(self, callback: Callback) -> int:
        """https://html.spec.whatwg.org/#dom-animationframeprovider-requestanimationframe"""
        self.last += 1
        self.callbacks[self.last] = (callback, self.window.host.source_line())
        return self.last

    def cancel(self, handle: int) -> None:
        """https://html.spec.whatwg.org/#animationframeprovider-cancelanimationframe"""
        self.callbacks.pop(handle, None)

    def run(self, now: float) -> None:
        """https://html.spec.whatwg.org/#run-the-animation-frame-callbacks"""
        # 2-3. Those of now; later ones wait, cancelled ones are passed by.
        for handle in list(self.callbacks):
            found = self.callbacks.pop(handle, None)
            if found is not None:
                self.window.call(found[0], [now])

    def origins(self) -> list[str]:
        """The lines that asked for a frame."""
        return [origin for _, origin in self.callbacks.values()]
