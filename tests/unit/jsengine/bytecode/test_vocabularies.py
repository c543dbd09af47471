"""The literals of the emitter are those of the tables that they repeat."""

from pathlib import Path

from jsengine.bytecode import messages, scope_names
from jsengine.bytecode.known_calls import KNOWN_CALLS
from jsengine.syntax.tree import parse

ROOT = Path(__file__).parents[4]


def test_functions_that_handlers_know_are_intrinsics() -> None:
    rows = "".join(path.read_text() for path in (ROOT / "jsengine/kernel/builtins").glob("*.cpp"))
    for known in KNOWN_CALLS:
        for function in known.functions:
            assert f'AS_INTRINSIC(k{function}, NATIVE("{known.name}", ' in rows


def test_scope_names_are_those_of_the_kernel() -> None:
    scopes, scope_flags, variables, variable_flags, functions, function_flags = parse("").handle.scope_vocabulary()
    expected: dict[str, int] = {}
    for prefix, kinds, flags in (
        ("SCOPE_", scopes, scope_flags),
        ("VARIABLE_", variables, variable_flags),
        ("FUNCTION_", functions, function_flags),
    ):
        expected |= {prefix + name: 1 << i for i, name in enumerate(flags)}
        expected |= {prefix + name: i for i, name in enumerate(kinds)}
        if prefix == "FUNCTION_":
            expected["FUNCTION_FLAG_STATIC"] = 1 << flags.index("STATIC")
    ours = {
        name: value
        for name, value in vars(scope_names).items()
        if name.split("_")[0] in {"SCOPE", "VARIABLE", "FUNCTION"}
    }
    assert ours.items() <= expected.items()


def test_messages_are_in_the_kernel() -> None:
    header = (ROOT / "jsengine/kernel/messages.h").read_text()
    assert [name for name in messages.MESSAGES if f"M({name}," not in header] == []
