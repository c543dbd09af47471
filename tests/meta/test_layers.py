"""Layers point one way, and each heavy library is known to one folder."""

import ast

from tests.meta.tree import PACKAGES, sources, text_of

MAY_IMPORT = {
    "jsengine": {"jsengine"},
    "webapis": {"webapis", "jsengine"},
    "browser": {"browser", "webapis", "jsengine"},
}
ONLY_IN = {
    "parsimonious": ("jsengine/syntax/", "webapis/idl/"),
    "cffi": ("jsengine/machine/",),
    "pyglet": ("browser/window/",),
}


def imported(name: str, text: str) -> list[tuple[int, str]]:
    """Every module that a file imports, anywhere in it, with its line; relative imports are resolved."""
    found: list[tuple[int, str]] = []
    package = name.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            found.append((node.lineno, ".".join([*base, *([node.module] if node.module else [])])))
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            word = node.args[0] if node.args else None
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                found.append((node.lineno, word.value))
    return found


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def complaints(name: str, text: str) -> list[str]:
    """What a file imports and may not."""
    allowed = MAY_IMPORT[name.split("/")[0]]
    wrong = []
    for line, module in imported(name, text):
        top = module.split(".")[0]
        if top in ("tests", "tools") or (top in PACKAGES and top not in allowed):
            wrong.append(f"{name}:{line} imports {module}")
        if top in ONLY_IN and not name.startswith(ONLY_IN[top]):
            wrong.append(f"{name}:{line} imports {module}, which only {' and '.join(ONLY_IN[top])} may")
    return wrong


def test_layers_point_one_way() -> None:
    wrong = [line for name in sources(".py", under=PACKAGES) for line in complaints(name, text_of(name))]
    assert wrong == []


def test_a_wrong_import_is_noticed() -> None:
    assert complaints("jsengine/a.py", "def f():\n    from webapis.dom import node\n")
    assert complaints("webapis/dom/a.py", "import browser.page\n")
    assert complaints("webapis/dom/a.py", "import_module('browser.page')\n")
    assert complaints("jsengine/runtime/a.py", "from parsimonious import Grammar\n")
    assert complaints("browser/page.py", "import tools.build\n")
    assert complaints("browser/page.py", "from .. import tests\n") == []
    assert complaints("browser/page.py", "import pyglet.window\n")
    assert complaints("browser/window/canvas.py", "import pyglet.window\nimport webapis.dom\n") == []
