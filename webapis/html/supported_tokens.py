"""The token lists that know their tokens: https://dom.spec.whatwg.org/#concept-supported-tokens"""

from typing import Final

from webapis.html.sandboxing import KEYWORDS

# By interface and attribute.
SUPPORTED_TOKENS: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("HTMLLinkElement", "relList"): frozenset(
        [
            "alternate",
            "dns-prefetch",
            "icon",
            "manifest",
            "modulepreload",
            "next",
            "preconnect",
            "prefetch",
            "preload",
            "search",
            "stylesheet",
        ]
    ),
    ("HTMLLinkElement", "blocking"): frozenset(["render"]),
    ("HTMLStyleElement", "blocking"): frozenset(["render"]),
    ("HTMLScriptElement", "blocking"): frozenset(["render"]),
    ("HTMLAnchorElement", "relList"): frozenset(["noreferrer", "noopener", "opener"]),
    ("HTMLAreaElement", "relList"): frozenset(["noreferrer", "noopener", "opener"]),
    ("HTMLFormElement", "relList"): frozenset(["noreferrer", "noopener", "opener"]),
    ("SVGAElement", "relList"): frozenset(["noreferrer", "noopener", "opener"]),
    ("HTMLIFrameElement", "sandbox"): KEYWORDS,
}
