"""The types of input elements: https://html.spec.whatwg.org/#states-of-the-type-attribute"""

import re
from typing import Final, NamedTuple

from webapis.html.microsyntaxes import is_valid_float, parse_float
from webapis.infra.ascii import ascii_lowercase, strip_whitespace


class InputType(NamedTuple):
    """The columns of the standard's table that the code needs."""

    value_mode: str = "value"  # value, default, default/on, filename
    selection: bool = False
    required: bool = True
    readonly: bool = False
    numeric: bool = False


TEXT: Final = InputType(selection=True, readonly=True)
TEMPORAL: Final = InputType(readonly=True, numeric=True)
BUTTON: Final = InputType("default", required=False)

INPUT_TYPES: Final[dict[str, InputType]] = {
    "hidden": InputType("default", required=False),
    "text": TEXT,
    "search": TEXT,
    "url": TEXT,
    "tel": TEXT,
    "password": TEXT,
    "email": InputType(readonly=True),
    "date": TEMPORAL,
    "month": TEMPORAL,
    "week": TEMPORAL,
    "time": TEMPORAL,
    "datetime-local": TEMPORAL,
    "number": InputType(readonly=True, numeric=True),
    "range": InputType(required=False, numeric=True),
    "color": InputType(required=False),
    "checkbox": InputType("default/on"),
    "radio": InputType("default/on"),
    "file": InputType("filename"),
    "submit": BUTTON,
    "image": BUTTON,
    "reset": BUTTON,
    "button": BUTTON,
}

EMAIL: Final = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
COLOR: Final = re.compile("#[0-9a-fA-F]{6}")
DATE: Final = re.compile(r"(\d{4,})-(\d\d)-(\d\d)", re.ASCII)
MONTH: Final = re.compile(r"(\d{4,})-(\d\d)", re.ASCII)
WEEK: Final = re.compile(r"(\d{4,})-W(\d\d)", re.ASCII)
TIME: Final = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?", re.ASCII)
DATE_TIME: Final = re.compile(r"(\d{4,}-\d\d-\d\d)[T ](.+)", re.ASCII)


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the proleptic Gregorian calendar, for any year."""
    if month <= 2:
        year -= 1
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def is_leap_year(year: int) -> bool:
    """Whether February has 29 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """https://html.spec.whatwg.org/#number-of-days-in-month-month-of-year-year"""
    if month == 2:
        return 29 if is_leap_year(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def weeks_in_year(year: int) -> int:
    """https://html.spec.whatwg.org/#week-number-of-the-last-day"""
    first = (days_from_civil(year, 1, 1) + 3) % 7  # 0 is Monday
    return 53 if first == 3 or (first == 2 and is_leap_year(year)) else 52


def to_number(type: str, value: str) -> float | None:
    """The algorithm to convert a string to a number, of each type that has one."""
    if type in ("number", "range"):
        return parse_float(value) if is_valid_float(value) else None
    if type == "date":
        match = DATE.fullmatch(value)
        if match is None:
            return None
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if year < 1 or year > 275760 or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
            return None
        return days_from_civil(year, month, day) * 86400000.0
    if type == "month":
        match = MONTH.fullmatch(value)
        if match is None or int(match[1]) < 1 or not 1 <= int(match[2]) <= 12:
            return None
        return float((int(match[1]) - 1970) * 12 + int(match[2]) - 1)
    if type == "week":
        match = WEEK.fullmatch(value)
        if match is None or int(match[1]) < 1 or not 1 <= int(match[2]) <= weeks_in_year(int(match[1])):
            return None
        fourth = days_from_civil(int(match[1]), 1, 4)
        monday = fourth - (fourth + 3) % 7
        return (monday + (int(match[2]) - 1) * 7) * 86400000.0
    if type == "time":
        match = TIME.fullmatch(value)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
            return None
        milliseconds = int((match[4] or "0").ljust(3, "0"))
        return float(((int(match[1]) * 60 + int(match[2])) * 60 + int(match[3] or 0)) * 1000 + milliseconds)
    if type == "datetime-local":
        match = DATE_TIME.fullmatch(value)
        if match is None:
            return None
        date, time = to_number("date", match[1]), to_number("time", match[2])
        return None if date is None or time is None else date + time
    return None


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day of a day since 1970-01-01."""
    days += 719468
    era = days // 146097
    day_of_era = days - era * 146097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def month_start(months: float) -> float:
    """The time at which a month begins, counted since January 1970."""
    return days_from_civil(1970 + int(months) // 12, int(months) % 12 + 1, 1) * 86400000.0


def month_of(time: float) -> float:
    """The month of a time, counted since January 1970."""
    year, month, _ = civil_from_days(int(time) // 86400000)
    return float((year - 1970) * 12 + month - 1)


def time_text(milliseconds: int) -> str:
    """The shortest valid time string."""
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if seconds % 60 or rest:
        text += f":{seconds % 60:02}"
    if rest:
        text += f".{rest:03}".rstrip("0")
    return text


def from_number(type: str, number: float) -> str:
    """The algorithm to convert a number to a string."""
    if type in ("number", "range"):
        return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)
    if type == "month":
        months = int(number)
        return f"{1970 + months // 12:04}-{months % 12 + 1:02}"
    milliseconds = int(number)
    if type == "time":
        return time_text(milliseconds % 86400000)
    year, month, day = civil_from_days(milliseconds // 86400000)
    date = f"{year:04}-{month:02}-{day:02}"
    if type == "date":
        return date
    if type == "datetime-local":
        return f"{date}T{time_text(milliseconds % 86400000)}"
    days = milliseconds // 86400000
    thursday = days - (days + 3) % 7 + 3
    week_year = civil_from_days(thursday)[0]
    first = days_from_civil(week_year, 1, 4)
    return f"{week_year:04}-W{(thursday - (first - (first + 3) % 7)) // 7 + 1:02}"


# https://html.spec.whatwg.org/#dom-input-valueasdate applies to these.
DATED: Final = frozenset(["date", "month", "week", "time"])

# https://html.spec.whatwg.org/#concept-input-step: default step and scale of each type.
STEPS: Final[dict[str, tuple[float, float]]] = {
    "date": (1.0, 86400000.0),
    "month": (1.0, 1.0),
    "week": (1.0, 604800000.0),
    "time": (60.0, 1000.0),
    "datetime-local": (60.0, 1000.0),
    "number": (1.0, 1.0),
    "range": (1.0, 1.0),
}


def sanitize(type: str, value: str, multiple: bool) -> str:
    """https://html.spec.whatwg.org/#value-sanitization-algorithm; a range's bounds are its element's matter."""
    if type in ("text", "search", "tel", "password"):
        return strip_newlines(value)
    if type == "url":
        return strip_whitespace(strip_newlines(value))
    if type == "email":
        value = strip_newlines(value)
        return ",".join([strip_whitespace(part) for part in value.split(",")]) if multiple else strip_whitespace(value)
    if type == "color":
        return ascii_lowercase(value) if COLOR.fullmatch(value) else "#000000"
    if type == "datetime-local":
        number = to_number(type, value)
        return "" if number is None else from_number(type, number)
    if type in STEPS and type != "range":
        return value if to_number(type, value) is not None else ""
    return value


def strip_newlines(value: str) -> str:
    """https://infra.spec.whatwg.org/#strip-newlines"""
    return value.replace("\n", "").replace("\r", "") if "\n" in value or "\r" in value else value
