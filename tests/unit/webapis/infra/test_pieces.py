"""What is done to long texts and bytes in pieces gives what it gives at once."""

import pytest

from webapis.html.microsyntaxes import is_valid_float
from webapis.infra.ascii import ordered_set
from webapis.infra.pieces import PIECE, joined_bytes, sliced_bytes


@pytest.mark.parametrize("length", [0, 5, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_bytes(length: int) -> None:
    data = bytes(range(251)) * (length // 251 + 1)
    parts = [data[:length], b"ab", data[1 : length + 1]]
    assert joined_bytes(parts) == b"".join(parts)
    assert sliced_bytes(data, 1, length + 1) == data[1 : length + 1]
    assert sliced_bytes(data, 0, len(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "a b\ta",
        "a\u00e4b c ",
        "x" * (PIECE - 1) + " y x",
        "word " * PIECE,
        " " * (3 * PIECE) + "z",
        "ab\n" * PIECE + "ab",
    ],
)
def test_ordered_sets(text: str) -> None:
    assert ordered_set(text) == list(dict.fromkeys(text.split()))


@pytest.mark.parametrize(
    ("text", "valid"),
    [("1e5", True), ("-.5", True), ("1 ", False), ("0x1", False), ("inf", False), ("1_0", False), ("", False)],
)
def test_numbers(text: str, valid: bool) -> None:
    assert is_valid_float(text) is valid
