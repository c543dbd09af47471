"""The cffi binding of the machine code back end: `python -m jsengine.machine.asmjit_binding BINDING.cpp`.

What is bound is small: C++ beside this file lowers templates with asmjit, Python only carries addresses between it and
the kernel. cffi's module is built with the whole of Python's API, one for each version of Python.
"""

import sys
from pathlib import Path
from typing import Final

from cffi import FFI

_DECLARATIONS: Final = """
uint32_t whipsnake_asmjit_version(void);
uintptr_t whipsnake_start_machine(uintptr_t tables);
"""
_SOURCE: Final = """
#include "jsengine/machine/binding.h"
"""


def builder() -> FFI:
    """What cffi makes the module from."""
    ffi = FFI()
    ffi.cdef(_DECLARATIONS)
    ffi.set_source(
        "jsengine.machine._asmjit",
        _SOURCE,
        source_extension=".cpp",
        py_limited_api=False,
    )
    return ffi


if __name__ == "__main__":
    made = Path(sys.argv[1])
    builder().emit_c_code(str(made))
    # cffi's own build passes this macro to the compiler; ours is told by the source.
    made.write_text("#define _CFFI_NO_LIMITED_API\n" + made.read_text())
