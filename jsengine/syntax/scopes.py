"""Python's view of the scope tables, by columns. What every column means stands in scopes.md.

source = parse("let a = 1")
tables = analyse(source)
tables.variables.atom[tables.annotations(0, 1)[0]]
"""

from typing import Final

from jsengine import _kernel
from jsengine.syntax.tree import Source, failure

NONE: Final = -1
GLOBAL: Final = -2
DYNAMIC: Final = -3
CHECK: Final = 1 << 30

SCRIPT_GOAL: Final = 0
MODULE_GOAL: Final = 1
EVAL_GOAL: Final = 2


class Scopes:
    """The scope table."""

    def __init__(self, handle: _kernel.ParsedSource) -> None:
        (
            self.node,
            self.parent,
            self.function,
            self.kind,
            self.flags,
            self.first_variable,
            self.variable_count,
            self.environment_size,
            self.first_hoisted,
            self.hoisted_count,
            self.constructor,
        ) = handle.scopes()


class Variables:
    """The table of variables."""

    def __init__(self, handle: _kernel.ParsedSource) -> None:
        (
            self.atom,
            self.scope,
            self.kind,
            self.flags,
            self.slot,
            self.node,
            self.initial,
        ) = handle.variables()


class Functions:
    """The function table."""

    def __init__(self, handle: _kernel.ParsedSource) -> None:
        (
            self.node,
            self.kind,
            self.flags,
            self.parent,
            self.this_function,
            self.scope,
            self.body_scope,
            self.name_scope,
            self.length,
            self.name,
            self.first_node,
            self.hoisted_variable,
            self.variable,
            self.this_variable,
            self.new_target_variable,
            self.home_object_variable,
            self.active_function_variable,
            self.arguments_variable,
        ) = handle.functions()


class ModuleTables:
    """Import and export entries, each a list of rows."""

    def __init__(self, handle: _kernel.ParsedSource) -> None:
        requests, imports, local_exports, indirect_exports, self.stars = handle.module()
        self.requests: Final = requests
        self.imports: Final = list(zip(*imports, strict=True))
        self.locals: Final = list(zip(*local_exports, strict=True))
        self.indirects: Final = list(zip(*indirect_exports, strict=True))


class ScopeTables:
    """What the semantic passes found out about a source."""

    def __init__(self, source: Source) -> None:
        self.source: Final = source
        self.scopes: Final = Scopes(source.handle)
        self.variables: Final = Variables(source.handle)
        self.functions: Final = Functions(source.handle)
        self.hoisted: Final = source.handle.hoisted()
        self.module: Final = ModuleTables(source.handle)

    def annotations(self, first: int, end: int) -> list[int]:
        """The annotations of the nodes from `first` up to `end`."""
        return self.source.handle.annotations(first, end)


def analyse(source: Source, goal: int = SCRIPT_GOAL, outer: Source | None = None, scope: int = 0) -> ScopeTables:
    """Early errors and scopes. SourceError if it is no program. `outer`, `scope`: where a direct eval stands."""
    around = None if outer is None else outer.handle
    if not source.handle.analyse(goal, around, scope):
        raise failure(source.handle)
    source.names.extend(source.handle.names()[len(source.names) :])  # `arguments`, `default`, `*default*`
    return ScopeTables(source)
