"""https://html.spec.whatwg.org/#the-window-object"""

import re
from typing import TYPE_CHECKING, Final, cast

from webapis.html.history import History
from webapis.html.location import Location
from webapis.html.microsyntaxes import parse_integer
from webapis.html.named_access import ElementsWithNames, named_object
from webapis.html.navigator import Navigator
from webapis.html.sandboxing import UNSANDBOXED
from webapis.html.window_or_worker import WindowOrWorkerGlobalScope
from webapis.idl.exceptions import dom_exception
from webapis.infra.ascii import ascii_lowercase
from webapis.selection.selection import Selection
from webapis.url.record import parse_url, serialized_origin

if TYPE_CHECKING:
    from webapis.css.style_declaration import CSSStyleDeclaration
    from webapis.css.window_css import CSS, MediaQueryList
    from webapis.dom.custom_elements import CustomElementRegistry
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.fetch.request import Request, RequestInit
    from webapis.host import WindowHost
    from webapis.hr_time.performance import Performance
    from webapis.messaging.broadcast_channel import BroadcastChannel
    from webapis.messaging.message_port import WindowPostMessageOptions
    from webapis.storage.storage import Storage


# Names and values of window.open's third argument; separators are spaces, = and commas.
FEATURE: Final = re.compile(r"([^\t\n\f\r =,]+)(?:[\t\n\f\r ]*=[\t\n\f\r =]*([^\t\n\f\r =,]*))?")


