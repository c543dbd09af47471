"""The page of the html suite, of any size: what is on most pages, in turn."""

import random

WORDS = [
    "lorem",
    "ipsum",
    "dolor",
    "sit",
    "amet",
    "consectetur",
    "adipiscing",
    "elit",
    "sed",
    "do",
    "eiusmod",
    "tempor",
    "incididunt",
    "ut",
    "labore",
]
HEAD = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Items</title><style>b { top: 0 }</style></head>\n'


def item(number: int, chance: random.Random) -> str:
    """One item, with its implied end tags and character references."""
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(5, 25)))
    return (
        f'<div class="row item-{number}" id="r{number}">'
        f'<h3><a href="/p/{number}?a=1&amp;b={number}">Item {number}</a></h3>'
        f'<p class="text">{words} <b>{words[:10]}</b> &amp; <i>more</i></p>'
        '<ul><li>one<li>two<li><a href="#">three</a></ul><!-- end -->'
        f'<table><tr><td>1</td><td>{number}</td></tr></table><img src="i{number}.png" alt="x"><br></div>\n'
    )


def html_page(size: int) -> str:
    """A page of about this many characters."""
    chance = random.Random(size)
    parts = [HEAD, "<body>\n"]
    length = 0
    while length < size:
        parts.append(item(len(parts), chance))
        length += len(parts[-1])
    return "".join(parts)
