"""Calls of functions that the engine knows: the only list of them.

A call `x.name(a)` or `name(a)` with that many arguments is likely one of the library's function of this name. Such calls
have an opcode of their own, made from the row: its handler (jsengine/interpreter/known.py) looks whether the callee is
the realm's own function, does what it does in the usual case, and calls it, or whatever else it is, like any function in
all others. The functions are found among the realm's intrinsics (kernel/intrinsics.h), so scripts may replace, pass on and
wrap them as they like.
"""

from jsengine.annotations import Final


class KnownCall:
    """A row of the table."""

    def __init__(self, name: str, arguments: int, functions: tuple[str, ...], effect: str) -> None:
        self.name: Final = name
        """The function's name, as the call has it."""
        self.arguments: Final = arguments
        self.functions: Final = functions
        """The intrinsics that the handler knows."""
        self.effect: Final = effect
        self.opcode: Final = "Call" + name[0].upper() + name[1:]


# name arguments | intrinsics | effect
_TABLE: Final = """
floor 1        | Math_floor | Math.floor
ceil 1         | Math_ceil | Math.ceil
round 1        | Math_round | Math.round
abs 1          | Math_abs | Math.abs
sqrt 1         | Math_sqrt | Math.sqrt
min 2          | Math_min | Math.min
max 2          | Math_max | Math.max
imul 2         | Math_imul | Math.imul
push 1         | ArrayProto_push | Array.prototype.push
pop 0          | ArrayProto_pop | Array.prototype.pop
isArray 1      | Array_isArray | Array.isArray
charCodeAt 1   | StringProto_charCodeAt | String.prototype.charCodeAt
charAt 1       | StringProto_charAt | String.prototype.charAt
fromCharCode 1 | String_fromCharCode | String.fromCharCode
get 1          | MapProto_get | Map.prototype.get
has 1          | MapProto_has SetProto_has | has of a Map or a Set
set 2          | MapProto_set | Map.prototype.set
add 1          | SetProto_add | Set.prototype.add
"""


def _parse_row(line: str) -> KnownCall:
    signature, functions, effect = (part.strip() for part in line.split("|"))
    name, arguments = signature.split()
    return KnownCall(name, int(arguments), tuple(functions.split()), effect)


KNOWN_CALLS: Final = tuple(_parse_row(line) for line in filter(None, _TABLE.split("\n")))
assert len({known.name for known in KNOWN_CALLS}) == len(KNOWN_CALLS), "a name stands twice in the table"
