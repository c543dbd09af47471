"""The assembler of one function: instructions, labels, constants, registers, handlers, positions.

Instructions are encoded at once, in the narrow form when every operand fits 16 bits. A forward jump is taken to be near; when
one turns out not to be, `JumpTooFar` is raised and the function is emitted again with wide forward jumps.
"""

import os

from jsengine._generated.opcode_numbers import WIDE
from jsengine.annotations import Final
from jsengine.bytecode.code import (
    BigIntConstant,
    CodeUnit,
    Constant,
    Descriptor,
    FunctionReference,
    SymbolConstant,
)

FORCED_WIDE: Final = os.environ.get("WHIPSNAKE_WIDE", "") not in ("", "0")
"""For tests: no instruction with operands is narrow."""

CALL_HEADER: Final = 8
"""Registers from the callee to `this` in the window of a call."""

MAXIMUM_REGISTERS: Final = 1 << 16


class JumpTooFar(Exception):
    """A forward jump needs the wide form."""


class Label:
    """A place in the code, known or still to come."""

    def __init__(self) -> None:
        self.offset = -1
        self.instructions: list[int] = []
        """Starts of the jumps that wait for the offset."""
        self.fields: list[int] = []
        """Where in them the distance goes: units from the start of the code."""


class Region:
    """Code whose exceptions go to one handler; it may have gaps (ways out that run what the handler would run)."""

    def __init__(self, exception_register: int) -> None:
        self.target = Label()
        self.exception_register = exception_register
        self.ranges: list[int] = []
        """Offsets: from, to, from, to ... ; the last `to` is missing while the region is open."""

    def is_open(self) -> bool:
        """Whether code that is emitted now belongs to the region."""
        return len(self.ranges) % 2 == 1


