"""https://html.spec.whatwg.org/#common-microsyntaxes"""

from webapis.infra.ascii import WHITESPACE


def parse_integer(text: str) -> int | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-integers"""
    text = text.lstrip(WHITESPACE)
    end = 1 if text[:1] in ("-", "+") else 0
    start = end
    while end < len(text) and "0" <= text[end] <= "9":
        end += 1
    if end == start or end > 4000:
        return None
    return int(text[:end])


def parse_non_negative_integer(text: str) -> int | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-non-negative-integers"""
    value = parse_integer(text)
    return value if value is not None and value >= 0 else None


def parse_float(text: str) -> float | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-floating-point-number-values"""
    text = text.lstrip(WHITESPACE)
    end = 1 if text[:1] in ("-", "+") else 0
    start = end
    while end < len(text) and "0" <= text[end] <= "9":
        end += 1
    digits = end - start
    if end < len(text) and text[end] == ".":
        fraction = end + 1
        while fraction < len(text) and "0" <= text[fraction] <= "9":
            fraction += 1
        if fraction > end + 1:
            digits += fraction - end - 1
            end = fraction
    if digits == 0:
        return None
    if end < len(text) and text[end] in "eE":
        exponent = end + 1
        if exponent < len(text) and text[exponent] in "+-":
            exponent += 1
        first = exponent
        while exponent < len(text) and "0" <= text[exponent] <= "9":
            exponent += 1
        if exponent > first:
            end = exponent
    value = float(text[:end])
    return value if value - value == 0 else None


def is_valid_float(text: str) -> bool:
    """https://html.spec.whatwg.org/#valid-floating-point-number"""
    if not text or text[0] in "+" + WHITESPACE or text[-1] in WHITESPACE or text[-1] == ".":
        return False
    if text.strip("0123456789+-.eE"):
        return False
    try:
        value = float(text)
    except ValueError:
        return False
    return value - value == 0
