"""The version of bytecode: `python -m jsengine.bytecode.version OUTPUT` writes it as C++.

Files of bytecode carry it. It is a digest of what bytecode depends on: a file that was made by another emitter, or for other
tables of opcodes or scopes, is not read.
"""

import hashlib
import sys
from pathlib import Path

from jsengine.annotations import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DEPENDS_ON: Final = (
    "jsengine/bytecode/**/*.py",
    "jsengine/syntax/*.py",
    "jsengine/syntax/*.peg",
    "jsengine/kernel/syntax/*",
    "jsengine/kernel/portable/*",
    "jsengine/kernel/self_hosting.h",
)


def version() -> int:
    """64 bits of the digest."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in DEPENDS_ON for path in ROOT.glob(pattern) if path.is_file()}):
        text = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {len(text)}\n".encode() + text)
    return int.from_bytes(digest.digest()[:8], "little")


def main(output: str) -> None:
    """Write the source."""
    Path(output).write_text(
        "// Made by jsengine/bytecode/version.py. Do not edit.\n"
        '#include "jsengine/kernel/portable/format.h"\n\n'
        f"namespace whipsnake {{\nconst uint64_t kBytecodeVersion = {version():#x}u;\n}}\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
