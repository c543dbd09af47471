"""https://html.spec.whatwg.org/#autofill: what the attribute autocomplete means; nothing is ever filled in."""

from typing import Final

from webapis.infra.ascii import ascii_lowercase, split_on_whitespace

NORMAL: Final = frozenset(
    [
        "name",
        "honorific-prefix",
        "given-name",
        "additional-name",
        "family-name",
        "honorific-suffix",
        "nickname",
        "organization-title",
        "username",
        "new-password",
        "current-password",
        "one-time-code",
        "organization",
        "street-address",
        "address-line1",
        "address-line2",
        "address-line3",
        "address-level4",
        "address-level3",
        "address-level2",
        "address-level1",
        "country",
        "country-name",
        "postal-code",
        "cc-name",
        "cc-given-name",
        "cc-additional-name",
        "cc-family-name",
        "cc-number",
        "cc-exp",
        "cc-exp-month",
        "cc-exp-year",
        "cc-csc",
        "cc-type",
        "transaction-currency",
        "transaction-amount",
        "language",
        "bday",
        "bday-day",
        "bday-month",
        "bday-year",
        "sex",
        "url",
        "photo",
    ]
)
CONTACT: Final = frozenset(
    [
        "tel",
        "tel-country-code",
        "tel-national",
        "tel-area-code",
        "tel-local",
        "tel-local-prefix",
        "tel-local-suffix",
        "tel-extension",
        "email",
        "impp",
    ]
)
CONTACT_KINDS: Final = frozenset(["home", "work", "mobile", "fax", "pager"])
MODES: Final = frozenset(["shipping", "billing"])


def exposed_value(attribute: str | None, wears_anchor_mantle: bool) -> str:
    """https://html.spec.whatwg.org/#idl-exposed-autofill-value; an attribute that says nothing gives an empty string."""
    tokens = [ascii_lowercase(token) for token in split_on_whitespace(attribute or "")]
    if not tokens:
        return ""
    # 3-8. The field, and what may stand before it.
    field = tokens.pop()
    if field in ("on", "off"):
        return "" if tokens or wears_anchor_mantle else field
    if field not in NORMAL and field not in CONTACT:
        return ""
    found = [field]
    # 14-16. The kind of contact, where it is one; the mode; the section.
    if field in CONTACT and tokens and tokens[-1] in CONTACT_KINDS:
        found.append(tokens.pop())
    if tokens and tokens[-1] in MODES:
        found.append(tokens.pop())
    if tokens and tokens[-1].startswith("section-"):
        found.append(tokens.pop())
    return "" if tokens else " ".join(reversed(found))