class Window(WindowOrWorkerGlobalScope):
    """https://html.spec.whatwg.org/#window"""

    document: "Document"

    def __init__(self, document: "Document") -> None:
        super().__init__(cast("WindowHost", document.agent.host))
        self.document = document
        document.default_view = self
        self.name = ""
        self.opener: object = None
        self.is_closed = False
        # https://html.spec.whatwg.org/#navigables: where the window stands among frames.
        self.parent_window: Window | None = None
        self.container: Element | None = None
        self.frame_windows: list[Window] = []
        self.broadcast_channels: list[BroadcastChannel] = []
        self.sandbox = UNSANDBOXED
        self.opaque_origin: object = None
        """What tells one opaque origin from others; None where `origin` says all."""
        self.selection_object: Selection | None = None
        self.named_elements: ElementsWithNames | None = None
        self.location_object: Location | None = None
        self.history_object: History | None = None
        self.navigator_object: Navigator | None = None
        self.performance_object: Performance | None = None
        self.css_namespace: CSS | None = None
        self.storages: dict[bool, Storage] = {}
        self.origin = serialized_origin(document.url)

    def show(self, document: "Document") -> None:
        """Another document takes the place of the one that it had."""
        registry = document.custom_element_registry = self.document.custom_element_registry
        if registry is not None:
            registry.documents[registry.documents.index(self.document)] = document
        self.document.default_view = None
        self.document = document
        document.default_view = self
        self.selection_object = None
        self.named_elements = None
        self.frame_windows = []

    @property
    def is_window(self) -> bool:
        return True

    def as_window(self) -> "Window":
        return self

    def is_default_passive_target(self) -> bool:
        return True

    def report_exception(self, error: Exception) -> None:
        self.host.report_exception_of(self, error)

    # The interface.

    @property
    def proxied(self) -> "Window":
        """https://html.spec.whatwg.org/#dom-window: itself."""
        return self

    @property
    def custom_element_registry(self) -> "CustomElementRegistry | None":
        """https://html.spec.whatwg.org/#dom-window-customelements"""
        return self.document.custom_element_registry

    @property
    def location(self) -> "Location":
        """https://html.spec.whatwg.org/#dom-location"""
        if self.location_object is None:
            self.location_object = Location(self)
        return self.location_object

    @property
    def history(self) -> "History":
        """https://html.spec.whatwg.org/#dom-history"""
        if self.history_object is None:
            self.history_object = History(self)
        return self.history_object

    @property
    def navigator(self) -> "Navigator":
        """https://html.spec.whatwg.org/#dom-navigator"""
        if self.navigator_object is None:
            self.navigator_object = Navigator()
        return self.navigator_object

    def close(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-close: only what a script opened closes."""
        self.host.close_window(self)

    @property
    def closed(self) -> bool:
        """https://html.spec.whatwg.org/#dom-window-closed"""
        return self.is_closed

    # https://html.spec.whatwg.org/#named-access-on-the-window-object

    def supported_names(self) -> list[str]:
        """The names a script can use; not enumerated anywhere."""
        return []

    def named_getter(self, name: str) -> object:
        """https://html.spec.whatwg.org/#dom-window-nameditem"""
        for frame in self.frame_windows:
            if name and frame.name == name:
                return frame
        if not name:
            return None
        if self.named_elements is None:
            self.named_elements = ElementsWithNames(self.document)
        return named_object(self.document, self.named_elements, name)

    def get_selection(self) -> "Selection":
        """https://w3c.github.io/selection-api/#dom-window-getselection"""
        if self.selection_object is None:
            self.selection_object = Selection(self.document)
        return self.selection_object

    def stop(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-stop"""

    def focus(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-focus: there is one window, and it has the focus."""

    def blur(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-blur: does nothing, by the standard."""

    @property
    def frame_count(self) -> int:
        """https://html.spec.whatwg.org/#dom-length"""
        return len(self.frame_windows)

    @property
    def top(self) -> "Window | None":
        """https://html.spec.whatwg.org/#dom-top"""
        if self.is_closed:
            return None
        window = self
        while window.parent_window is not None:
            window = window.parent_window
        return window

    @property
    def parent(self) -> "Window | None":
        """https://html.spec.whatwg.org/#dom-parent"""
        if self.is_closed:
            return None
        return self if self.parent_window is None else self.parent_window

    @property
    def frame_element(self) -> "Element | None":
        """https://html.spec.whatwg.org/#dom-frameelement"""
        return self.container

    def open(self, url: str = "", target: str = "_blank", features: str = "") -> "Window | None":
        """https://html.spec.whatwg.org/#dom-open"""
        if url and parse_url(url, self.document.base_url()) is None:
            raise dom_exception("SyntaxError", f"Unable to open a window with invalid URL '{url}'.")
        wanted = tokenize_features(features)
        no_referrer = is_set(wanted.get("noreferrer"))
        no_opener = no_referrer or is_set(wanted.get("noopener"))
        return self.host.open_window(self, url, target, no_opener, no_referrer)

    def alert(self, message: str = "") -> None:
        """https://html.spec.whatwg.org/#dom-alert: nobody is there to be shown dialogs."""

    def confirm(self, message: str = "") -> bool:
        """https://html.spec.whatwg.org/#dom-confirm: as if the user declined."""
        return False

    def prompt(self, message: str = "", default: str = "") -> str | None:
        """https://html.spec.whatwg.org/#dom-prompt: as if the user declined."""
        return None

    def print(self) -> None:
        """https://html.spec.whatwg.org/#dom-print: there is no printer."""

    # What other standards add; their modules are imported with the first use.

    def get_computed_style(self, elt: "Element", pseudo_elt: str | None = None) -> "CSSStyleDeclaration":
        """https://drafts.csswg.org/cssom-1/#dom-window-getcomputedstyle"""
        from webapis.css.cascade.computed_declaration import get_computed_style

        return get_computed_style(elt, pseudo_elt)

    def match_media(self, query: str) -> "MediaQueryList":
        """https://drafts.csswg.org/cssom-view-1/#dom-window-matchmedia"""
        from webapis.css.window_css import MediaQueryList

        return MediaQueryList(self, query)

    @property
    def inner_width(self) -> int:
        """https://drafts.csswg.org/cssom-view-1/#dom-window-innerwidth: of the viewport, which shows no scroll bars"""
        from webapis.css.style_sheet import environment_of

        return environment_of(self.document).width

    @property
    def inner_height(self) -> int:
        """https://drafts.csswg.org/cssom-view-1/#dom-window-innerheight"""
        from webapis.css.style_sheet import environment_of

        return environment_of(self.document).height

    @property
    def device_pixel_ratio(self) -> float:
        """https://drafts.csswg.org/cssom-view-1/#dom-window-devicepixelratio"""
        from webapis.css.style_sheet import environment_of

        return environment_of(self.document).device_pixel_ratio

    @property
    def css(self) -> "CSS":
        """https://drafts.csswg.org/cssom-1/#namespacedef-css"""
        if self.css_namespace is None:
            from webapis.css.window_css import CSS

            self.css_namespace = CSS()
        return self.css_namespace

    @property
    def performance(self) -> "Performance":
        """https://w3c.github.io/hr-time/#dom-windoworworkerglobalscope-performance"""
        if self.performance_object is None:
            from webapis.hr_time.performance import Performance

            self.performance_object = Performance(self.host)
        return self.performance_object

    def fetch(self, input: "Request | str", init: "RequestInit | None" = None) -> object:
        """https://fetch.spec.whatwg.org/#dom-global-fetch"""
        from webapis.fetch.method import fetch

        return fetch(self, input, init)

    def post_message(
        self,
        message: object,
        target_origin: "str | WindowPostMessageOptions | None" = None,
        transfer: list[object] | None = None,
    ) -> None:
        """https://html.spec.whatwg.org/#window-post-message-steps"""
        from webapis.messaging.window_messages import post_message

        post_message(self, message, target_origin, transfer)

    @property
    def local_storage(self) -> "Storage":
        """https://html.spec.whatwg.org/#dom-localstorage"""
        return self.storage(True)

    @property
    def session_storage(self) -> "Storage":
        """https://html.spec.whatwg.org/#dom-sessionstorage"""
        return self.storage(False)

    def storage(self, is_local: bool) -> "Storage":
        """The same object each time."""
        found = self.storages.get(is_local)
        if found is None:
            if self.opaque_origin is not None:
                raise dom_exception("SecurityError", "The document is sandboxed without 'allow-same-origin'.")
            from webapis.storage.storage import Storage

            found = self.storages[is_local] = Storage(self, is_local)
        return found

    def is_same_origin(self, other: "Window") -> bool:
        """https://html.spec.whatwg.org/#same-origin, of their documents"""
        return self.origin == other.origin and self.opaque_origin is other.opaque_origin

    @property
    def current_event_or_none(self) -> object:
        """https://dom.spec.whatwg.org/#dom-window-event"""
        return self.current_event


def tokenize_features(features: str) -> dict[str, str]:
    """https://html.spec.whatwg.org/#concept-window-open-features-tokenize"""
    found: dict[str, str] = {}
    for name, value in FEATURE.findall(ascii_lowercase(features)):
        found[name] = value
    return found


def is_set(value: str | None) -> bool:
    """https://html.spec.whatwg.org/#concept-window-open-features-parse-boolean"""
    return value is not None and (value in ("", "yes", "true") or parse_integer(value) not in (None, 0))