class Assembler:
    """Encodes one function."""

    def __init__(self, first_register: int, wide_jumps: bool) -> None:
        self.units: list[int] = []
        self.wide_jumps = wide_jumps or FORCED_WIDE
        self.least = 0 if FORCED_WIDE else -0x8000
        self.most = -1 if FORCED_WIDE else 0x7FFF
        """What an operand of 16 bits can be."""
        self.constants: list[Constant] = []
        self.constant_numbers: dict[tuple[str, Constant], int] = {}
        self.text_numbers: dict[str, int] = {}
        self.regions: list[Region] = []
        self.positions: list[int] = []
        """Pairs, as in a code unit."""
        self.last_position = -1
        self.last_position_offset = -1
        self.feedback_count = 0
        self.top = first_register
        """The first register that is not in use."""
        self.register_count = first_register
        self.reachable = True
        """Whether the next instruction can be reached."""

    # ------------------------------------------------------------------------------------------- registers

    def register(self) -> int:
        """Take one register."""
        register = self.top
        self.reserve(1)
        return register

    def reserve(self, count: int) -> int:
        """Take consecutive registers; the first."""
        first = self.top
        self.top += count
        if self.top > self.register_count:
            if self.top > MAXIMUM_REGISTERS:
                raise RecursionError("too many registers")
            self.register_count = self.top
        return first

    def feedback(self) -> int:
        """Take one slot of the feedback vector."""
        slot = self.feedback_count
        self.feedback_count = slot + 1
        return slot

    # ------------------------------------------------------------------------------------------ constants

    def text(self, value: str) -> int:
        """Number of the constant of a string; most constants are."""
        number = self.text_numbers.get(value)
        if number is None:
            number = len(self.constants)
            self.constants.append(value)
            self.text_numbers[value] = number
        return number

    def constant(self, value: Constant) -> int:
        """Number of a constant; equal strings and numbers share one."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, (FunctionReference, BigIntConstant, SymbolConstant, Descriptor)):
            self.constants.append(value)
            return len(self.constants) - 1
        if isinstance(value, float):  # 0.0, -0.0 and NaN: by what is written
            key: tuple[str, Constant] = ("float", repr(value))
        else:
            key = (type(value).__name__, value)
        number = self.constant_numbers.get(key)
        if number is None:
            number = len(self.constants)
            self.constants.append(value)
            self.constant_numbers[key] = number
        return number

    # --------------------------------------------------------------------------------------- instructions

    def emit1(self, opcode: int, a: int) -> None:
        """An instruction with one operand."""
        units = self.units
        if self.least <= a <= self.most:
            units.append(opcode)
            units.append(a & 0xFFFF)
        else:
            units.append(opcode + WIDE)
            self.wide_operand(a)

    def emit2(self, opcode: int, a: int, b: int) -> None:
        """An instruction with two operands."""
        units = self.units
        if self.least <= a <= self.most and self.least <= b <= self.most:
            units.append(opcode)
            units.append(a & 0xFFFF)
            units.append(b & 0xFFFF)
        else:
            units.append(opcode + WIDE)
            self.wide_operand(a)
            self.wide_operand(b)

    def emit3(self, opcode: int, a: int, b: int, c: int) -> None:
        """An instruction with three operands."""
        units = self.units
        least, most = self.least, self.most
        if least <= a <= most and least <= b <= most and least <= c <= most:
            units.append(opcode)
            units.append(a & 0xFFFF)
            units.append(b & 0xFFFF)
            units.append(c & 0xFFFF)
        else:
            units.append(opcode + WIDE)
            self.wide_operand(a)
            self.wide_operand(b)
            self.wide_operand(c)

    def emit4(self, opcode: int, a: int, b: int, c: int, d: int) -> None:
        """An instruction with four operands."""
        units = self.units
        least, most = self.least, self.most
        if least <= a <= most and least <= b <= most and least <= c <= most and least <= d <= most:
            units.append(opcode)
            units.append(a & 0xFFFF)
            units.append(b & 0xFFFF)
            units.append(c & 0xFFFF)
            units.append(d & 0xFFFF)
        else:
            self.emit_list(opcode, [a, b, c, d])

    def emit5(self, opcode: int, a: int, b: int, c: int, d: int, e: int) -> None:
        """An instruction with five operands."""
        self.emit_list(opcode, [a, b, c, d, e])

    def emit0(self, opcode: int) -> None:
        """An instruction without operands."""
        self.units.append(opcode)

    def emit_list(self, opcode: int, operands: list[int]) -> None:
        """An instruction with its operands."""
        for operand in operands:
            if not self.least <= operand <= self.most:
                break
        else:
            self.units.append(opcode)
            for operand in operands:
                self.units.append(operand & 0xFFFF)
            return
        self.units.append(opcode + WIDE)
        for operand in operands:
            self.wide_operand(operand)

    def wide_operand(self, value: int) -> None:
        """32 bits, the low half first."""
        self.units.append(value & 0xFFFF)
        self.units.append((value >> 16) & 0xFFFF)

    def terminate(self) -> None:
        """The instruction just emitted does not go on to the next."""
        self.reachable = False

    # --------------------------------------------------------------------------------------------- labels

    def bind(self, label: Label) -> None:
        """The label is here."""
        here = len(self.units)
        label.offset = here
        units = self.units
        for start, field in zip(label.instructions, label.fields, strict=True):
            distance = here - start
            if units[start] >= WIDE:
                units[field] = distance & 0xFFFF
                units[field + 1] = distance >> 16
            elif distance > 0x7FFF:
                raise JumpTooFar
            else:
                units[field] = distance
        if label.instructions:
            self.reachable = True

    def bind_head(self, label: Label) -> None:
        """The label is here, and jumps back to it are still to come."""
        self.bind(label)

    def jump(self, opcode: int, operands: list[int], label: Label) -> None:
        """A jump to the label: the operands, then the distance."""
        start = len(self.units)
        if label.offset >= 0:
            self.emit_list(opcode, [*operands, label.offset - start])
            return
        if self.wide_jumps:
            self.units.append(opcode + WIDE)
            for operand in operands:
                self.wide_operand(operand)
            label.fields.append(len(self.units))
            self.wide_operand(0)
        else:
            self.emit_list(opcode, [*operands, 0])
            wide = self.units[start] >= WIDE
            label.fields.append(len(self.units) - (2 if wide else 1))
        label.instructions.append(start)

    # ------------------------------------------------------------------------------- handlers and positions

    def open_region(self, exception_register: int) -> Region:
        """Code from here on is inside a new region."""
        region = Region(exception_register)
        region.ranges.append(len(self.units))
        return region

    def suspend_region(self, region: Region) -> None:
        """Code from here on is outside of the region."""
        region.ranges.append(len(self.units))

    def resume_region(self, region: Region) -> None:
        """Code from here on is inside again."""
        if region.ranges[-1] == len(self.units):
            region.ranges.pop()
        else:
            region.ranges.append(len(self.units))

    def close_region(self, region: Region) -> None:
        """The region ends here for good. Regions are closed inner first, which is the order of the handlers."""
        if region.is_open():
            region.ranges.append(len(self.units))
        self.regions.append(region)

    def bind_handler(self, region: Region) -> None:
        """The region's handler is here."""
        region.target.offset = len(self.units)
        self.reachable = True

    def position(self, position: int) -> None:
        """What is emitted next stands at this byte of the source."""
        if position != self.last_position:
            self.last_position = position
            offset = len(self.units)
            if offset == self.last_position_offset:
                self.positions[-1] = position
            else:
                self.last_position_offset = offset
                self.positions.append(offset)
                self.positions.append(position)

    # --------------------------------------------------------------------------------------------- the end

    def unit(self, index: int, formal_count: int, arguments_register: int, function_flags: int, skip: int) -> CodeUnit:
        """The function, without its first `skip` units (a prologue that turned out not to be needed)."""
        handlers: list[tuple[int, int, int, int]] = []
        for region in self.regions:
            ranges = region.ranges
            for i in range(0, len(ranges), 2):
                if ranges[i] < ranges[i + 1]:
                    handlers.append(
                        (ranges[i] - skip, ranges[i + 1] - skip, region.target.offset - skip, region.exception_register)
                    )
        if skip > 0:
            for i in range(0, len(self.positions), 2):
                self.positions[i] -= skip
        return CodeUnit(
            index,
            self.units[skip:] if skip > 0 else self.units,
            self.constants,
            handlers,
            self.positions,
            self.register_count,
            formal_count,
            self.feedback_count,
            arguments_register,
            function_flags,
        )
