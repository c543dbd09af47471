"""What the HTML parser makes of random markup must be what html5lib's tree construction makes of it."""

import random

import pytest

from tools.fuzz.html import NAMES, random_markup
from tools.runners.html5lib.parsers import OwnView
from tools.runners.html5lib.tree import dump_children
from webapis.html.parser import parse_document, parse_fragment

pytest.importorskip("html5lib")

TEXTS = 250


@pytest.mark.parametrize("seed", range(4))
def test_html5lib_agrees_on_documents(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(TEXTS):
        text = random_markup(chance, 12)
        scripting = chance.random() < 0.5
        expected = dump_children(OwnView(), parse_document(text, scripting=scripting, html_parser="html5lib"))
        assert dump_children(OwnView(), parse_document(text, scripting=scripting)) == expected, text


@pytest.mark.parametrize("seed", range(4))
def test_html5lib_agrees_on_fragments(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(TEXTS):
        text = random_markup(chance, 12)
        scripting = chance.random() < 0.5
        name = chance.choice(NAMES)
        expected = dump_children(OwnView(), parse_fragment(text, name, scripting=scripting, html_parser="html5lib"))
        assert dump_children(OwnView(), parse_fragment(text, name, scripting=scripting)) == expected, (name, text)
