"""Runs one variant: gathers its sources, gives them to a host, judges the outcome."""

import os
from pathlib import Path

from tools.runners.test262.host import Host, HostCrash, HostTimeout
from tools.runners.test262.judge import Verdict, judge
from tools.runners.test262.plan import Variant, read_source

STRICT_PROLOGUE = '"use strict";\n'
DEFAULT_INCLUDES = ("assert.js", "sta.js")
ASYNC_INCLUDE = "doneprintHandle.js"


def resolve_module(specifier: str, referrer: str) -> str | None:
    """The suite imports files of the test's own folder by relative specifiers only."""
    if not specifier.startswith(("./", "../", "/")):
        return None
    path = os.path.normpath(os.path.join(os.path.dirname(referrer), specifier))
    return path if os.path.isfile(path) else None


class Executor:
    """A worker's way of running variants; keeps the text of harness files."""

    def __init__(self, suite: Path, host: Host) -> None:
        self.suite = suite
        self.host = host
        self.harness: dict[str, str] = {}

    def __call__(self, variant: Variant) -> Verdict:
        """Runs the variant and judges it."""
        path = str(self.suite / "test" / variant.path)
        try:
            outcome = self.host.run(
                [*self.includes(variant), (path, self.test_source(path, variant))],
                module=variant.mode == "module",
                is_async="async" in variant.meta.flags,
                path=path,
                resolve=resolve_module,
            )
        except HostTimeout as error:
            return Verdict("timeout", str(error))
        except HostCrash as error:
            return Verdict("crash", str(error))
        return judge(variant.meta, outcome)

    def test_source(self, path: str, variant: Variant) -> str:
        """The text of the test in the variant's mode."""
        source = read_source(path)
        return STRICT_PROLOGUE + source if variant.mode == "strict" else source

    def includes(self, variant: Variant) -> list[tuple[str, str]]:
        """The harness files that the test asks for, as (path, text)."""
        if "raw" in variant.meta.flags:
            return []
        names = list(DEFAULT_INCLUDES)
        if "async" in variant.meta.flags:
            names.append(ASYNC_INCLUDE)
        names.extend(variant.meta.includes)
        return [self.include(name) for name in dict.fromkeys(names)]

    def include(self, name: str) -> tuple[str, str]:
        """One harness file."""
        path = str(self.suite / "harness" / name)
        if name not in self.harness:
            self.harness[name] = read_source(path)
        return path, self.harness[name]
