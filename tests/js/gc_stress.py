"""`whipsnake` with a collection at every N-th allocation and a verified heap after each: `gc_stress.py N run ...`."""

import sys
from typing import Any

import jsengine.shell
from browser.cli import main
from jsengine._kernel import Context

INTERVAL = int(sys.argv.pop(1))


def stressed_context(**settings: Any) -> Context:
    """A context that collects often."""
    context = Context(**settings)
    context.set_stress(INTERVAL)
    return context


vars(jsengine.shell)["Context"] = stressed_context
sys.exit(main())
