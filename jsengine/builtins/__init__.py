"""Built-ins that are not C++: functions in JavaScript, a file for each object, and those that Python does best.

The kernel asks for the text of a file when a function of it is first needed (kernel/self_hosting.h).
"""

from pathlib import Path


def text_of(name: str) -> str:
    """The text of NAME.js."""
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
