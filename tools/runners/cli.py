"""The command line: the first word names the suite, the rest belongs to its runner."""

import importlib
import sys

SUITES = {
    "test262": "tools.runners.test262.main",
    "html5lib": "tools.runners.html5lib.main",
    "wpt": "tools.runners.wpt.main",
}


def main(arguments: list[str]) -> int:
    """Runs the suite that the first word names; gives the exit status."""
    if not arguments or arguments[0] not in SUITES:
        names = "|".join(SUITES)
        print(f"usage: tools/conformance {names} --suite DIR [options]   (--help after a name)", file=sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    module = importlib.import_module(SUITES[arguments[0]])
    try:
        status: int = module.main(arguments[1:])
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        # A list, reference or report that cannot be read or written.
        print(error, file=sys.stderr)
        return 2
    return status
