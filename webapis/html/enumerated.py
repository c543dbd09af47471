"""https://html.spec.whatwg.org/#keywords-and-enumerated-attributes: the table of those limited to only known values"""

from typing import Final

from webapis.infra.ascii import ascii_lowercase


class Enumerated:
    """Keywords, the canonical one for each where they differ, and the defaults for missing and invalid values."""

    def __init__(
        self, keywords: str, missing: str | None = "", invalid: str | None = "", aliases: dict[str, str] | None = None
    ) -> None:
        self.keywords = frozenset(keywords.split())
        self.missing = missing
        self.invalid = invalid
        self.aliases = aliases or {}

    def canonical(self, value: str | None) -> str | None:
        """What the IDL attribute returns."""
        if value is None:
            return self.missing
        keyword = ascii_lowercase(value)
        if keyword in self.aliases:
            return self.aliases[keyword]
        return keyword if keyword in self.keywords else self.invalid


REFERRER_POLICY: Final = Enumerated(
    "no-referrer no-referrer-when-downgrade same-origin origin strict-origin origin-when-cross-origin "
    "strict-origin-when-cross-origin unsafe-url"
)
CROSS_ORIGIN: Final = Enumerated("anonymous use-credentials", None, "anonymous")
FETCH_PRIORITY: Final = Enumerated("high low auto", "auto", "auto")
LOADING: Final = Enumerated("lazy eager", "eager", "eager")
ENCODING: Final = "application/x-www-form-urlencoded multipart/form-data text/plain"
URL_ENCODED: Final = "application/x-www-form-urlencoded"

# By interface and attribute.
ENUMERATED: Final[dict[tuple[str, str], Enumerated]] = {
    ("HTMLElement", "dir"): Enumerated("ltr rtl auto"),
    ("HTMLElement", "autocapitalize"): Enumerated(
        "off none on sentences words characters", "", "sentences", {"off": "none", "on": "sentences"}
    ),
    ("HTMLElement", "enterKeyHint"): Enumerated("enter done go next previous search send"),
    ("HTMLElement", "inputMode"): Enumerated("none text tel url email numeric decimal search"),
    ("HTMLLinkElement", "as"): Enumerated(
        "audio audioworklet document embed fetch font frame iframe image json manifest object paintworklet report script "
        "serviceworker sharedworker style track video webidentity worker xslt"
    ),
    ("HTMLLinkElement", "crossOrigin"): CROSS_ORIGIN,
    ("HTMLLinkElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLLinkElement", "fetchPriority"): FETCH_PRIORITY,
    ("HTMLScriptElement", "crossOrigin"): CROSS_ORIGIN,
    ("HTMLScriptElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLScriptElement", "fetchPriority"): FETCH_PRIORITY,
    ("SVGScriptElement", "crossOrigin"): CROSS_ORIGIN,
    ("SVGImageElement", "crossOrigin"): CROSS_ORIGIN,
    ("HTMLImageElement", "crossOrigin"): CROSS_ORIGIN,
    ("HTMLImageElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLImageElement", "decoding"): Enumerated("sync async auto", "auto", "auto"),
    ("HTMLImageElement", "loading"): LOADING,
    ("HTMLImageElement", "fetchPriority"): FETCH_PRIORITY,
    ("HTMLIFrameElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLIFrameElement", "loading"): LOADING,
    ("HTMLMediaElement", "crossOrigin"): CROSS_ORIGIN,
    ("HTMLMediaElement", "preload"): Enumerated("none metadata auto", "metadata", "metadata", {"": "auto"}),
    ("HTMLTrackElement", "kind"): Enumerated(
        "subtitles captions descriptions chapters metadata", "subtitles", "metadata"
    ),
    ("HTMLAnchorElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLAreaElement", "referrerPolicy"): REFERRER_POLICY,
    ("HTMLTableCellElement", "scope"): Enumerated("row col rowgroup colgroup"),
    ("HTMLFormElement", "autocomplete"): Enumerated("on off", "on", "on"),
    ("HTMLFormElement", "enctype"): Enumerated(ENCODING, URL_ENCODED, URL_ENCODED),
    ("HTMLFormElement", "encoding"): Enumerated(ENCODING, URL_ENCODED, URL_ENCODED),
    ("HTMLFormElement", "method"): Enumerated("get post dialog", "get", "get"),
    ("HTMLInputElement", "formEnctype"): Enumerated(ENCODING, "", URL_ENCODED),
    ("HTMLInputElement", "formMethod"): Enumerated("get post dialog", "", "get"),
    ("HTMLButtonElement", "formEnctype"): Enumerated(ENCODING, "", URL_ENCODED),
    ("HTMLButtonElement", "formMethod"): Enumerated("get post dialog", "", "get"),
    ("HTMLMarqueeElement", "behavior"): Enumerated("scroll slide alternate", "scroll", "scroll"),
    ("HTMLMarqueeElement", "direction"): Enumerated("up right down left", "left", "left"),
    ("HTMLTemplateElement", "shadowRootMode"): Enumerated("open closed"),
}
