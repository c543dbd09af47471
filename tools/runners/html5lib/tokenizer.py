"""The tokenizer's tests: JSON files with texts, tokens and parse errors. Format: tokenizer/README.md of the suite."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.runners.html5lib.tree import join_surrogates

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")


@dataclass(frozen=True, slots=True)
class TokenizerCase:
    """One text and the state to start in."""

    key: str
    """File, number in the file, state: `tokenizer/test1.test 12 DATA`."""
    data: str
    expected: str
    state: str
    last_start_tag: str

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.key.split(" ")[0]


def read_tests(folder: Path) -> Iterator[TokenizerCase]:
    """All cases; what asks for a coerced infoset is none of a browser's."""
    for path in sorted(folder.glob("*.test")):
        tests = json.loads(path.read_text(encoding="utf-8")).get("tests", [])
        for number, test in enumerate(tests, 1):
            for state in test.get("initialStates", ["Data state"]):
                name = state.removesuffix(" state").replace(" ", "_").upper()
                yield TokenizerCase(
                    key=f"tokenizer/{path.name} {number} {name}",
                    data=unescape(test, test["input"]),
                    expected=written(
                        unescape(test, test["output"]),
                        [(error["code"], error["line"], error["col"]) for error in test.get("errors", [])],
                    ),
                    state=name,
                    last_start_tag=test.get("lastStartTag", ""),
                )


def unescape(test: Any, value: Any) -> Any:
    """A string, or all in a list or object, unescaped once more if the test says so."""
    if not test.get("doubleEscaped"):
        return value
    if isinstance(value, str):
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, list):
        return [unescape(test, item) for item in value]
    if isinstance(value, dict):
        return {unescape(test, key): unescape(test, item) for key, item in value.items()}
    return value


def written(tokens: list[Any], errors: list[tuple[str, int, int]]) -> str:
    """Tokens and errors, a line each."""
    lines = [json.dumps(token, ensure_ascii=False, sort_keys=True) for token in tokens]
    lines += [f"{line}:{column} {code}" for code, line, column in errors]
    return join_surrogates("\n".join(lines))


class OwnTokenizer:
    """webapis.html.parser's."""

    def parse(self, case: TokenizerCase) -> str:
        """Tokens and errors, as `written` has them."""
        from webapis.html.parser import states
        from webapis.html.parser.token_recorder import tokenize
        from webapis.infra.ascii import split_surrogates

        tokens, errors = tokenize([split_surrogates(case.data)], getattr(states, case.state), case.last_start_tag)
        return written(tokens, [(error.code, error.line, error.column) for error in errors])
