"""The style sheet of the user agent: https://html.spec.whatwg.org/#rendering"""

import os
from typing import Final

from webapis.css.style_sheet import CSSStyleSheet

_sheets: Final[list[CSSStyleSheet]] = []


def user_agent_sheet() -> CSSStyleSheet:
    """The one sheet of all documents; it is read with the first question for a style."""
    if not _sheets:
        sheet = CSSStyleSheet()
        with open(os.path.join(os.path.dirname(__file__), "user_agent.css"), encoding="utf-8") as file:
            sheet.source = file.read()
        _sheets.append(sheet)
    return _sheets[0]
