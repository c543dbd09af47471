"""The constant tables of the generated parser: byte sets, masks of alternatives, character classes."""

from dataclasses import dataclass

from jsengine.syntax.generator_bytes import CharacterClass, Ranges


@dataclass(frozen=True)
class MaskTable:
    name: str
    type: str


class Tables:
    """Collects tables while rules are written; each content is stored once."""

    def __init__(self) -> None:
        self._sets: dict[frozenset[int], int] = {}
        self._masks: dict[tuple[int, ...], MaskTable] = {}
        self._steps: dict[CharacterClass, str] = {}
        self._ranges: dict[Ranges, str] = {}

    # -- tests of the next byte

    def test(self, bytes_of: frozenset[int]) -> str:
        """A C++ condition: the byte at `s` is in the set."""
        if len(bytes_of) == 256:
            return "true"
        if len(bytes_of) <= 2:
            return " || ".join(f"*s == {byte}" for byte in sorted(bytes_of)) or "false"
        index = self._sets.setdefault(bytes_of, len(self._sets))
        return f"BYTE_SETS[{index // 8}][*s] & {1 << index % 8}"

    def test_any(self, masks: list[int]) -> str:
        return self.test(frozenset(byte for byte, mask in enumerate(masks) if mask))

    def masks(self, masks: list[int], alternatives: int) -> MaskTable:
        width = 8 if alternatives <= 8 else 16 if alternatives <= 16 else 32 if alternatives <= 32 else 64
        key = (width, *masks)
        if key not in self._masks:
            self._masks[key] = MaskTable(f"CHOICE_{len(self._masks)}", f"uint{width}_t")
        return self._masks[key]

    # -- character classes

    def step(self, characters: CharacterClass) -> str:
        """The function that passes over one character of the class, or returns null."""
        return self._steps.setdefault(characters, f"step_{len(self._steps)}")

    # -- writing

    def write_tables(self) -> list[str]:
        ranges = self._write_ranges()
        steps = [line for characters, name in self._steps.items() for line in self._write_step(name, characters)]
        return [*self._write_sets(), *self._write_masks(), *ranges, *steps]

    def _write_sets(self) -> list[str]:
        rows = -(-len(self._sets) // 8) or 1
        values = [[0] * 256 for _ in range(rows)]
        for bytes_of, index in self._sets.items():
            for byte in bytes_of:
                values[index // 8][byte] |= 1 << index % 8
        return [
            "// Sets of bytes, eight to a row.",
            f"constexpr uint8_t BYTE_SETS[{rows}][256] = {{",
            *(f"    {{{', '.join(map(str, row))}}}," for row in values),
            "};",
        ]

    def _write_masks(self) -> list[str]:
        lines = ["// For every byte, the alternatives of a choice that may begin with it."]
        for (_, *masks), table in self._masks.items():
            suffix = "ull" if table.type == "uint64_t" else "u"
            row = ", ".join(f"{mask}{suffix}" if mask > 0x7FFFFFFF else str(mask) for mask in masks)
            lines.append(f"constexpr {table.type} {table.name}[256] = {{{row}}};")
        return lines

    def _write_ranges(self) -> list[str]:
        for characters in self._steps:
            if self._kind(characters) == "ranges":
                ranges = characters.beyond_ascii()
                self._ranges.setdefault(ranges, f"RANGES_{len(self._ranges)}")
        lines = ["// Code points beyond ASCII, first and last."]
        for ranges, name in self._ranges.items():
            row = ", ".join(f"{{{low}, {high}}}" for low, high in ranges)
            lines.append(f"constexpr CodePointRange {name}[] = {{{row}}};")
        return lines

    @staticmethod
    def _kind(characters: CharacterClass) -> str:
        beyond = characters.beyond_ascii()
        if not beyond:
            return "none"
        return "all" if beyond == ((0x80, 0x10FFFF),) else "ranges"

    def _write_step(self, name: str, characters: CharacterClass) -> list[str]:
        test = self.test(characters.ascii())
        lines = [
            f"inline const uint8_t* {name}([[maybe_unused]] Parser& p, const uint8_t* s) {{",
            f"  if ({test}) return {'at_end(p, s) ? nullptr : ' if 0 in characters.ascii() else ''}s + 1;",
        ]
        kind = self._kind(characters)
        if kind == "all":
            lines.append("  return *s >= 0x80 ? s + character_length(*s) : nullptr;")
        elif kind == "ranges":
            ranges = self._ranges[characters.beyond_ascii()]
            lines.append(f"  return *s >= 0x80 ? step_in(s, {ranges}) : nullptr;")
        else:
            lines.append("  return nullptr;")
        return [*lines, "}"]
