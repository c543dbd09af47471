"""What run time knows of the declarations: the generated table, or in a tree that was not built the files themselves."""

from importlib import import_module

from webapis.idl.model import Table

_table: list[Table] = []


def declarations() -> Table:
    """The table. Only a tree without a build reads the files, which takes a second and needs parsimonious."""
    if not _table:
        try:
            made = import_module("webapis._generated.interfaces")
        except ModuleNotFoundError:
            _table.append(import_module("webapis.idl.reader").read_all())
        else:
            _table.append(Table(made.interfaces, made.dictionaries, made.enumerations, made.callbacks))
    return _table[0]
