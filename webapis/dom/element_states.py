"""https://dom.spec.whatwg.org/#concept-element-custom-element-state"""

from typing import Final

UNDEFINED: Final = 0
FAILED: Final = 1
UNCUSTOMIZED: Final = 2
PRECUSTOMIZED: Final = 3
CUSTOM: Final = 4
