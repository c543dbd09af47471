"""Finding the test pages of a checkout: those that load testharness.js, and the pages made of scripts."""

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.runners.wpt.wrappers import read_meta

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".svg", ".xml")
_NOT_TESTS = frozenset({"resources", "support", "tools", "common", "conformance-checkers"})
_VARIANT = re.compile(r'<meta\s+name=["\']?variant["\']?\s+content=["\']([^"\']*)["\']', re.IGNORECASE)
_HARNESS = re.compile(r"/resources/testharness\.js")


def find_pages(suite: Path, folders: Sequence[str] = ()) -> Iterator[str]:
    """Addresses of all test pages, relative to the suite's root, with their variants as queries."""
    for top in folders or [""]:
        for folder, names, files in os.walk(suite / top):
            names[:] = sorted(name for name in names if name not in _NOT_TESTS and not name.startswith("."))
            for name in sorted(files):
                path = Path(folder, name)
                yield from pages_of(path, path.relative_to(suite).as_posix())


def pages_of(file: Path, path: str) -> Iterator[str]:
    """The pages that one file gives: none, one, or one for each variant."""
    if path.endswith((".any.js", ".window.js")):
        meta = read_meta(file.read_text(encoding="utf-8", errors="replace"))
        if "window" in meta.globals:
            address = path.removesuffix(".js") + ".html"
            yield from (address + variant for variant in meta.variants or [""])
    elif path.endswith(_PAGE_SUFFIXES) and not re.search(r"-(manual|ref|notref)\.", path):
        text = file.read_text(encoding="utf-8", errors="replace")
        if _HARNESS.search(text):
            yield from (path + variant for variant in _VARIANT.findall(text) or [""])


def exists(suite: Path, page: str) -> bool:
    """Whether the suite still has the page."""
    path = page.split("?")[0]
    script = re.sub(r"\.(any|window)\.html$", r".\1.js", path)
    return (suite / path).is_file() or (suite / script).is_file()


def select(pages: Sequence[str], filters: Sequence[str]) -> list[str]:
    """Those that match a glob or lie in a folder of that name."""
    if not filters:
        return list(pages)
    return [page for page in pages if any(matches(page, pattern.rstrip("/")) for pattern in filters)]


def matches(page: str, pattern: str) -> bool:
    """A glob over the whole address, or the name of a folder."""
    return fnmatch.fnmatchcase(page, pattern) or page.startswith(pattern + "/")
