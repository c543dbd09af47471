"""Compile the built-ins written in JavaScript: `python -m jsengine.bytecode.library FOLDER` writes NAME.wsc for each NAME.js in it.

Part of the build: scripts that use these functions do not wait for the emitter.
"""

import sys
from pathlib import Path

from jsengine._kernel import Context
from jsengine.annotations import Final

LIBRARY: Final = 2  # PortableKind of kernel/portable/format.h


def main(folder: str) -> None:
    """Write the files."""
    for path in sorted(Path(folder).glob("*.js")):
        code = Context().compile(path.read_text(encoding="utf-8"), path.name, LIBRARY)
        path.with_suffix(".wsc").write_bytes(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
