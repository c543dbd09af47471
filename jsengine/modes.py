"""The ways a script can be run, and which of them this build has: every test of the engine runs in each."""

from importlib.util import find_spec


class Mode:
    """One way of running scripts: its name, the switches that choose it, the module without which it is not built."""

    __slots__ = ("name", "needs", "switches")

    def __init__(self, name: str, switches: tuple[str, ...], needs: str) -> None:
        self.name = name
        self.switches = switches
        self.needs = needs


NEVER_COMPILE = "999999999"

MODES = (
    Mode("jitless", ("--jitless",), "jsengine.shell"),
    Mode("interpreter", ("--jit-threshold", NEVER_COMPILE), "jsengine.machine.execution"),
    Mode("baseline", ("--jit-threshold", "0", "--no-optimizer"), "jsengine.machine.execution"),
    Mode("optimizer", ("--jit-threshold", "0"), "jsengine.jit.optimizer"),
)


def available_modes() -> tuple[Mode, ...]:
    """The modes that this build has. Nothing but jitless runs without asmjit."""
    if not (_is_there("jsengine.shell") and _is_there("jsengine.bytecode.emitter")):
        return ()
    machine_code = _is_there("jsengine.machine._asmjit")
    return tuple(mode for mode in MODES if mode.name == "jitless" or (machine_code and _is_there(mode.needs)))


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
