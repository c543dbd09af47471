"""What cffi makes of asmjit_binding.py."""

class _Library:
    def whipsnake_asmjit_version(self) -> int: ...
    def whipsnake_start_machine(self, tables: int) -> int: ...

lib: _Library
