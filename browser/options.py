"""How pages run: limits, clock, grants."""

from collections.abc import Sequence


class AgentOptions:
    """What an agent is made with."""

    __slots__ = (
        "allow_hosts",
        "code_cache",
        "jit_threshold",
        "jitless",
        "memory_limit",
        "real_time",
        "root",
        "time_limit",
        "trace",
        "viewport",
    )

    def __init__(
        self,
        *,
        real_time: bool = False,
        root: str | None = None,
        allow_hosts: Sequence[str] = (),
        time_limit: float | None = None,
        memory_limit: int | None = None,
        trace: Sequence[str] = (),
        jitless: bool = False,
        jit_threshold: int | None = None,
        code_cache: bool = False,
        viewport: tuple[int, int] = (1280, 720),
    ) -> None:
        self.real_time = real_time
        self.root = root
        self.allow_hosts = allow_hosts
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.trace = trace
        self.jitless = jitless
        self.jit_threshold = jit_threshold
        self.viewport = viewport
        """Width and height in CSS pixels of what pages are shown on; nobody looks at it."""
        self.code_cache = code_cache
        """Whether bytecode of scripts is kept between processes."""
