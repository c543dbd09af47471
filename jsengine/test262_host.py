"""Runs one test of test262 in a fresh realm: `Host().run(...)`. The contract is the conformance runner's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jsengine._kernel import Context, Handle, ScriptError, Terminated, parse_source
from jsengine.test262_agents import SLICE, Agents

Resolve = Callable[[str, str], str | None]

TIME_LIMIT = 30.0
MEMORY_LIMIT = 1 << 30
COMPLETE = "Test262:AsyncTest"


@dataclass
class Outcome:
    """How one test ended."""

    error: tuple[str, str, str] | None = None
    """(phase, name, message) of the uncaught error; the phase is parse, resolution or runtime."""
    printed: list[str] = field(default_factory=list)


def error_name(error: ScriptError) -> str:
    """The name of the constructor of what was thrown."""
    thrown = error.value
    if isinstance(thrown, Handle):
        constructor = thrown.get("constructor")
        name = constructor.get("name") if isinstance(constructor, Handle) else thrown.get("name")
        return name if isinstance(name, str) else "Error"
    return "Test262Error" if isinstance(thrown, str) and thrown.startswith("Test262Error") else "Error"


def parses(text: str, module: bool) -> bool:
    """Whether a text has no early error."""
    source = parse_source(text, module)
    return source.error is None and source.analyse(1 if module else 0)


class _Run:
    """One test: a context, and what it printed."""

    def __init__(self, path: str, resolve: Resolve) -> None:
        self.outcome = Outcome()
        self.path = path
        self.resolve = resolve
        self.context = Context(time_limit=TIME_LIMIT, memory_limit=MEMORY_LIMIT)
        self.context.define_test262_host()
        self.agents = Agents(self.context, TIME_LIMIT, MEMORY_LIMIT)
        self.context.define_global("print", self.print)
        self.context.set_module_loader(self.load)

    def print(self, *values: object) -> None:
        self.outcome.printed.append(" ".join(map(str, values)))

    def load(self, specifier: str, referrer: str | None, kind: str) -> tuple[str, str]:
        found = self.resolve(specifier, referrer or self.path)
        if found is None:
            raise FileNotFoundError(f"there is no module {specifier}")
        return found, Path(found).read_text(encoding="utf-8", errors="surrogatepass")

    def fail(self, phase: str, error: ScriptError) -> None:
        self.outcome.error = (phase, error_name(error), str(error))

    def script(self, name: str, text: str) -> bool:
        try:
            self.context.eval(text, name)
        except ScriptError as error:
            self.fail("runtime" if parses(text, False) else "parse", error)
            return False
        return True

    def module(self, name: str, text: str) -> bool:
        try:
            promise = self.context.import_module(self.path, text)
        except ScriptError as error:
            self.fail("resolution" if parses(text, True) else "parse", error)
            return False
        failed: list[ScriptError] = []

        def settle(reason: object) -> None:
            failed.append(ScriptError(reason))

        self.context.define_global("$rejected", settle)
        assert isinstance(promise, Handle)
        try:
            promise.call_method("then", None, self.context.global_this.get("$rejected"))
        finally:
            self.context.eval("delete globalThis.$rejected")
        self.context.run_jobs()
        if failed:
            reason = failed[0].args[0]
            failed[0].value = reason
            self.outcome.error = ("runtime", error_name(failed[0]), str(describe(reason)))
        return not failed

    def drain(self) -> None:
        """Run jobs, and wait for those that other agents cause."""
        try:
            self.context.run_jobs()
            while not self.is_complete() and self.context.wait_for_notification(SLICE):
                self.context.run_jobs()
        except ScriptError as error:
            self.fail("runtime", error)

    def is_complete(self) -> bool:
        """Whether an asynchronous test has said its last word."""
        return any(line.startswith(COMPLETE) for line in self.outcome.printed)

    def close(self) -> None:
        self.agents.close()
        self.context.close()


def describe(reason: object) -> str:
    """Name and message of a thrown object, without running its code more than needed."""
    if isinstance(reason, Handle):
        return f"{reason.get('name')}: {reason.get('message')}"
    return str(reason)


class Host:
    """The engine as the runner of test262 sees it."""

    def run(
        self, sources: list[tuple[str, str]], *, module: bool, is_async: bool, path: str, resolve: Resolve
    ) -> Outcome:
        """Runs the sources in order in a fresh realm, the last as a module if `module` says so, then the jobs."""
        run = _Run(path, resolve)
        try:
            last = len(sources) - 1
            for index, (name, text) in enumerate(sources):
                good = run.module(name, text) if module and index == last else run.script(name, text)
                if not good:
                    return run.outcome
            run.drain()
        except Terminated as ended:
            run.outcome.error = ("runtime", "Terminated", str(ended))
        finally:
            run.close()
        return run.outcome
