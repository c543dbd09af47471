"""`dump --stage bytecode`: all functions of a source."""

from jsengine import _kernel
from jsengine.bytecode.compile import compile_function, is_static_element
from jsengine.bytecode.disassembler import disassemble
from jsengine.bytecode.scope_names import FUNCTION_FIELD, FUNCTION_STATIC_BLOCK
from jsengine.bytecode.source import Source, source_of


def dump_bytecode(parsed: _kernel.ParsedSource) -> str:
    """The disassembly of every function that can be called."""
    source = source_of(parsed)
    parts = []
    seen: set[tuple[int, bool]] = set()
    for index in range(len(source.functions.node)):
        if is_called(source, index, seen):
            parts.append(f"function {index}: {disassemble(compile_function(parsed, index))}")
    return "\n".join(parts)


def is_called(source: Source, index: int, seen: set[tuple[int, bool]]) -> bool:
    """Fields and static blocks run in the code of the first of their class; `seen` remembers the classes."""
    functions = source.functions
    if functions.kind[index] not in (FUNCTION_FIELD, FUNCTION_STATIC_BLOCK):
        return True
    key = (source.scopes.parent[functions.scope[index]], is_static_element(source, index))
    if key in seen:
        return False
    seen.add(key)
    return True
