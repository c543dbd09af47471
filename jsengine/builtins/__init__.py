"""Built-ins that are not C++: functions in JavaScript, a file for each object, and those that Python does best.

The kernel asks for a file when a function of it is first needed (kernel/self_hosting.h): as bytecode, which the build makes
(jsengine/bytecode/library.py), or else as text.
"""

import os

FOLDER = os.path.dirname(os.path.abspath(__file__))


def text_of(name: str) -> bytes:
    """The text of NAME.js."""
    with open(os.path.join(FOLDER, name + ".js"), "rb") as file:
        return file.read()


def code_of(name: str) -> bytes:
    """The bytecode of NAME.js."""
    with open(os.path.join(FOLDER, name + ".wsc"), "rb") as file:
        return file.read()
