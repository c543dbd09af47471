"""The properties of strings of v: emoji of several characters, put together as Unicode 17 recommends them (RGI).

https://www.unicode.org/reports/tr51/#Emoji_Sequences. What is regular is written as rules, so that this list can be read.
"""

from collections.abc import Iterable, Iterator
from itertools import product

import regex

JOINER = "\u200d"
PICTURE = "\ufe0f"
TONES = [chr(tone) for tone in range(0x1F3FB, 0x1F400)]
MAN, WOMAN, PERSON = "\U0001f468", "\U0001f469", "\U0001f9d1"
BOY, GIRL, CHILD = "\U0001f466", "\U0001f467", "\U0001f9d2"
FAMILY = "\U0001f46a"  # would take a tone, but is not recommended with one
HEART, KISS = "\u2764" + PICTURE, "\U0001f48b"
RIGHTWARDS = "\u27a1" + PICTURE
GENDERS = ["\u2640" + PICTURE, "\u2642" + PICTURE]

# Regions that have a flag, by their letters.
REGIONS = """
AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU FI FJ FK FM FO FR GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX
MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UN US UY UZ VA VC
VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES_OF_BRITAIN = ["gbeng", "gbsct", "gbwls"]

# What a person can do or have.
OBJECTS = [chr(c) for c in (0x1F33E, 0x1F373, 0x1F37C, 0x1F393, 0x1F3A4, 0x1F3A8, 0x1F3EB, 0x1F3ED, 0x1F4BB, 0x1F4BC)]
OBJECTS += [chr(c) for c in (0x1F527, 0x1F52C, 0x1F680, 0x1F692, 0x1F9B0, 0x1F9B1, 0x1F9B2, 0x1F9B3)]
OBJECTS += [chr(c) + PICTURE for c in (0x2695, 0x2696, 0x2708)]
AIDS = [chr(c) for c in (0x1F9AF, 0x1F9BC, 0x1F9BD)]
OBJECTS_OF_PERSONS = [chr(c) for c in (0x1F384, 0x1FA70)]

# Who can be a woman or a man: any tone; shown as text by default; no tone.
TONED = [chr(c) for c in (0x1F3C3, 0x1F3C4, 0x1F3CA, 0x1F46E, 0x1F46F, 0x1F470, 0x1F471, 0x1F473, 0x1F477, 0x1F481)]
TONED += [chr(c) for c in (0x1F482, 0x1F486, 0x1F487, 0x1F645, 0x1F646, 0x1F647, 0x1F64B, 0x1F64D, 0x1F64E, 0x1F6A3)]
TONED += [chr(c) for c in (0x1F6B4, 0x1F6B5, 0x1F6B6, 0x1F926, 0x1F935, 0x1F937, 0x1F938, 0x1F939, 0x1F93C, 0x1F93D)]
TONED += [chr(c) for c in (0x1F93E, 0x1F9B8, 0x1F9B9, 0x1F9CD, 0x1F9CE, 0x1F9CF, 0x1F9D4, *range(0x1F9D6, 0x1F9DE))]
TONED_TEXT = [chr(c) for c in (0x26F9, 0x1F3CB, 0x1F3CC, 0x1F575)]
UNTONED = [chr(c) for c in (0x1F9DE, 0x1F9DF)]
WALKERS = [chr(c) for c in (0x1F3C3, 0x1F6B6, 0x1F9CE)]

OTHERS = """
26D3+FE0F+200D+1F4A5 2764+FE0F+200D+1F525 2764+FE0F+200D+1FA79 1F344+200D+1F7EB 1F34B+200D+1F7E9 1F3F3+FE0F+200D+1F308
1F3F3+FE0F+200D+26A7+FE0F 1F3F4+200D+2620+FE0F 1F408+200D+2B1B 1F415+200D+1F9BA 1F426+200D+1F525 1F426+200D+2B1B
1F43B+200D+2744+FE0F 1F441+FE0F+200D+1F5E8+FE0F 1F62E+200D+1F4A8 1F635+200D+1F4AB 1F636+200D+1F32B+FE0F 1F642+200D+2194+FE0F
1F642+200D+2195+FE0F
"""


def joined(*parts: str) -> str:
    """Parts with joiners between them."""
    return JOINER.join(parts)


def toned(person: str) -> list[str]:
    """A person without and with each tone of skin."""
    return [person, *(person + tone for tone in TONES)]


def pairs(first: str, between: list[str], second: str, same: bool) -> Iterator[str]:
    """Two people of any two tones, or of any two that are not the same."""
    for one, other in product(TONES, TONES):
        if same or one != other:
            yield joined(first + one, *between, second + other)


def roles() -> Iterator[str]:
    """People with an object."""
    for person in (PERSON, MAN, WOMAN):
        for who in toned(person):
            yield from (joined(who, thing) for thing in OBJECTS + AIDS)
            yield from (joined(who, aid, RIGHTWARDS) for aid in AIDS)
            if person == PERSON:
                yield from (joined(who, thing) for thing in OBJECTS_OF_PERSONS)


def gendered() -> Iterator[str]:
    """Activities with a sign of gender, a direction, or both."""
    people = [who for person in TONED for who in toned(person)]
    people += [who for person in TONED_TEXT for who in (person + PICTURE, *toned(person)[1:])]
    yield from (joined(who, gender) for who in people + UNTONED for gender in GENDERS)
    walkers = [who for walker in WALKERS for who in toned(walker)]
    yield from (joined(who, RIGHTWARDS) for who in walkers)
    yield from (joined(who, gender, RIGHTWARDS) for who in walkers for gender in GENDERS)


def families() -> Iterator[str]:
    """Parents with one or two children."""
    children = [[BOY], [GIRL], [GIRL, BOY], [BOY, BOY], [GIRL, GIRL]]
    parents = [[MAN], [WOMAN], [MAN, MAN], [MAN, WOMAN], [WOMAN, WOMAN]]
    yield from (joined(*adults, *young) for adults in parents for young in children)
    yield from (joined(*[PERSON] * many, *[CHILD] * few) for many, few in product((1, 2), (1, 2)))


def couples() -> Iterator[str]:
    """Two people and what is between them."""
    handshake, ears, fight = "\U0001f91d", "\U0001f430", "\U0001faef"
    yield joined(PERSON, handshake, PERSON)
    yield from pairs(PERSON, [handshake], PERSON, same=True)
    for first, second in ((MAN, MAN), (WOMAN, MAN), (WOMAN, WOMAN)):
        yield from pairs(first, [handshake], second, same=False)
        for between in ([HEART], [HEART, KISS]):
            yield joined(first, *between, second)
            yield from pairs(first, between, second, same=True)
    for between in ([HEART], [HEART, KISS]):
        yield from pairs(PERSON, between, PERSON, same=False)
    for who, what in product((PERSON, MAN, WOMAN), (ears, fight)):
        yield from pairs(who, [what], who, same=False)
    yield from pairs("\U0001faf1", [], "\U0001faf2", same=False)


def every(pattern: str) -> list[str]:
    """The characters a pattern matches."""
    return [match.group() for match in regex.finditer(pattern, "".join(map(chr, range(0x20000))))]


def string_properties() -> dict[str, list[str]]:
    """The members of each property of strings by its name, but for RGI_Emoji, which is all of them."""
    pictures = [c for c in every(r"\p{Emoji_Presentation}") if not regex.match(r"\p{Regional_Indicator}", c)]
    texts = [
        c for c in every(r"\p{Emoji}") if c not in "0123456789#*" and not regex.match(r"\p{Emoji_Presentation}", c)
    ]
    properties: dict[str, Iterable[str]] = {
        "Basic_Emoji": pictures + [text + PICTURE for text in texts],
        "Emoji_Keycap_Sequence": [key + PICTURE + "\u20e3" for key in "0123456789#*"],
        "RGI_Emoji_Modifier_Sequence": [
            base + tone for base in every(r"\p{Emoji_Modifier_Base}") if base != FAMILY for tone in TONES
        ],
        "RGI_Emoji_Flag_Sequence": [
            "".join(chr(0x1F1E6 + ord(c) - ord("A")) for c in region) for region in REGIONS.split()
        ],
        "RGI_Emoji_Tag_Sequence": [
            "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in code) + "\U000e007f" for code in COUNTRIES_OF_BRITAIN
        ],
        "RGI_Emoji_ZWJ_Sequence": [
            *roles(),
            *gendered(),
            *families(),
            *couples(),
            *("".join(chr(int(c, 16)) for c in other.split("+")) for other in OTHERS.split()),
        ],
    }
    return {name: sorted(members) for name, members in properties.items()}
