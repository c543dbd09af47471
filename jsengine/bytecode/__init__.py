"""Bytecode: the table of opcodes, what is derived from it, and the emitter that writes it."""
