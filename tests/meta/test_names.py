"""Names say what a thing is, and no text in the tree knows the machine it was written on."""

import re

from tests.meta.tree import ROOT, tracked

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "stuff"}
# An absolute path below a home or a place of work, as it stands in logs and shells.
MACHINE_PATH = re.compile(r"""(?<![\w./:~-])/(?:home|root|work|Users|mnt|opt)/[\w.-]+""")
TEXT = (".py", ".cpp", ".h", ".js", ".md", ".toml", ".txt", ".html", ".css", ".peg", ".idl", ".in", ".json")


def banned_names(names: tuple[str, ...]) -> list[str]:
    """Files with a part of their path that says nothing."""
    return [name for name in names if {part.split(".")[0] for part in name.split("/")} & BANNED]


def machine_paths(name: str, text: str) -> list[str]:
    """Lines that name a path of a machine."""
    return [
        f"{name}:{number}: {match[0]}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in MACHINE_PATH.finditer(line)
    ]


def test_names_say_something() -> None:
    assert banned_names(tracked()) == []
    assert banned_names(("webapis/utils.py", "jsengine/common/a.h", "a/useful.py")) == [
        "webapis/utils.py",
        "jsengine/common/a.h",
    ]


def test_no_path_of_a_machine() -> None:
    found = []
    for name in tracked():
        if name.endswith(TEXT) or name.startswith((".ci/", "tools/")):
            found += machine_paths(name, (ROOT / name).read_text(encoding="utf-8"))
    assert found == []


def test_a_path_of_a_machine_is_noticed() -> None:
    below = "/".join(["", "home", "ada", "tree"])
    assert machine_paths("a.md", f"one\nsee {below}.") == [f"a.md:2: {below.removesuffix('/tree')}"]
    assert machine_paths("a.md", "the path /usr/include/asmjit, and and/or") == []


def test_line_ends() -> None:
    wrong = [name for name in tracked() if name.endswith(TEXT) and b"\r\n" in (ROOT / name).read_bytes()]
    assert [name for name in wrong if not name.startswith("tests/")] == []
