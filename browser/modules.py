"""Modules for the engine: https://html.spec.whatwg.org/#hostloadimportedmodule

The engine asks for a module's text when it needs it, and gets it at once: a server's answer is waited for.
"""

from typing import TYPE_CHECKING

from browser.import_maps import ModuleNotFound
from browser.scripts import MODULE, script_text
from webapis.fetch.exchange import FetchRequest
from webapis.fetch.mime import essence, is_json

if TYPE_CHECKING:
    from browser.agent_host import AgentHost
    from browser.live_document import LiveDocument

# What a JSON module with a broken text is: its own parse error tells what is wrong.
TYPES = ("", "json")


def load_module(host: "AgentHost", specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
    """The key and the text of a module."""
    live = document_of(host, referrer)
    if live is None:
        raise ModuleNotFound(f"There is no page to load '{specifier}' for.")
    if kind not in TYPES:
        raise ModuleNotFound(f"'{kind}' is not a valid module type.")
    # Inline modules are named by fragments of their document.
    base = (referrer or live.document.url).partition("#inline-module-")[0]
    if base == live.document.url.partition("#")[0]:
        base = live.document.base_url()
    url = live.import_map.resolve(specifier, base)
    if url in live.module_texts:
        return url, live.module_texts[url]
    request = FetchRequest(url)
    request.destination = "script"
    request.mode = "cors"
    request.origin = live.window.origin
    response = host.loader.fetch_now(request)
    text = script_text(response, MODULE) if kind == "" else None
    if kind == "json" and response.status == 200 and is_json(essence(response.header("content-type") or "")):
        text = response.body.decode("utf-8-sig", "replace")
    if text is None:
        host.module_is_missing = True
        raise ModuleNotFound(f"Failed to fetch dynamically imported module: {url}")
    live.module_texts[url] = text
    return url, text


def document_of(host: "AgentHost", referrer: str | None) -> "LiveDocument | None":
    """The document whose script asks: the one with that address, or that has loaded that script."""
    documents = list(host.documents.values())
    if referrer is not None:
        plain = referrer.partition("#")[0]
        for live in documents:
            if live.document.url.partition("#")[0] == plain or referrer in live.script_names:
                return live
    return documents[0] if documents else None
