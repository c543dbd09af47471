"""https://html.spec.whatwg.org/#the-iframe-element: frames of the same agent"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from browser.document_events import fire_simple
from browser.navigable import Navigable, referrer_for
from webapis.html.elements.frames import NavigableContainer
from webapis.url.record import parse_url

if TYPE_CHECKING:
    from browser.live_document import LiveDocument
    from webapis.dom.element import Element
    from webapis.fetch.exchange import FetchResponse


def open_frame(live: "LiveDocument", element: "Element") -> None:
    """https://html.spec.whatwg.org/#create-a-new-child-navigable"""
    frame = Navigable(live.host, live, element)
    frame.name = element.content_attribute("name") or ""
    frame.window.name = frame.name
    live.frames[element] = frame
    show_in_container(frame)
    live.collect_frames()
    process_attributes(live, frame, True, "src")


def show_in_container(frame: Navigable) -> None:
    """What contentDocument and contentWindow give."""
    container = cast(NavigableContainer, frame.container)
    container.nested_document = frame.live.document


def show_embedded(live: "LiveDocument", element: "Element", url: str, response: "FetchResponse | None") -> None:
    """The document of an object or embed, in a navigable that is made with the first one."""
    frame = live.frames.get(element)
    if frame is None:
        frame = Navigable(live.host, live, element)
        frame.name = frame.window.name = element.content_attribute("name") or ""
        live.frames[element] = frame
        show_in_container(frame)
        live.collect_frames()
        if response is None:
            fire_simple(element, "load")
            return
    if response is None:
        frame.navigate(url, True)
    else:
        frame.hold_parent()
        frame.commit(url, response, True, referrer_for(live.document.url, url))


def process_attributes(live: "LiveDocument", frame: Navigable, is_first: bool, name: str) -> None:
    """https://html.spec.whatwg.org/#process-the-iframe-attributes"""
    element = frame.container
    assert element is not None
    if name == "loading":
        # https://html.spec.whatwg.org/#lazy-loading-attributes: eager after all.
        if not is_lazy(live, element):
            frame.load_now()
        return
    frame.lazy_load = None
    # 1. srcdoc.
    srcdoc = element.content_attribute("srcdoc") if element.local_name == "iframe" else None
    if srcdoc is not None:
        put_off(live, frame, lambda: show_srcdoc(live, frame, srcdoc))
        return
    if name == "srcdoc" and not is_first and not element.content_attribute("src"):
        frame.navigate("about:blank", True)
        return
    # https://html.spec.whatwg.org/#shared-attribute-processing-steps-for-iframe-and-frame-elements
    url = "about:blank"
    src = element.content_attribute("src")
    if src:
        url = parse_url(src, live.document.base_url()) or "about:blank"
        if is_ancestor(live, url):
            return
    # 2.4 The initial about:blank stays, and only its load event comes.
    if is_first and url.partition("#")[0].partition("?")[0] == "about:blank":
        fire_simple(element, "load")
        return
    if src or not is_first:
        put_off(live, frame, lambda: frame.navigate(url, True, referrer=live.document.url))


def show_srcdoc(live: "LiveDocument", frame: Navigable, text: str) -> None:
    """Navigate to a text."""
    frame.hold_parent()

    def show() -> None:
        if not frame.is_gone:
            frame.commit_text("about:srcdoc", text, True)

    live.host.loop.queue_task("navigation and traversal", show, live, "srcdoc")


def put_off(live: "LiveDocument", frame: Navigable, steps: "Callable[[], None]") -> None:
    """https://html.spec.whatwg.org/#will-lazy-load-element-steps

    Nobody knows what is in the viewport: a lazy frame's turn comes when its document has loaded."""
    if frame.container is not None and is_lazy(live, frame.container) and not live.is_loaded:
        frame.lazy_load = steps
    else:
        steps()


def is_lazy(live: "LiveDocument", element: "Element") -> bool:
    """Whether it loads lazily; without scripts nothing does."""
    is_iframe = element.local_name == "iframe" and live.document.scripting_enabled
    return is_iframe and (element.content_attribute("loading") or "").lower() == "lazy"


def is_ancestor(live: "LiveDocument", url: str) -> bool:
    """Whether a document that contains the frame has this address: it would contain itself for ever."""
    wanted = url.partition("#")[0]
    at: LiveDocument | None = live
    depth = 0
    while at is not None:
        depth += 1
        if at.document.url.partition("#")[0] == wanted or depth > 20:
            return True
        at = at.navigable.parent
    return False
