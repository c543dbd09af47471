"""https://html.spec.whatwg.org/#webstorage"""

from typing import TYPE_CHECKING, Final

from webapis.dom.dispatch import dispatch
from webapis.dom.event import Event, EventInit
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.html.window import Window

QUOTA: Final = 5 * 1024 * 1024
"""Code units that one area holds."""


class Storage:
    """https://html.spec.whatwg.org/#storage"""

    wrapper: object

    def __init__(self, window: "Window", is_local: bool) -> None:
        self.wrapper = None
        self.window = window
        self.is_local = is_local
        self.entries = window.host.storage_area(window, is_local)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Storage"

    @property
    def entry_count(self) -> int:
        """https://html.spec.whatwg.org/#dom-storage-length"""
        return len(self.entries)

    def key(self, index: int) -> str | None:
        """https://html.spec.whatwg.org/#dom-storage-key"""
        return list(self.entries)[index] if index < len(self.entries) else None

    def supported_names(self) -> list[str]:
        """https://html.spec.whatwg.org/#the-storage-interface:supported-property-names"""
        return list(self.entries)

    def get_item(self, key: str) -> str | None:
        """https://html.spec.whatwg.org/#dom-storage-getitem"""
        return self.entries.get(key)

    def set_item(self, key: str, value: str) -> None:
        """https://html.spec.whatwg.org/#dom-storage-setitem"""
        old = self.entries.get(key)
        if old == value:
            return
        used = sum(len(name) + len(held) for name, held in self.entries.items())
        if used + len(value) - len(old or "") + (0 if old is not None else len(key)) > QUOTA:
            raise dom_exception("QuotaExceededError", f"Setting the value of '{key}' exceeded the quota.")
        self.entries[key] = value
        self.broadcast(key, old, value)

    def remove_item(self, key: str) -> None:
        """https://html.spec.whatwg.org/#dom-storage-removeitem"""
        old = self.entries.pop(key, None)
        if old is not None:
            self.broadcast(key, old, None)

    def clear(self) -> None:
        """https://html.spec.whatwg.org/#dom-storage-clear"""
        if self.entries:
            self.entries.clear()
            self.broadcast(None, None, None)

    def broadcast(self, key: str | None, old: str | None, new: str | None) -> None:
        """https://html.spec.whatwg.org/#concept-storage-broadcast"""
        for other in self.window.host.windows_sharing_storage(self.window):
            init = StorageEventInit()
            init.key, init.old_value, init.new_value = key, old, new
            init.url = self.window.document.url
            init.storage_area = other.storage(self.is_local)
            told = Told(other, StorageEvent("storage", init))
            self.window.host.queue_global_task("DOM manipulation", other, told.run, "storage event")


class Told:
    """The task of an event for another window."""

    def __init__(self, window: "Window", event: "StorageEvent") -> None:
        self.window = window
        self.event = event

    def run(self) -> None:
        """The steps."""
        self.event.is_trusted = True
        self.event.time_stamp = self.window.host.now()
        dispatch(self.event, self.window)


class StorageEventInit(EventInit):
    """https://html.spec.whatwg.org/#storageeventinit"""

    key: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    url: str = ""
    storage_area: Storage | None = None


class StorageEvent(Event):
    """https://html.spec.whatwg.org/#storageevent"""

    def __init__(self, type: str, event_init: StorageEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = StorageEventInit() if event_init is None else event_init
        self.key = init.key
        self.old_value = init.old_value
        self.new_value = init.new_value
        self.url = init.url
        self.storage_area = init.storage_area

    def init_storage_event(
        self,
        type: str,
        bubbles: bool = False,
        cancelable: bool = False,
        key: str | None = None,
        old_value: str | None = None,
        new_value: str | None = None,
        url: str = "",
        storage_area: Storage | None = None,
    ) -> None:
        """https://html.spec.whatwg.org/#dom-storageevent-initstorageevent"""
        if self.dispatch_flag:
            return
        self.init_event(type, bubbles, cancelable)
        self.key = key
        self.old_value = old_value
        self.new_value = new_value
        self.url = url
        self.storage_area = storage_area
