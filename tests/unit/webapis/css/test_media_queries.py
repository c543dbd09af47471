"""Media queries: what is read, how it is written again, and what is true of a window of 1280 by 720 pixels."""

import pytest

from webapis.css.media_features import Environment
from webapis.css.media_queries import any_matches, parse_media_queries, queries_text

# text | as it is written again | whether it matches
QUERIES = """
screen | screen | yes
PRINT | print | no
only screen and (color) | only screen and (color) | yes
not print | not print | yes
all and (min-width: 1px) | (min-width: 1px) | yes
(min-width:80em) | (min-width: 80em) | yes
(min-width: 81em) | (min-width: 81em) | no
(width > 1280px) | (width > 1280px) | no
(1280px <= width) | (1280px <= width) | yes
(100px < height <= 720px) | (100px < height <= 720px) | yes
(100px < height > 720px) | (100px < height > 720px) | no
(orientation: landscape) and (not (monochrome)) | (orientation: landscape) and (not (monochrome)) | yes
(aspect-ratio: 16/9) | (aspect-ratio: 16 / 9) | yes
(foo: bar) | (foo: bar) | no
not (foo: bar) | not (foo: bar) | no
(foo) or (color) | (foo) or (color) | yes
(color) or (grid) and (hover) | not all | no
screen, print | screen, print | yes
and, print | not all, print | no
not | not all | no
(width >) | (width >) | no
(min-hover: hover) | (min-hover: hover) | no
(width: calc(1000px + 17.5em)) | (width: calc(17.5em + 1000px)) | yes
(resolution: 96dpi) | (resolution: 96dpi) | yes
"""
ROWS = [tuple(part.strip() for part in row.split("|")) for row in QUERIES.strip().split("\n")]


@pytest.mark.parametrize(("text", "written", "matches"), ROWS)
def test_media_query(text: str, written: str, matches: str) -> None:
    queries = parse_media_queries(text)
    assert queries_text(queries) == written
    assert any_matches(queries, Environment()) == (matches == "yes")


def test_deep_conditions_end() -> None:
    text = "(" * 5000 + "color" + ")" * 5000
    assert not any_matches(parse_media_queries(text), Environment()) or parse_media_queries(text) == []
