"""What a resolved reference consists of (6.2.5)."""

from jsengine.annotations import Final

NAME: Final = 0
PROPERTY: Final = 1
ELEMENT: Final = 2
SUPER: Final = 3
PRIVATE: Final = 4
INVALID: Final = 5
"""A call, which cannot be assigned."""


class Reference:
    """A resolved reference: its kind and the registers of what it consists of."""

    def __init__(self, kind: int, node: int) -> None:
        self.kind = kind
        self.node = node
        self.object = -1
        """Object; `this` of a super reference; base of a name that is looked up at run time."""
        self.key = -1
        """Key of an element or super reference; private name."""
        self.home = -1
        self.name = ""
