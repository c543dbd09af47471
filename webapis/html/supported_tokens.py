"""The token lists that know their tokens: https://dom.spec.whatwg.org/#concept-supported-tokens"""

from typing import Final

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
    ("HTMLIFrameElement", "sandbox"): frozenset(
        [
            "allow-downloads",
            "allow-forms",
            "allow-modals",
            "allow-orientation-lock",
            "allow-pointer-lock",
            "allow-popups",
            "allow-popups-to-escape-sandbox",
            "allow-presentation",
            "allow-same-origin",
            "allow-scripts",
            "allow-top-navigation",
            "allow-top-navigation-by-user-activation",
            "allow-top-navigation-to-custom-protocols",
        ]
    ),
}
