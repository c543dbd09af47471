"""The macro-IR that opcode handlers are written in, and the back ends that render it: C++ now, machine code beside it."""
