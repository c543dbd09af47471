"""Modules for the engine: https://html.spec.whatwg.org/#hostloadimportedmodule

What a module script imports is fetched before it runs. What is left, dynamic imports that is, the engine gets at once when
it asks: a server's answer is waited for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from browser.import_maps import ModuleNotFound
from browser.scripts import MODULE, script_text
from jsengine._kernel import parse_source
from webapis.fetch.exchange import FetchRequest, FetchResponse
from webapis.fetch.mime import essence, is_json

if TYPE_CHECKING:
    from browser.agent_host import AgentHost
    from browser.live_document import LiveDocument

# What a JSON module with a broken text is: its own parse error tells what is wrong.
TYPES: Final = ("", "json")
MODULE_GOAL: Final = 1
"""Of ParsedSource.analyse."""


def load_module(host: "AgentHost", specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
    """The key and the text of a module."""
    live = document_of(host, referrer)
    if live is None:
        raise ModuleNotFound(f"There is no page to load '{specifier}' for.")
    if kind not in TYPES:
        raise ModuleNotFound(f"'{kind}' is not a valid module type.")
    url = live.import_map.resolve(specifier, base_of(live, referrer))
    if url not in live.module_texts:
        live.module_texts[url] = module_text(host.loader.fetch_now(module_request(live, url)), kind)
    text = live.module_texts[url]
    if text is None:
        host.module_is_missing = True
        raise ModuleNotFound(f"Failed to fetch dynamically imported module: {url}")
    return url, text


def base_of(live: "LiveDocument", referrer: str | None) -> str:
    """What specifiers in a script of that name are relative to."""
    if referrer is None or referrer.startswith("<"):
        # A text that was compiled while no script was running.
        return live.document.base_url()
    # Inline scripts have the name of their document.
    base = referrer.partition("#")[0]
    return live.document.base_url() if base == live.document.url.partition("#")[0] else referrer


def module_request(live: "LiveDocument", url: str) -> FetchRequest:
    """https://html.spec.whatwg.org/#fetch-a-single-module-script, the request"""
    request = FetchRequest(url)
    request.destination = "script"
    request.mode = "cors"
    request.origin = live.window.origin
    return request


def module_text(response: FetchResponse, kind: str) -> str | None:
    """The same, what is made of the response; None is failure."""
    if kind == "":
        return script_text(response, MODULE)
    if response.status == 200 and is_json(essence(response.header("content-type") or "")):
        return response.body.decode("utf-8-sig", "replace")
    return None


class DescendantFetch:
    """https://html.spec.whatwg.org/#fetch-the-descendants-of-and-link-a-module-script: all that are known go out at once.

    What cannot be had, or read, is found out again when the module is linked, and told then."""

    def __init__(self, live: "LiveDocument", when_done: Callable[[], None]) -> None:
        self.live = live
        self.when_done = when_done
        self.pending = 1
        self.seen: set[str] = set()
        self.is_complete = True
        """Whether all could be fetched; a graph that cannot be is not run, whatever else is wrong with it."""

    def start(self, referrer: str, text: str) -> None:
        """Fetch what the module refers to; `when_done` is called at once where that is nothing."""
        self.visit(referrer, text)
        self.release()

    def visit(self, referrer: str, text: str) -> None:
        """Send for the modules that a text asks for."""
        for specifier, kind in requests_of(text):
            try:
                url = self.live.import_map.resolve(specifier, base_of(self.live, referrer))
            except ModuleNotFound:
                continue
            if url in self.seen:
                continue
            self.seen.add(url)
            if url in self.live.module_texts:
                self.take(url, kind)
            else:
                self.fetch(url, kind)

    def fetch(self, url: str, kind: str) -> None:
        """Send for one module."""
        self.pending += 1

        def answer(response: FetchResponse) -> None:
            self.live.module_texts.setdefault(url, module_text(response, kind))
            self.take(url, kind)
            self.release()

        self.live.host.loader.fetch(module_request(self.live, url), answer, self.live, self.live.document.url)

    def take(self, url: str, kind: str) -> None:
        """A module's text is here, or is known not to come."""
        text = self.live.module_texts[url]
        if text is None:
            self.is_complete = False
        elif kind == "":
            self.visit(url, text)

    def release(self) -> None:
        """One is here."""
        self.pending -= 1
        if self.pending == 0:
            self.when_done()


def requests_of(text: str) -> list[tuple[str, str]]:
    """https://tc39.es/ecma262/#sec-static-semantics-modulerequests: specifiers and types, of known types only."""
    if "import" not in text and "export" not in text:
        return []
    source = parse_source(text, True)
    if source.error is not None or not source.analyse(MODULE_GOAL):
        return []
    names = source.names()
    found: list[tuple[str, str]] = []
    for specifier, attributes in source.module()[0]:
        kind = ""
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            if names[key] == "type":
                kind = names[value]
        if kind in TYPES:
            found.append((names[specifier], kind))
    return found


def document_of(host: "AgentHost", referrer: str | None) -> "LiveDocument | None":
    """The document whose script asks: the one with that address, or that has loaded that script."""
    documents = list(host.documents.values())
    if referrer is not None:
        plain = referrer.partition("#")[0]
        for live in documents:
            if live.document.url.partition("#")[0] == plain or referrer in live.script_names:
                return live
    return documents[0] if documents else None
