"""Files and functions stay small. The list of exceptions only shrinks: each entry says its exact size."""

import ast
import re
import tomllib

from tests.meta.tree import ROOT, sources, text_of

# "About 600" and "about 60": a tenth over is still about.
FILE_LINES = 660
FUNCTION_LINES = 66
NOT_A_FUNCTION = re.compile(r"(namespace|struct|class|enum|union|extern)\b")
CALLED = re.compile(r"([~\w:]+)\(")
EXCEPTIONS = "tests/meta/size_exceptions.toml"


def file_sizes() -> dict[str, int]:
    return {name: text_of(name).count("\n") for name in sources(".py", ".cpp", ".h", ".js", ".peg", ".idl")}


def function_sizes(name: str, text: str) -> dict[str, int]:
    """Lines of each function of a Python file, its decorators left out and its docstring counted."""
    sizes: dict[str, int] = {}

    def walk(node: ast.AST, path: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{path}.{child.name}" if path else child.name
                if not isinstance(child, ast.ClassDef):
                    sizes[f"{name}::{inner}"] = (child.end_lineno or child.lineno) - child.lineno + 1
                walk(child, inner)
            else:
                walk(child, path)

    walk(ast.parse(text, name), "")
    return sizes


def cpp_function_sizes(name: str, text: str) -> dict[str, int]:
    """Lines of each function that starts and ends at the left margin, as clang-format puts functions of a namespace."""
    sizes: dict[str, int] = {}
    heading: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("}"):
            if heading:
                sizes[f"{name}::{heading[1]}"] = number - heading[0] + 1
            heading = None
        elif line and line[0] not in " #/":
            called = None if NOT_A_FUNCTION.match(line) else CALLED.search(line)
            heading = (number, called[1]) if called else None
    return sizes


def complaints(sizes: dict[str, int], limit: int, exceptions: dict[str, int]) -> list[str]:
    """What is too long, and which exceptions no longer say the truth."""
    wrong = []
    for name, size in sizes.items():
        excepted = exceptions.get(name)
        if excepted is None and size > limit:
            wrong.append(f"{name} has {size} lines; the limit is {limit}")
        elif excepted is not None and size > excepted:
            wrong.append(f"{name} has grown from {excepted} to {size} lines")
        elif excepted is not None and size < excepted:
            wrong.append(f"{name} has shrunk: put {size} into {EXCEPTIONS}, or take it out at {limit} or less")
    return wrong


def exceptions() -> dict[str, int]:
    listed: dict[str, int] = tomllib.loads((ROOT / EXCEPTIONS).read_text())["lines"]
    return listed


def all_functions() -> dict[str, int]:
    python = {key: size for name in sources(".py") for key, size in function_sizes(name, text_of(name)).items()}
    cpp = {key: size for name in sources(".cpp", ".h") for key, size in cpp_function_sizes(name, text_of(name)).items()}
    return python | cpp


def test_files_are_small() -> None:
    assert complaints(file_sizes(), FILE_LINES, exceptions()) == []


def test_functions_are_small() -> None:
    assert complaints(all_functions(), FUNCTION_LINES, exceptions()) == []


def test_exceptions_exist() -> None:
    assert set(exceptions()) - set(file_sizes()) - set(all_functions()) == set()


def test_functions_of_cpp_are_measured() -> None:
    body = "  x();\n" * 70
    text = f"namespace a {{\n\nstruct S {{\n{body}}};\n\nint A::f(int a,\n         int b) {{\n{body}}}\n}}\n"
    assert cpp_function_sizes("a.cpp", text) == {"a.cpp::A::f": 73}


def test_sizes_are_noticed() -> None:
    text = "class A:\n    def f(self):\n" + "        pass\n" * 70
    sizes = function_sizes("a.py", text)
    assert sizes == {"a.py::A.f": 71}
    assert complaints(sizes, 66, {}) != []
    assert complaints(sizes, 66, {"a.py::A.f": 71}) == []
    assert complaints(sizes, 66, {"a.py::A.f": 70}) != []
    assert complaints(sizes, 66, {"a.py::A.f": 72}) != []
