"""`python tools/build`: build everything in place, compiling only what changed."""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from tools.build import report, steps  # noqa: E402  (the root of the tree must be on the path first)
from tools.build.report import BuildError, note, say  # noqa: E402


def arguments() -> argparse.Namespace:
    """The switches of the build."""
    parser = argparse.ArgumentParser(
        prog="python tools/build",
        description="Build the native parts of Whipsnake in place. Only what changed is built again.",
        epilog="examples:\n  python tools/build\n  python tools/build --debug --no-mypyc --jobs 2",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count() or 1, metavar="N", help="compilers at once")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--sanitize", action="store_true", help="with the address and undefined-behaviour sanitizers")
    kind.add_argument("--debug", action="store_true", help="unoptimised, with assertions")
    parser.add_argument("--no-mypyc", action="store_true", help="leave the Python sources uncompiled")
    parser.add_argument(
        "--without-asmjit",
        action="store_true",
        default=bool(os.environ.get("WHIPSNAKE_WITHOUT_ASMJIT")),
        help="build as if asmjit were not installed",
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="only tell what is being done")
    return parser.parse_args()


def main() -> int:
    """Run every step; a failure is one sentence after the tool's own output, and status 1."""
    given = arguments()
    report.quiet = given.quiet
    mode = "sanitize" if given.sanitize else "debug" if given.debug else "release"
    began = time.monotonic()
    try:
        did_something = steps.build(
            steps.Options(
                jobs=max(1, given.jobs),
                mode=mode,
                mypyc=not given.no_mypyc,
                asmjit=not given.without_asmjit,
            )
        )
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("build: interrupted; the next run goes on from here", file=sys.stderr)
        return 130
    (say if did_something else note)("done" if did_something else "up to date", f"{time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
