"""Which host a worker makes: our engine in this process, its parser alone, or any engine behind a command."""

import importlib
from collections.abc import Callable
from pathlib import Path

from tools.runners.pool import Unavailable
from tools.runners.test262.command_host import CommandHost
from tools.runners.test262.host import Host
from tools.runners.test262.parse_host import ParseHost

HOSTS = Path(__file__).parent / "hosts"
OWN_HOST = "jsengine.test262_host"
OWN_PARSER = "jsengine._kernel"
COMMANDS = {
    "node": "node --experimental-vm-modules --expose-gc --no-warnings {hosts}/node.js {flags} {files}",
    "quickjs": "qjs --std -m {hosts}/quickjs.js {flags} {files}",
}


def make_own_host() -> Host:
    """Our engine, in this process."""
    try:
        host: Host = importlib.import_module(OWN_HOST).Host()
    except (ImportError, AttributeError) as error:
        raise Unavailable(f"{OWN_HOST}.Host: {error}; is the engine built? (tools/run builds it)") from error
    return host


def make_parse_host() -> Host:
    """Our parser alone."""
    try:
        parse_source = importlib.import_module(OWN_PARSER).parse_source
    except (ImportError, AttributeError) as error:
        raise Unavailable(f"{OWN_PARSER}.parse_source: {error}; is the engine built? (tools/run builds it)") from error

    def parse_check(source: str, module: bool) -> tuple[str, int, int] | None:
        parsed = parse_source(source, module)
        if parsed.analyse(1 if module else 0):
            return None
        _, _, start, _, message = parsed.error
        line, column, _ = parsed.position(start)
        return message, line, column

    return ParseHost(parse_check)


def make_host_factory(engine: str | None, parse_only: bool, timeout: float) -> Callable[[], Host]:
    """What each worker calls to get its host."""
    if parse_only:
        return make_parse_host
    if engine is None:
        return make_own_host
    template = COMMANDS.get(engine, engine).replace("{hosts}", str(HOSTS))
    return lambda: CommandHost(template, timeout)
