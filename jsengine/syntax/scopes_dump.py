"""`whipsnake dump --stage scopes`: scopes with their variables, and what every name refers to."""

from collections.abc import Iterator

from jsengine._generated import node_kinds as k
from jsengine.syntax.scopes import CHECK, DYNAMIC, GLOBAL, MODULE_GOAL, NONE, SCRIPT_GOAL, ScopeTables, analyse
from jsengine.syntax.tree import NO_ATOM, parse

NAMES = frozenset((k.IDENTIFIER, k.BINDING_IDENTIFIER))
PRIVATE_NAMES = frozenset((k.PRIVATE_NAME, k.PRIVATE_MEMBER))
PLACES = {NONE: "none", GLOBAL: "global", DYNAMIC: "dynamic"}


def dump_scopes(text: str, module: bool = False) -> str:
    """The tables of a text, a line for each row."""
    tables = analyse(parse(text, module), MODULE_GOAL if module else SCRIPT_GOAL)
    return "".join(f"{line}\n" for line in Dump(tables).lines())


class Dump:
    """One source's tables as text."""

    def __init__(self, tables: ScopeTables) -> None:
        self.tables = tables
        self.source = tables.source
        self.tree = tables.source.tree()
        (
            self.scope_kinds,
            self.scope_flags,
            self.variable_kinds,
            self.variable_flags,
            self.function_kinds,
            self.function_flags,
        ) = tables.source.handle.scope_vocabulary()

    def lines(self) -> Iterator[str]:
        scopes = self.tables.scopes
        depth: list[int] = []
        for scope, parent in enumerate(scopes.parent):
            depth.append(0 if parent < 0 else depth[parent] + 1)
            indent = "  " * depth[scope]
            for function in self.functions_of(scope):
                yield indent + self.function_line(function)
            yield indent + self.scope_line(scope)
            first = scopes.first_variable[scope]
            for variable in range(first, first + scopes.variable_count[scope]):
                yield f"{indent}  {self.variable_line(variable)}"
        yield from self.references()
        yield from self.module_lines()

    def functions_of(self, scope: int) -> list[int]:
        """The functions whose outermost scope it is."""
        functions = self.tables.functions
        return [
            function
            for function in (self.tables.scopes.function[scope], self.tables.scopes.constructor[scope])
            if function >= 0
            and scope
            == (functions.name_scope[function] if functions.name_scope[function] >= 0 else functions.scope[function])
        ]

    def function_line(self, function: int) -> str:
        functions = self.tables.functions
        words = ["function", str(function), self.function_kinds[functions.kind[function]]]
        if functions.name[function] != NO_ATOM:
            words.append(ascii(self.source.names[functions.name[function]]))
        words += flag_names(self.function_flags, functions.flags[function])
        words.append(f"length={functions.length[function]}")
        if functions.hoisted_variable[function] != NONE:
            words.append(f"hoisted={self.place(functions.hoisted_variable[function])}")
        return " ".join(words) + " " + self.position(functions.node[function])

    def scope_line(self, scope: int) -> str:
        scopes = self.tables.scopes
        words = [
            "scope",
            str(scope),
            self.scope_kinds[scopes.kind[scope]],
            *flag_names(self.scope_flags, scopes.flags[scope]),
        ]
        words.append(f"slots={scopes.environment_size[scope]}")
        first = scopes.first_hoisted[scope]
        hoisted = self.tables.hoisted[first : first + scopes.hoisted_count[scope]]
        if hoisted:
            words.append("hoists=" + ",".join(map(str, hoisted)))
        return " ".join(words) + " " + self.position(scopes.node[scope])

    def variable_line(self, variable: int) -> str:
        variables = self.tables.variables
        words = [str(variable), self.variable_kinds[variables.kind[variable]]]
        if variables.atom[variable] != NO_ATOM:
            words.append(ascii(self.source.names[variables.atom[variable]]))
        words += flag_names(self.variable_flags, variables.flags[variable])
        if variables.slot[variable] >= 0:
            words.append(f"slot={variables.slot[variable]}")
        if variables.initial[variable] != NONE:
            words.append(f"initial={variables.initial[variable]}")
        return " ".join(words)

    def references(self) -> Iterator[str]:
        tree = self.tree
        for node, annotation in enumerate(self.tables.annotations(0, len(tree.kinds))):
            kind = tree.kinds[node]
            if annotation == NONE or not (
                kind in NAMES or kind in PRIVATE_NAMES or kind in (k.THIS, k.SUPER, k.NEW_TARGET)
            ):
                continue
            name = k.KIND_NAMES[kind]
            if tree.atoms[node] != NO_ATOM:
                name = ("#" if kind in PRIVATE_NAMES else "") + ascii(self.source.names[tree.atoms[node]])[1:-1]
            yield f"{self.position(node)} {name} {self.place(annotation)}"

    def module_lines(self) -> Iterator[str]:
        module = self.tables.module
        for specifier, attributes in module.requests:
            yield f"request {self.atom(specifier)} {' '.join(self.atom(atom) for atom in attributes)}".rstrip()
        for request, name, variable in module.imports:
            yield f"import {self.atom(name)} of {request} as {variable}"
        for name, variable in module.locals:
            yield f"export {self.atom(name)} local {variable}"
        for name, request, imported in module.indirects:
            yield f"export {self.atom(name)} from {request} {self.atom(imported)}"
        for request in module.stars:
            yield f"export * from {request}"

    def atom(self, atom: int) -> str:
        return "*" if atom == NO_ATOM else ascii(self.source.names[atom])

    def place(self, annotation: int) -> str:
        if annotation < 0:
            return PLACES[annotation]
        return f"{annotation & ~CHECK}{' check' if annotation & CHECK else ''}"

    def position(self, node: int) -> str:
        line, column = self.source.position(self.tree.starts[node])
        return f"{line}:{column}"


def flag_names(names: tuple[str, ...], flags: int) -> list[str]:
    return [name.lower() for i, name in enumerate(names) if flags & 1 << i]
