"""Starting machine code: the kernel asks once for the process, when the first context wants it."""

from jsengine import _kernel


def start() -> int:
    """The address of what runs machine code (struct Machine of kernel/machine/machine.h), 0 where there is none."""
    try:
        from jsengine.machine._asmjit import lib
    except ImportError:
        return 0
    return int(lib.whipsnake_start_machine(_kernel.machine_tables()))
