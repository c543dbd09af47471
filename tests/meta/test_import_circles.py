"""Imports stand at the top of a file. At the end stand those, and only those, that close a circle."""

import ast

from tests.meta.tree import sources, text_of


class Imports:
    """What the modules of a set of files import when they are imported themselves."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.names = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in texts}
        self.imported: dict[str, set[str]] = {}
        self.at_the_end: list[tuple[str, str]] = []
        for path, text in texts.items():
            self.read(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."), text)

    def read(self, name: str, text: str) -> None:
        """Enter the imports of one module."""
        imported = self.imported[name] = set(self.packages(name))
        definitions_seen = False
        for statement in ast.parse(text).body:
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                definitions_seen = definitions_seen or isinstance(statement, ast.FunctionDef | ast.ClassDef)
                continue
            for module in self.modules(statement):
                imported.update([module, *self.packages(module)])
                if definitions_seen:
                    self.at_the_end.append((name, module))

    def modules(self, statement: ast.Import | ast.ImportFrom) -> set[str]:
        """The modules of the set that a statement names."""
        if isinstance(statement, ast.Import):
            found = {alias.name for alias in statement.names}
        else:
            found = {f"{statement.module}.{alias.name}" for alias in statement.names}
            if not found <= self.names:
                found.add(statement.module or "")
        return found & self.names

    def packages(self, name: str) -> set[str]:
        """The packages that are imported before a module."""
        parts = name.split(".")
        return {".".join(parts[:length]) for length in range(1, len(parts))} & self.names

    def reached_from(self, name: str) -> set[str]:
        """All that is imported with a module."""
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            for module in self.imported[waiting.pop()] - reached:
                reached.add(module)
                waiting.append(module)
        return reached

    def misplaced(self) -> list[str]:
        """What stands at the end of a file and leads nowhere back."""
        return [
            f"{name} imports {module} at its end; nothing keeps it from standing at the top"
            for name, module in self.at_the_end
            if name not in self.reached_from(module)
        ]


def test_only_circles_are_closed_at_the_end() -> None:
    assert Imports({name: text_of(name) for name in sources(".py")}).misplaced() == []


def test_a_misplaced_import_is_noticed() -> None:
    texts = {
        "a/__init__.py": "",
        "a/node.py": "class Node: ...\nfrom a.tree import walk\nfrom a import names\n",
        "a/tree.py": "from a.node import Node\ndef walk(): ...\n",
        "a/names.py": "",
    }
    assert [line.split(" at ")[0] for line in Imports(texts).misplaced()] == ["a.node imports a.names"]
