"""Calls of functions that the engine knows (jsengine/bytecode/known_calls.py): what they do in the usual case.

A handler first compares the callee with the realm's own function; where it is another, or the case is not the usual one,
the call is an ordinary one. Nothing is done before that is known, so there is nothing to be undone.
"""

from collections.abc import Callable
from typing import Final

from jsengine.bytecode.known_calls import KNOWN_CALLS
from jsengine.interpreter.call import call
from jsengine.interpreter.known_arrays import is_array, pop, push
from jsengine.interpreter.known_collections import add, get, has, set_
from jsengine.interpreter.known_math import absolute, ceil, extreme, floor, imul, round_, square_root
from jsengine.interpreter.known_strings import char_at, char_code_at, from_char_code
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

HEADER: Final = 8
"""Registers of a window in front of `this`."""

# What a function does: given its intrinsic's name, `this` and arguments (as the registers that hold them) and where to go
# in the unusual case, it gives the result.
_Body = Callable[[Machine, Operand, Label], Word]

_BODIES: Final[dict[str, _Body]] = {
    "Math_floor": floor,
    "Math_ceil": ceil,
    "Math_round": round_,
    "Math_abs": absolute,
    "Math_sqrt": square_root,
    "Math_min": extreme("<"),
    "Math_max": extreme(">"),
    "Math_imul": imul,
    "ArrayProto_push": push,
    "ArrayProto_pop": pop,
    "Array_isArray": is_array,
    "StringProto_charCodeAt": char_code_at,
    "StringProto_charAt": char_at,
    "String_fromCharCode": from_char_code,
    "MapProto_get": get,
    "MapProto_has": has("kMap"),
    "SetProto_has": has("kSet"),
    "MapProto_set": set_,
    "SetProto_add": add,
}


def _handler(functions: tuple[str, ...], arguments: int) -> Callable[[Machine, Operand, Operand, Operand], None]:
    def handler(m: Machine, dst: Operand, window: Operand, cache: Operand) -> None:
        general = m.label()
        realm = m.field(m.op("agent"), "Agent", "realm")
        for position, function in enumerate(functions):
            another = m.label()
            known = m.op("load64", realm, Offset("Realm", f"intrinsics[size_t(Intrinsic::k{function})]"))
            m.branch("!=", m.load(window), known, another)
            m.store(dst, _BODIES[function](m, window + HEADER, general))
            m.next()
            m.bind(another)
            if position == len(functions) - 1:
                m.goto(general)
        with m.cold(general):
            call(m, dst, window, arguments, cache)

    return handler


assert set(_BODIES) == {function for known in KNOWN_CALLS for function in known.functions}, "a half is missing"
HANDLERS: Final = {known.opcode: _handler(known.functions, known.arguments) for known in KNOWN_CALLS}
