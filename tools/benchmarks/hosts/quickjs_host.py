"""Runs a script in QuickJS by way of the PyPI package `quickjs`: python quickjs_host.py FILE."""

import sys
import time
from pathlib import Path

import quickjs


def main(path: str) -> None:
    """Runs the file, then its jobs."""
    context = quickjs.Context()
    context.set_max_stack_size(8 * 1024 * 1024)
    context.add_callable("print", lambda *words: print(*words, flush=True))
    context.add_callable("hostCpuTime", lambda: time.process_time() * 1000.0)
    context.eval(Path(path).read_text(encoding="utf-8"))
    while context.execute_pending_job():
        pass


if __name__ == "__main__":
    main(sys.argv[1])
