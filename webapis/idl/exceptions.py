"""The two kinds of exceptions that an implementation throws at a script.

A Python TypeError or ValueError in `webapis` is an error of ours and never reaches a script as one of its own.
"""

from typing import Final

# https://webidl.spec.whatwg.org/#idl-DOMException-error-names: name and legacy code.
DOM_EXCEPTION_NAMES: Final[dict[str, int]] = {
    "IndexSizeError": 1,
    "HierarchyRequestError": 3,
    "WrongDocumentError": 4,
    "InvalidCharacterError": 5,
    "NoModificationAllowedError": 7,
    "NotFoundError": 8,
    "NotSupportedError": 9,
    "InUseAttributeError": 10,
    "InvalidStateError": 11,
    "SyntaxError": 12,
    "InvalidModificationError": 13,
    "NamespaceError": 14,
    "InvalidAccessError": 15,
    "TypeMismatchError": 17,
    "SecurityError": 18,
    "NetworkError": 19,
    "AbortError": 20,
    "URLMismatchError": 21,
    "QuotaExceededError": 22,
    "TimeoutError": 23,
    "InvalidNodeTypeError": 24,
    "DataCloneError": 25,
    "EncodingError": 0,
    "NotReadableError": 0,
    "UnknownError": 0,
    "ConstraintError": 0,
    "DataError": 0,
    "TransactionInactiveError": 0,
    "ReadOnlyError": 0,
    "VersionError": 0,
    "OperationError": 0,
    "NotAllowedError": 0,
    "OptOutError": 0,
}


class DOMException(Exception):
    """https://webidl.spec.whatwg.org/#idl-DOMException: the one platform object that is a Python exception as well."""

    def __init__(self, message: str = "", name: str = "Error") -> None:
        super().__init__(message)
        self.wrapper: object = None
        self.name = name
        self.message = message
        self.code = DOM_EXCEPTION_NAMES.get(name, 0)

    def __repr__(self) -> str:
        return f"DOMException({self.message!r}, {self.name!r})"


class SimpleException(Exception):
    """https://webidl.spec.whatwg.org/#dfn-simple-exception: becomes a new TypeError or RangeError of the realm."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


def dom_exception(name: str, message: str) -> DOMException:
    """A DOMException to raise; its name must stand in the table."""
    assert name in DOM_EXCEPTION_NAMES, name
    return DOMException(message, name)


def type_error(message: str) -> SimpleException:
    """A TypeError for the script."""
    return SimpleException("TypeError", message)


def range_error(message: str) -> SimpleException:
    """A RangeError for the script."""
    return SimpleException("RangeError", message)
