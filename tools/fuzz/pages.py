"""Fuzz whole pages: `python -m tools.fuzz.pages [--seconds N] [--seed N] [--once] [--stress] [FILE.html]...`

A page of random markup, or of a given page with pieces changed, is loaded; a script calls at random what the interfaces
declare (pages.js); the page is clicked, typed into, settled, serialised and closed. Wanted: no crash, no exception of
Python's own in scripts or out of a page, a tree whose links hold, a heap that holds together. --stress collects at
every few allocations. Run it on a tree compiled by mypyc too. Each finding is printed once, with its seed.
"""

import argparse
import faulthandler
import json
import random
import re
import sys
import time
import traceback
from pathlib import Path

from browser.options import AgentOptions
from browser.page import ElementNotFound, NavigationError, Page, ScriptFailure
from jsengine._kernel import ScriptError, Terminated
from tools.fuzz.html import check_tree, mutated, random_markup
from webapis.idl import bindings
from webapis.idl.exceptions import DOM_EXCEPTION_NAMES
from webapis.idl.model import Type
from webapis.idl.table import declarations
from webapis.infra.ascii import split_surrogates

PROGRAM = Path(__file__).with_suffix(".js")
CALLS = 1500
CALLS_UNDER_STRESS = 60
TIME_LIMIT = 20.0
MEMORY_LIMIT = 1 << 30
NUMBERS = {"octet", "byte", "short", "long", "long long", "double", "float"}
NUMBERS |= {f"unsigned {name}" for name in NUMBERS} | {f"unrestricted {name}" for name in NUMBERS}
SELECTORS = ("button", "input", "a", "label", "option", "summary", "x-hostile", "textarea", "*")
EXPECTED = (ElementNotFound, NavigationError, ScriptFailure)
"""What a page's methods raise by contract."""


class Finding(Exception):
    """Something that must not be."""


def plain_types(type_: Type) -> list[str]:
    """The names that pages.js knows a type by."""
    table = declarations()
    names = [name for one in type_.parameters for name in plain_types(one)] if type_.name == "union" else []
    if type_.name in table.enumerations:
        names.append("DOMString")
    elif type_.name in table.callbacks or getattr(table.interfaces.get(type_.name), "kind", "") == "callback interface":
        names.append("callback")
    elif type_.name in ("sequence", "FrozenArray"):
        names.append("sequence")
    elif type_.name in NUMBERS:
        names.append("number")
    elif type_.name != "union":
        names.append(type_.name)
    return [*names, "null"] if type_.nullable else names


def signatures() -> dict[str, list[list[str]]]:
    """The types of the arguments of each member, overloads put together."""
    found: dict[str, list[list[str]]] = {}
    for interface in declarations().interfaces.values():
        overloads = [(operation.name, operation.overloads) for operation in interface.operations]
        for name, declared in [*overloads, ("new", interface.constructors)]:
            places: list[list[str]] = []
            for overload in declared:
                for number, argument in enumerate(overload.arguments):
                    if number == len(places):
                        places.append([])
                    places[number] += plain_types(argument.type)
            if declared:
                found[f"{interface.name}.{name}"] = places
        for attribute in interface.attributes:
            found[f"{interface.name}.{attribute.name}"] = [plain_types(attribute.type)]
    return found


def program(seed: int, calls: int) -> str:
    """The script, with what is declared."""
    table = declarations()
    values: dict[str, object] = {
        "SIGNATURES": signatures(),
        "DICTIONARIES": {
            dictionary.name: {member.name: plain_types(member.type) for member in dictionary.members}
            for dictionary in table.dictionaries.values()
        },
        "INTERFACES": sorted(name for name, one in table.interfaces.items() if one.kind == "interface"),
        "WORDS": sorted({value for enumeration in table.enumerations.values() for value in enumeration.values}),
        "SEED": seed,
        "CALLS": calls,
    }
    text = PROGRAM.read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf"\b{name}\b", json.dumps(value).replace("\\", r"\\"), text)
    # Its variables are the program's own: what it puts into the page does not see them.
    return "{" + text + "}"


