"""`whipsnake dump --stage bytecode`: all functions of a source."""

from jsengine.bytecode.compile import compile_function, is_static_element
from jsengine.bytecode.disassembler import disassemble
from jsengine.bytecode.scope_names import FUNCTION_FIELD, FUNCTION_STATIC_BLOCK
from jsengine.bytecode.source import Source, source_of
from jsengine.syntax.scopes import MODULE_GOAL, SCRIPT_GOAL, analyse
from jsengine.syntax.tree import parse


def dump_bytecode(text: str, module: bool = False) -> str:
    """The disassembly of every function that can be called."""
    parsed = parse(text, module)
    analyse(parsed, MODULE_GOAL if module else SCRIPT_GOAL)
    source = source_of(parsed.handle)
    return "\n".join(
        f"function {index}: {disassemble(compile_function(parsed.handle, index))}" for index in called(source)
    )


def called(source: Source) -> list[int]:
    """Functions that have code: fields and static blocks run in that of the first of their class."""
    functions = source.functions
    seen: set[tuple[int, bool]] = set()
    found = []
    for index in range(len(functions.node)):
        if functions.kind[index] in (FUNCTION_FIELD, FUNCTION_STATIC_BLOCK):
            key = (source.scopes.parent[functions.scope[index]], is_static_element(source, index))
            if key in seen:
                continue
            seen.add(key)
        found.append(index)
    return found
