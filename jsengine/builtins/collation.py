"""An order of texts for localeCompare, near to the root collation of Unicode: see `compare`."""

import unicodedata


def _keys(text: str) -> tuple[list[tuple[int, str]], str, str]:
    decomposed = unicodedata.normalize("NFD", text)
    letters: list[tuple[int, str]] = []
    for character in decomposed:
        category = unicodedata.category(character)
        if category[0] == "M" or category == "Cc":
            continue
        # Blanks and punctuation, symbols, digits, letters: in this order.
        group = {"Z": 0, "P": 1, "S": 2, "N": 3}.get(category[0], 4)
        letters.append((group, character.casefold()))
    accents = "".join(c for c in decomposed if unicodedata.category(c)[0] == "M")
    cases = "".join("0" if c.islower() else "1" for c in decomposed if c.isalpha())
    return letters, accents, cases


def compare(a: str, b: str) -> int:
    """-1, 0 or 1: by letters without case and accents, then by accents, then lower case before upper case."""
    x, y = _keys(a), _keys(b)
    return (x > y) - (x < y)
