"""`--parse-only`: the syntax alone. The error of a rejected source is a SyntaxError in phase parse."""

from collections.abc import Callable

from tools.runners.test262.frontmatter import FrontMatter
from tools.runners.test262.host import Outcome, Resolve
from tools.runners.test262.judge import Verdict
from tools.runners.test262.plan import Variant

ParseCheck = Callable[[str, bool], tuple[str, int, int] | None]
"""(source, is a module) to the first syntax error: message, line, column."""


class ParseHost:
    """A host that only parses."""

    def __init__(self, parse_check: ParseCheck) -> None:
        self.parse_check = parse_check

    def run(
        self,
        sources: list[tuple[str, str]],
        *,
        module: bool,
        is_async: bool,
        path: str,
        resolve: Resolve,
    ) -> Outcome:
        """Only the test itself is parsed."""
        error = self.parse_check(sources[-1][1], module)
        if error is None:
            return Outcome()
        message, line, column = error
        return Outcome(("parse", "SyntaxError", f"{message} ({line}:{column})"))


def judge_parse(variant: Variant, verdict_of: Callable[[Variant], Verdict]) -> Verdict:
    """Only errors of phase parse are the parser's: any other test has to be accepted."""
    meta = variant.meta
    negative = meta.negative if meta.negative is not None and meta.negative.phase == "parse" else None
    syntax_only = FrontMatter(flags=meta.flags - {"async"}, features=meta.features, negative=negative)
    return verdict_of(Variant(variant.path, variant.mode, syntax_only, variant.apart))
