"""https://html.spec.whatwg.org/#the-navigator-object"""

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from webapis.gamepad.gamepad import Gamepad

USER_AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64) Whipsnake/0.1"


@final
class Navigator:
    """https://html.spec.whatwg.org/#navigator"""

    wrapper: object

    def __init__(self) -> None:
        self.wrapper = None
        # https://html.spec.whatwg.org/#navigatorid: most of it is fixed.
        self.app_code_name = "Mozilla"
        self.app_name = "Netscape"
        self.app_version = USER_AGENT.partition("/")[2]
        self.platform = "Linux x86_64"
        self.product = "Gecko"
        self.product_sub = "20030107"
        self.user_agent = USER_AGENT
        self.vendor = ""
        self.vendor_sub = ""
        # https://html.spec.whatwg.org/#navigatorlanguage
        self.language = "en-US"
        self.languages = ["en-US", "en"]
        self.on_line = True
        self.cookie_enabled = False
        self.webdriver = True
        self.hardware_concurrency = 1

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Navigator"

    def java_enabled(self) -> bool:
        """https://html.spec.whatwg.org/#dom-navigator-javaenabled"""
        return False

    def get_gamepads(self) -> "list[Gamepad | None]":
        """https://w3c.github.io/gamepad/#dom-navigator-getgamepads: none is plugged in"""
        return []