def act(page: Page, chance: random.Random) -> None:
    """What a user of the page does."""
    for _ in range(4):
        selector = chance.choice(SELECTORS)
        try:
            if chance.random() < 0.7:
                page.dispatch_click(selector)
            elif page.evaluate(f"document.querySelector('{selector}') instanceof HTMLInputElement"):
                page.type(selector, "a\n\U0001f600")
            else:
                page.dispatch_event(selector, chance.choice(("click", "input", "x")))
        except EXPECTED:
            pass
        except ValueError as error:
            if "takes no text" not in str(error):
                raise


def run(seed: int, pages: list[str], stress: bool) -> None:
    """One page, from its markup to its end."""
    chance = random.Random(seed)
    text = random_markup(chance, chance.choice((3, 10, 40, 200)))
    if pages and chance.random() < 0.5:
        text = mutated(chance, chance.choice(pages))
    page = Page(AgentOptions(time_limit=TIME_LIMIT, memory_limit=MEMORY_LIMIT))
    kernel = page._host.kernel
    try:
        page.set_content("<!doctype html><body>" + text, timeout=TIME_LIMIT)
        kernel.set_stress(7 if stress else 0)
        try:
            calls = CALLS_UNDER_STRESS if stress else CALLS
            bindings.evaluate(page._window, split_surrogates(program(seed, calls)), "fuzz.js")
        except ScriptError as error:
            print(f"seed {seed}: {error}")  # the page took away what the program needs
        page.settle(TIME_LIMIT)
        act(page, chance)
        page.settle(TIME_LIMIT)
        page.content(), page.visible_text(), page.title, page.text()
        check_tree(page._document)
        kernel.set_stress(0)
        if seed % 20 == 0:
            kernel.verify()
        look_for_findings(page)
    except EXPECTED:
        pass  # the page has no element of that name
    except Terminated as termination:
        print(f"seed {seed}: {termination}", flush=True)
    finally:
        kernel.set_stress(0)
        page.close()


def look_for_findings(page: Page) -> None:
    """Exceptions of Python's that the script met, or that were reported as nobody's."""
    for message in page.console:
        if message.text.startswith("FINDING"):
            raise Finding(message.text)
    for error in page.errors:
        name = error.message.removeprefix("Error: ").partition(": ")[0]
        if name[:1].isupper() and name.endswith(("Error", "Exception")) and name not in SCRIPTS_OWN:
            raise Finding(f"{error.message}\n{error.stack}")


SCRIPTS_OWN = {"EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError"}
SCRIPTS_OWN |= set(DOM_EXCEPTION_NAMES)


def main(arguments: list[str]) -> int:
    """Fuzz for a time; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz.pages", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="default %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="default %(default)s")
    parser.add_argument("--once", action="store_true", help="only this seed")
    parser.add_argument("--progress", action="store_true", help="tell each seed before its turn: crashes do not")
    parser.add_argument("--stress", action="store_true", help="collect at every few allocations")
    parser.add_argument("pages", nargs="*", type=Path, metavar="FILE.html")
    options = parser.parse_args(arguments)
    faulthandler.enable()
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in options.pages]
    deadline = time.monotonic() + options.seconds
    seed = options.seed
    findings: set[str] = set()
    while time.monotonic() < deadline:
        if options.progress:
            print(seed, file=sys.stderr, flush=True)
        try:
            run(seed, pages, options.stress)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            text = f"{type(error).__name__}: {error}".partition("\n")[0]
            if text not in findings:
                findings.add(text)
                print(f"seed {seed}")
                traceback.print_exc(file=sys.stdout)
                sys.stdout.flush()
        seed += 1
        if options.once:
            break
    print(f"{seed - options.seed} pages, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
