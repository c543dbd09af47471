"""https://dom.spec.whatwg.org/#interface-nodefilter"""

from typing import Final

FILTER_ACCEPT: Final = 1
FILTER_REJECT: Final = 2
FILTER_SKIP: Final = 3

SHOW_ALL: Final = 0xFFFFFFFF
SHOW_ELEMENT: Final = 0x1
SHOW_ATTRIBUTE: Final = 0x2
SHOW_TEXT: Final = 0x4
SHOW_CDATA_SECTION: Final = 0x8
SHOW_PROCESSING_INSTRUCTION: Final = 0x40
SHOW_COMMENT: Final = 0x80
SHOW_DOCUMENT: Final = 0x100
SHOW_DOCUMENT_TYPE: Final = 0x200
SHOW_DOCUMENT_FRAGMENT: Final = 0x400


def filter_result(value: object) -> int:
    """What acceptNode returned; the bindings have converted it to an unsigned short."""
    return value if isinstance(value, int) else 0
