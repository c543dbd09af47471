"""`whipsnake` with a collection at every allocation and a verified heap after each: `python tests/js/gc_stress.py run ...`."""

import sys
from typing import Any

import jsengine.shell
from browser.cli import main
from jsengine._kernel import Context


def stressed_context(**settings: Any) -> Context:
    """A context that collects as often as it can."""
    context = Context(**settings)
    context.set_stress(True)
    return context


jsengine.shell.Context = stressed_context  # type: ignore[assignment,misc]
sys.exit(main())
