"""https://html.spec.whatwg.org/#windoworworkerglobalscope-mixin, and what windows have of animation frames and idle periods"""

from typing import TYPE_CHECKING, Final, final

from webapis.dom.abort import ThrownReason
from webapis.dom.global_scope import GlobalScope
from webapis.html.animation_frames import AnimationFrames
from webapis.html.timers import TimerMap
from webapis.idl.callbacks import Callback

if TYPE_CHECKING:
    from webapis.host import WindowHost
    from webapis.html.window import Window

IDLE_PERIOD: Final = 50.0
"""https://w3c.github.io/requestidlecallback/#start-an-idle-period-algorithm: milliseconds at most."""


class StructuredSerializeOptions:
    """https://html.spec.whatwg.org/#structuredserializeoptions"""

    transfer: list[object]

    def __init__(self) -> None:
        self.transfer = []


class IdleRequestOptions:
    """https://w3c.github.io/requestidlecallback/#dom-idlerequestoptions"""

    timeout: int = 0


@final
class IdleDeadline:
    """https://w3c.github.io/requestidlecallback/#the-idledeadline-interface"""

    wrapper: object

    def __init__(self, window: "WindowOrWorkerGlobalScope", end: float, did_timeout: bool) -> None:
        self.wrapper = None
        self.window = window
        self.end = end
        self.did_timeout = did_timeout

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "IdleDeadline"

    def time_remaining(self) -> float:
        """https://w3c.github.io/requestidlecallback/#dom-idledeadline-timeremaining"""
        return max(0.0, self.end - self.window.host.now())


@final
class IdleSteps:
    """Calls an idle callback, unless it was cancelled."""

    def __init__(self, window: "WindowOrWorkerGlobalScope", handle: int, callback: Callback) -> None:
        self.window = window
        self.handle = handle
        self.callback = callback

    def run(self) -> None:
        """The steps."""
        window = self.window
        if window.idle_callbacks.pop(self.handle, None) is not None:
            end = window.host.now() + IDLE_PERIOD
            window.call(self.callback, [IdleDeadline(window, end, False)])


class WindowOrWorkerGlobalScope(GlobalScope):
    """https://html.spec.whatwg.org/#windoworworkerglobalscope; here windows only."""

    host: "WindowHost"

    def __init__(self, host: "WindowHost") -> None:
        super().__init__()
        self.host = host
        self.timers = TimerMap(self.as_window())
        self.animation_frames = AnimationFrames(self.as_window())
        self.idle_callbacks: dict[int, Callback] = {}
        self.last_idle_callback = 0

    def as_window(self) -> "Window":
        """Itself, for those who know windows only."""
        raise NotImplementedError

    # Calling scripts.

    def call(self, callback: Callback, arguments: list[object]) -> None:
        """https://webidl.spec.whatwg.org/#invoke-a-callback-function with "report", and the window as `this`."""
        try:
            callback.invoke(self, arguments)
        except Exception as error:  # noqa: BLE001  (a script's exception goes to its report)
            self.host.report_exception_of(self.as_window(), error)

    def run_handler(self, handler: "Callback | str", arguments: list[object]) -> None:
        """What a timer does: call a function, or run a text."""
        if isinstance(handler, str):
            self.host.run_script(self.as_window(), handler)
        else:
            self.call(handler, arguments)

    # The mixin.

    @property
    def is_secure_context(self) -> bool:
        """https://html.spec.whatwg.org/#dom-issecurecontext"""
        return is_potentially_trustworthy(self.as_window().document.url)

    @property
    def cross_origin_isolated(self) -> bool:
        """https://html.spec.whatwg.org/#dom-crossoriginisolated"""
        return False

    def report_error(self, error: object = None) -> None:
        """https://html.spec.whatwg.org/#dom-reporterror"""
        self.host.report_exception_of(self.as_window(), ThrownReason(error))

    def set_timeout(self, handler: "Callback | str", timeout: int = 0, *arguments: object) -> int:
        """https://html.spec.whatwg.org/#dom-settimeout"""
        return self.timers.set(handler, timeout, list(arguments), False)

    def clear_timeout(self, identifier: int = 0) -> None:
        """https://html.spec.whatwg.org/#dom-cleartimeout"""
        self.timers.clear(identifier)

    def set_interval(self, handler: "Callback | str", timeout: int = 0, *arguments: object) -> int:
        """https://html.spec.whatwg.org/#dom-setinterval"""
        return self.timers.set(handler, timeout, list(arguments), True)

    def clear_interval(self, identifier: int = 0) -> None:
        """https://html.spec.whatwg.org/#dom-clearinterval"""
        self.timers.clear(identifier)

    def structured_clone(self, value: object, options: StructuredSerializeOptions | None = None) -> object:
        """https://html.spec.whatwg.org/#dom-structuredclone"""
        from webapis.messaging.message_port import serialize_with_transfer

        transfer = [] if options is None else options.transfer
        return serialize_with_transfer(self.as_window(), value, transfer).data

    # Windows only.

    def request_animation_frame(self, callback: Callback) -> int:
        """https://html.spec.whatwg.org/#dom-animationframeprovider-requestanimationframe"""
        self.host.request_frame(self.as_window())
        return self.animation_frames.request(callback)

    def cancel_animation_frame(self, handle: int) -> None:
        """https://html.spec.whatwg.org/#animationframeprovider-cancelanimationframe"""
        self.animation_frames.cancel(handle)

    def request_idle_callback(self, callback: Callback, options: IdleRequestOptions | None = None) -> int:
        """https://w3c.github.io/requestidlecallback/#the-requestidlecallback-method; idle is after what stands in line."""
        self.last_idle_callback += 1
        handle = self.last_idle_callback
        self.idle_callbacks[handle] = callback
        steps = IdleSteps(self, handle, callback)
        origin = self.host.source_line()
        self.host.run_after(self.as_window(), 1.0, steps.run, "requestIdleCallback", None, origin)
        return handle

    def cancel_idle_callback(self, handle: int) -> None:
        """https://w3c.github.io/requestidlecallback/#the-cancelidlecallback-method"""
        self.idle_callbacks.pop(handle, None)


def is_potentially_trustworthy(url: str) -> bool:
    """https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy"""
    if url.startswith(("https:", "wss:", "file:", "data:", "about:", "blob:")):
        return True
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    name = host.rpartition(":")[0] or host
    return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")
