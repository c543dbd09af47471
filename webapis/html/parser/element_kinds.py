"""What tree construction knows of elements by their names: https://html.spec.whatwg.org/#parsing, several tables in one."""

from typing import Final

from webapis.infra import namespaces

# https://html.spec.whatwg.org/#special
SPECIAL: Final = 1
# https://html.spec.whatwg.org/#has-an-element-in-scope; table scope has no word here, its elements are few.
SCOPE: Final = 2
# https://html.spec.whatwg.org/#generate-implied-end-tags
IMPLIED_END_TAG: Final = 4
# https://html.spec.whatwg.org/#generate-all-implied-end-tags-thoroughly
THOROUGHLY_IMPLIED: Final = 8
# https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately looks at these.
MODE: Final = 16
# https://html.spec.whatwg.org/#formatting
FORMATTING: Final = 32
# https://html.spec.whatwg.org/#mathml-text-integration-point
MATHML_TEXT_INTEGRATION_POINT: Final = 64
# https://html.spec.whatwg.org/#html-integration-point, but for annotation-xml, whose attributes decide.
HTML_INTEGRATION_POINT: Final = 128
# Special elements that a search for the li, dd or dt before a new one does not pass, those among them.
ITEM_BARRIER: Final = 256
# Something is to be done when they are popped: see `select_rules`.
LEAVING: Final = 512

_TABLE: Final[dict[int, str]] = {
    SPECIAL: "address applet area article aside base basefont bgsound blockquote body br button caption center col "
    "colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes "
    "noscript object ol p param plaintext pre script search section select source style summary table tbody td "
    "template textarea tfoot th thead title tr track ul wbr xmp",
    SCOPE: "applet caption html table td th marquee object select template",
    IMPLIED_END_TAG: "dd dt li optgroup option p rb rp rt rtc",
    THOROUGHLY_IMPLIED: "caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr",
    MODE: "td th tr tbody thead tfoot caption colgroup table template head body frameset html",
    LEAVING: "option select",
    FORMATTING: "a b big code em font i nobr s small strike strong tt u",
}
_MATHML_TABLE: Final[dict[int, str]] = {
    SPECIAL | ITEM_BARRIER: "mi mo mn ms mtext annotation-xml",
    SCOPE: "mi mo mn ms mtext annotation-xml",
    MATHML_TEXT_INTEGRATION_POINT: "mi mo mn ms mtext",
}
_SVG_TABLE: Final[dict[int, str]] = {
    SPECIAL | ITEM_BARRIER: "foreignObject desc title",
    SCOPE: "foreignObject desc title",
    HTML_INTEGRATION_POINT: "foreignObject desc title",
}


def _by_name(table: dict[int, str]) -> dict[str, int]:
    flags: dict[str, int] = {}
    for flag, names in table.items():
        for name in names.split():
            flags[name] = flags.get(name, 0) | flag
    return flags


HTML_KINDS: Final = _by_name(_TABLE)
for _name in _TABLE[SPECIAL].split():
    if _name not in ("address", "div", "p"):
        HTML_KINDS[_name] |= ITEM_BARRIER
MATHML_KINDS: Final = _by_name(_MATHML_TABLE)
SVG_KINDS: Final = _by_name(_SVG_TABLE)


def foreign_kind(namespace: str | None, name: str) -> int:
    """The flags of an element outside of HTML."""
    if namespace == namespaces.SVG:
        return SVG_KINDS.get(name, 0)
    if namespace == namespaces.MATHML:
        return MATHML_KINDS.get(name, 0)
    return 0
