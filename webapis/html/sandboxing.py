"""https://html.spec.whatwg.org/#sandboxing: what documents of sandboxed frames and windows may not do"""

from typing import TYPE_CHECKING, Final

from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.dom.element import Element

# https://html.spec.whatwg.org/#attr-iframe-sandbox: what each keyword allows again.
KEYWORDS: Final = frozenset(
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
)
NAVIGATION: Final = "navigation"
"""What no keyword allows in a sandbox: navigating others than one's own frames."""


class Sandbox:
    """https://html.spec.whatwg.org/#sandboxing-flag-set, by what is not forbidden"""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed

    def and_also(self, other: "Sandbox | None") -> "Sandbox":
        """The union of both flag sets."""
        return self if other is None else Sandbox(self.allowed & other.allowed)


UNSANDBOXED: Final = Sandbox(KEYWORDS | {NAVIGATION})


def parse_sandbox(value: str) -> Sandbox:
    """https://html.spec.whatwg.org/#parse-a-sandboxing-directive"""
    return Sandbox(KEYWORDS.intersection(ascii_lowercase(value).split()))


def sandbox_of_container(element: "Element") -> Sandbox | None:
    """https://html.spec.whatwg.org/#iframe-sandboxing-flag-set, as the element has it now"""
    value = element.content_attribute("sandbox") if element.local_name == "iframe" else None
    return None if value is None else parse_sandbox(value)


def sandbox_of_policies(header: str | None) -> Sandbox | None:
    """https://w3c.github.io/webappsec-csp/#directive-sandbox, of the header Content-Security-Policy"""
    found: Sandbox | None = None
    for policy in (header or "").split(","):
        for directive in policy.split(";"):
            name, _, value = directive.strip().partition(" ")
            if ascii_lowercase(name) == "sandbox":
                found = parse_sandbox(value).and_also(found)
                break
    return found
