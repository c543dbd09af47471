"""How pages run: limits, clock, grants, whose HTML parser."""

from collections.abc import Sequence

HTML_PARSERS = ("whipsnake", "html5lib")
"""Whose tree construction builds documents; the tokenizer is ours in any case."""


def checked_html_parser(name: str) -> str:
    """The name, if there is such a parser here."""
    if name not in HTML_PARSERS:
        raise ValueError(f"there is no HTML parser {name!r}; there are {' and '.join(HTML_PARSERS)}")
    if name == "html5lib":
        from importlib.util import find_spec

        if find_spec(name) is None:
            raise ModuleNotFoundError("the HTML parser html5lib is not installed; whipsnake[page] brings it", name=name)
    return name


class AgentOptions:
    """What an agent is made with."""

    __slots__ = (
        "allow_hosts",
        "code_cache",
        "html_parser",
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
        html_parser: str = HTML_PARSERS[0],
    ) -> None:
        self.real_time = real_time
        self.root = root
        self.allow_hosts = allow_hosts
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.trace = trace
        self.html_parser = checked_html_parser(html_parser)
        self.jitless = jitless
        self.jit_threshold = jit_threshold
        self.viewport = viewport
        """Width and height in CSS pixels of what pages are shown on; nobody looks at it."""
        self.code_cache = code_cache
        """Whether bytecode of scripts is kept between processes."""
