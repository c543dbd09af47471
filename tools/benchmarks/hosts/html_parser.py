"""Parses a page again and again: python html_parser.py whipsnake|html5lib-phases|html5lib FILE. The best time counts."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

LEAST_RUNS = 3
BUDGET = 1.0


def parser_named(name: str) -> Callable[[str], object]:
    """A function from text to document."""
    if name == "html5lib":
        import html5lib

        parse: Callable[[str], object] = html5lib.parse
        return parse
    import webapis.html.elements
    from webapis.html.parser import parse_document

    assert webapis.html.elements is not None
    html_parser = "html5lib" if name == "html5lib-phases" else "whipsnake"
    return lambda text: parse_document(text, scripting=False, html_parser=html_parser)


def main(name: str, path: str) -> None:
    """Measure one file."""
    parse = parser_named(name)
    text = Path(path).read_text(encoding="utf-8")
    times: list[float] = []
    while len(times) < LEAST_RUNS or sum(times) < BUDGET:
        started = time.process_time()
        document = parse(text)
        times.append(time.process_time() - started)
        del document
    print(f"RESULT {Path(path).stem} {min(times) * 1000:.3f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
