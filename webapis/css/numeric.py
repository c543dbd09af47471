"""Numbers, dimensions and mathematical functions: https://drafts.csswg.org/css-values-4/#numeric-types"""

from typing import Any, Final

_LENGTHS: Final = (
    "px em rem ex rex ch rch cap rcap ic ric lh rlh vw vh vi vb vmin vmax svw svh svi svb svmin svmax lvw lvh lvi lvb "
    "lvmin lvmax dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax cm mm q in pt pc"
)
DIMENSIONS: Final[dict[str, frozenset[str]]] = {
    "length": frozenset(_LENGTHS.split()),
    "angle": frozenset(["deg", "grad", "rad", "turn"]),
    "time": frozenset(["s", "ms"]),
    "frequency": frozenset(["hz", "khz"]),
    "resolution": frozenset(["dpi", "dpcm", "dppx", "x"]),
    "flex": frozenset(["fr"]),
}
# https://drafts.csswg.org/css-values-4/#compat: what absolute units are in the canonical one
CANONICAL: Final = {
    "cm": ("px", 96 / 2.54),
    "mm": ("px", 9.6 / 2.54),
    "q": ("px", 2.4 / 2.54),
    "in": ("px", 96.0),
    "pt": ("px", 96 / 72),
    "pc": ("px", 16.0),
    "grad": ("deg", 0.9),
    "rad": ("deg", 57.29577951308232),
    "turn": ("deg", 360.0),
    "ms": ("s", 0.001),
    "khz": ("hz", 1000.0),
    "dpi": ("dppx", 1 / 96),
    "dpcm": ("dppx", 2.54 / 96),
    "x": ("dppx", 1.0),
}
_MATH: Final = "calc min max clamp round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp abs sign"
MATH_FUNCTIONS: Final = frozenset(_MATH.split())
CONSTANTS: Final = {
    "e": 2.718281828459045,
    "pi": 3.141592653589793,
    "infinity": float("inf"),
    "-infinity": float("-inf"),
    "nan": float("nan"),
}
DEEPEST: Final = 64
GREATEST: Final = 3.40282346638528859811704183484516925440e38


def number_text(value: float) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-css-component-value: six digits that count, and no exponent."""
    # As browsers have it: the greatest number of single precision stands for what is beyond.
    value = 0.0 if value != value else max(-GREATEST, min(GREATEST, value))
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    whole = len(str(abs(int(value)))) if abs(value) >= 1 else 0
    text = f"{value:.{max(0, 6 - whole)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0", 1 if float(text) == 0 else 0)


class Sum:
    """A calculation that is a sum of terms by unit, and of parts that only later can be worked out."""

    __slots__ = ("parts", "terms")

    def __init__(self, terms: dict[str, float], parts: list[str] | None = None) -> None:
        self.terms: dict[str, float] = terms
        self.parts: list[str] = parts if parts is not None else []

    def number(self) -> float | None:
        """The value of a plain number."""
        return self.terms[""] if not self.parts and self.terms.keys() == {""} else None

    def scaled(self, factor: float) -> "Sum":
        """Each term times a number."""
        parts = self.parts if factor == 1 else [f"({part} * {number_text(factor)})" for part in self.parts]
        return Sum({unit: value * factor for unit, value in self.terms.items()}, parts)

    def text(self) -> str:
        """https://drafts.csswg.org/css-values-4/#serialize-a-calculation-tree: number, percentage, units by name, the rest."""
        order = sorted(self.terms, key=lambda unit: (unit != "", unit != "%", unit))
        out = ""
        for unit in order:
            value = self.terms[unit]
            if out:
                out += " - " if value < 0 else " + "
                value = abs(value)
            out += special_text(value, unit)
        return " + ".join([out, *self.parts] if out else self.parts)


def special_text(value: float, unit: str) -> str:
    """A number with its unit; what is no finite number is written as the constants are."""
    if value != value or value in (float("inf"), float("-inf")):
        word = "NaN" if value != value else "infinity" if value > 0 else "-infinity"
        return f"{word} * 1{unit}" if unit else word
    return number_text(value) + unit


def math_text(value: Any, wanted: str) -> str | None:
    """The text of a mathematical function when its type is the one that is wanted; simplified as far as units allow."""
    kinds: set[str] = set()
    total = function_sum(value, kinds, 0)
    if total is None or not fits(kinds, wanted):
        return None
    if not total.terms and len(total.parts) == 1:
        return total.parts[0]
    return f"calc({total.text()})"


def fits(kinds: set[str], wanted: str) -> bool:
    """Whether a calculation of these types may stand for the type."""
    if wanted in ("number", "integer"):
        return kinds == {"number"}
    if wanted == "length-percentage":
        return kinds <= {"length", "percentage"} and bool(kinds)
    return kinds == {wanted}


