"""Runs programs in this engine, each in a context of its own: a line of JSON in, a line of JSON out.

`python -m tools.fuzz.differential.worker [switches of the engine]`; the protocol is that of worker.cjs.
"""

import json
import sys
import time

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context, Handle, ScriptError, Terminated
from jsengine.options import ENGINE_SWITCHES, EngineOptions, parse

MEMORY_LIMIT = 300 << 20


def name_of(error: ScriptError) -> str:
    """What stands as `name` in what was thrown."""
    try:
        name = error.value.get("name") if isinstance(error.value, Handle) else None
    except TypeError:  # a symbol
        name = None
    return name if isinstance(name, str) else "undefined"


def run(options: EngineOptions, prelude: str, text: str, limit: int) -> tuple[str, str, float]:
    """What a program printed, why it was ended, and how many milliseconds it took."""
    context = Context(
        time_limit=limit / 1000,
        memory_limit=MEMORY_LIMIT,
        jitless=options.jitless,
        jit_threshold=-1 if options.jit_threshold is None else options.jit_threshold,
    )
    began = time.monotonic()
    end = reason = ""
    try:
        context.eval(prelude)
        try:
            context.eval(text)
        except ScriptError as error:
            end = f"uncaught {name_of(error)}"
        context.run_jobs()
        output = context.eval("$lines.length ? $lines.join('\\n') + '\\n' : ''")
    except Terminated as ended:
        output, reason = "", "time" if "time" in str(ended) else "memory"
    finally:
        context.close()
    return f"{output}{end}", reason, (time.monotonic() - began) * 1000


def main() -> None:
    options = EngineOptions.of(parse(sys.argv[1:], ENGINE_SWITCHES))
    prelude = ""
    for line in sys.stdin:
        message = json.loads(line)
        if not prelude:
            prelude = message
            continue
        text, limit = message
        sys.stdout.write(json.dumps(run(options, prelude, text, limit)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
