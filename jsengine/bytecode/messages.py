"""The messages that bytecode throws by number (kernel/messages.h has their text).

Operands of type imm called `message` are indices into this tuple; the generated `opcodes.h` maps them to the kernel's enum,
so that rows can be added to either list without the other.
"""

from jsengine.annotations import Final

MESSAGES: Final = ("AssignToConstant", "TypeErrorText", "ReferenceErrorText", "InvalidSyntax", "NotAnObject")

ASSIGN_TO_CONSTANT: Final = 0
TYPE_ERROR: Final = 1
REFERENCE_ERROR: Final = 2
SYNTAX_ERROR: Final = 3
NOT_AN_OBJECT: Final = 4
