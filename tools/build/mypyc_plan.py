"""Run mypyc over one group and write down what there is to compile.

A process of its own: mypyc leaves the interpreter by sys.exit when a module is refused, and keeps much memory.
"""

import json
import sys
from pathlib import Path

from mypyc.build import mypycify


def main(name: str, folder: str, plan: str, *sources: str) -> None:
    """Translate the sources to C under folder; the plan lists extension modules, their sources and flags."""
    extensions = mypycify(
        # Strictness is the lint's matter, and so are the types of modules outside the group.
        ["--config-file=", f"--cache-dir={folder}/cache", "--follow-imports=silent", *sources],
        group_name=name,
        target_dir=folder,
        opt_level="2",
        debug_level="1",
        multi_file=True,
    )
    Path(plan).write_text(
        json.dumps(
            [
                {
                    "name": extension.name,
                    "sources": [str(Path(source).absolute()) for source in extension.sources],
                    "includes": [str(Path(path).absolute()) for path in extension.include_dirs],
                    "flags": extension.extra_compile_args,
                }
                for extension in extensions
            ]
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
