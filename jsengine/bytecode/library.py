"""Compile what is written in JavaScript: `python -m jsengine.bytecode.library FOLDER [SCRIPT.js ...]` writes NAME.wsc for each
NAME.js in the folder, which are built-ins, and for each script.

Part of the build: scripts that use these functions do not wait for the emitter.
"""

import sys
from pathlib import Path

from jsengine._kernel import Context
from jsengine.annotations import Final

# PortableKind of kernel/portable/format.h.
SCRIPT: Final = 0
LIBRARY: Final = 2


def write_bytecode(path: Path, kind: int) -> None:
    """Compile one file."""
    code = Context().compile(path.read_text(encoding="utf-8"), path.name, kind)
    path.with_suffix(".wsc").write_bytes(code)


def main(folder: str, *scripts: str) -> None:
    """Write the files."""
    for path in sorted(Path(folder).glob("*.js")):
        write_bytecode(path, LIBRARY)
    for script in scripts:
        write_bytecode(Path(script), SCRIPT)


if __name__ == "__main__":
    main(*sys.argv[1:])