def function_sum(value: Any, kinds: set[str], depth: int) -> Sum | None:
    """A mathematical function, or a parenthesised calculation."""
    if depth > DEEPEST:
        return None
    if value.type == "() block":
        return sum_of(value.content, kinds, depth)
    name: str = value.lower_name
    if name == "calc":
        return sum_of(value.arguments, kinds, depth)
    # Other functions keep their shape: each argument is a calculation, all of one type.
    arguments: list[str] = []
    seen: set[str] = set()
    for piece in split_on_commas(value.arguments):
        words = [item for item in piece if item.type != "whitespace"]
        if len(words) == 1 and words[0].type == "ident" and words[0].lower_value in ROUNDING | {"none"}:
            arguments.append(words[0].lower_value)
            continue
        total = sum_of(piece, seen, depth)
        if total is None:
            return None
        arguments.append(total.text())
    if not arguments or (name == "clamp" and len(arguments) != 3):
        return None
    kinds |= result_kinds(name, seen)
    return Sum({}, [f"{name}({', '.join(arguments)})"])


ROUNDING: Final = frozenset(["nearest", "up", "down", "to-zero"])


def result_kinds(name: str, seen: set[str]) -> set[str]:
    """What type a function's result has."""
    if name in ("sin", "cos", "tan", "pow", "sqrt", "log", "exp", "sign"):
        return {"number"}
    return {"angle"} if name in ("asin", "acos", "atan", "atan2") else seen


def split_on_commas(values: list[Any]) -> list[list[Any]]:
    """The arguments of a function."""
    pieces: list[list[Any]] = [[]]
    for value in values:
        if value.type == "literal" and value.value == ",":
            pieces.append([])
        else:
            pieces[-1].append(value)
    return pieces


def sum_of(values: list[Any], kinds: set[str], depth: int) -> Sum | None:
    """https://drafts.csswg.org/css-values-4/#typedef-calc-sum: + and - have blanks on both sides."""
    groups: list[tuple[float, list[Any]]] = [(1.0, [])]
    for index, value in enumerate(values):
        if value.type == "literal" and value.value in ("+", "-"):
            blanks = 0 < index < len(values) - 1 and values[index - 1].type == values[index + 1].type == "whitespace"
            if not blanks:
                return None
            groups.append((1.0 if value.value == "+" else -1.0, []))
        elif value.type != "whitespace":
            groups[-1][1].append(value)
    total = Sum({})
    for sign, items in groups:
        product = product_of(items, kinds, depth)
        if product is None:
            return None
        scaled = product.scaled(sign)
        for unit, number in scaled.terms.items():
            total.terms[unit] = total.terms.get(unit, 0.0) + number
        total.parts += scaled.parts
    return total


def product_of(items: list[Any], kinds: set[str], depth: int) -> Sum | None:
    """https://drafts.csswg.org/css-values-4/#typedef-calc-product; at most one factor has a unit."""
    if len(items) % 2 == 0:
        return None
    inner: list[set[str]] = [set()]
    result = leaf_of(items[0], inner[0], depth)
    found = inner[0]
    for index in range(1, len(items), 2):
        operator = items[index]
        if result is None or operator.type != "literal" or operator.value not in ("*", "/"):
            return None
        seen: set[str] = set()
        factor = leaf_of(items[index + 1], seen, depth)
        if factor is None:
            return None
        number = factor.number()
        if number is not None and operator.value == "/":
            result = result.scaled(1 / number if number else float("inf"))
        elif number is not None:
            result = result.scaled(number)
        elif operator.value == "*" and result.number() is not None:
            result, found = factor.scaled(result.number() or 0.0), seen
        elif seen == {"number"}:
            result = Sum({}, [f"({result.text()} {operator.value} {factor.text()})"])
        else:
            return None
    kinds |= found
    return result


def leaf_of(value: Any, kinds: set[str], depth: int) -> Sum | None:
    """A number, a dimension, a constant or a function."""
    kind: str = value.type
    if kind == "number":
        kinds.add("number")
        return Sum({"": value.value})
    if kind == "percentage":
        kinds.add("percentage")
        return Sum({"%": value.value})
    if kind == "dimension":
        unit: str = value.lower_unit
        for name, units in DIMENSIONS.items():
            if unit in units:
                kinds.add(name)
                canonical, factor = CANONICAL.get(unit, (unit, 1.0))
                return Sum({canonical: value.value * factor})
        return None
    if kind == "ident" and value.lower_value in CONSTANTS:
        kinds.add("number")
        return Sum({"": CONSTANTS[value.lower_value]})
    if kind == "() block" or (kind == "function" and value.lower_name in MATH_FUNCTIONS):
        return function_sum(value, kinds, depth + 1)
    return None
