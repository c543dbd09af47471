"""The .dat files: sections that each start with a line `#name`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
HTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
_HEADINGS = frozenset(
    {"#data", "#errors", "#new-errors", "#document-fragment", "#script-off", "#script-on", "#document"}
)
_MODES = {"#script-on": (True,), "#script-off": (False,)}


@dataclass(frozen=True, slots=True)
class Context:
    """The context element of a fragment case."""

    namespace: str
    local_name: str


@dataclass(frozen=True, slots=True)
class Case:
    """One text to parse with scripting on or off, and the tree that must come of it."""

    key: str
    """File, number in the file, scripting: `tests1.dat 12 script-on`."""
    data: str
    expected: str
    context: Context | None
    scripting: bool

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.key.split(" ")[0]


def read_folder(folder: Path) -> list[Case]:
    """All cases of the folder's files and of `scripted`, whose scripts have to run."""
    paths = [*sorted(folder.glob("*.dat")), *sorted(folder.glob("scripted/*.dat"))]
    return [case for path in paths for case in read_file(path, path.relative_to(folder).as_posix())]


def read_file(path: Path, name: str) -> Iterator[Case]:
    """The cases of one file. Carriage returns are data."""
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    for number, sections in enumerate(split_cases(text), 1):
        scripting = next((modes for heading, modes in _MODES.items() if heading in sections), (False, True))
        fragment = sections.get("#document-fragment")
        for mode in scripting:
            yield Case(
                key=f"{name} {number} {'script-on' if mode else 'script-off'}",
                data=sections["#data"],
                expected=sections["#document"],
                context=parse_context(fragment) if fragment is not None else None,
                scripting=mode,
            )


def split_cases(text: str) -> Iterator[dict[str, str]]:
    """Each case as its sections, heading to text without the last line feed."""
    sections: dict[str, list[str]] = {}
    heading = ""
    for line in text.split("\n"):
        # A text to parse ends at `#errors` only: any other heading may stand in it.
        is_heading = line in _HEADINGS and (heading != "#data" or line == "#errors")
        if not is_heading:
            if heading:
                sections[heading].append(line)
            continue
        if line == "#data" and sections:
            yield _joined(sections)
            sections = {}
        heading = line
        sections[heading] = []
    if sections:
        yield _joined(sections)


def _joined(sections: dict[str, list[str]]) -> dict[str, str]:
    joined = {heading: "\n".join(lines) for heading, lines in sections.items()}
    # A blank line stands between cases; the file ends with a line feed.
    joined["#document"] = joined["#document"].rstrip("\n")
    return joined


def parse_context(text: str) -> Context:
    """`svg path` is an element of SVG, `td` one of HTML."""
    prefix, _, local_name = text.strip().rpartition(" ")
    return Context(_NAMESPACES[prefix] if prefix else HTML_NAMESPACE, local_name)
