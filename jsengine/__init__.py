"""The JavaScript engine: knows nothing of pages. `Context` is its public face (jsengine/context.py)."""

TYPE_CHECKING = False  # typing itself costs as much as a small script takes to run

if TYPE_CHECKING:
    from jsengine.context import BigInt, Context, JSError, JSObject, Script, Terminated, null

__all__ = ["BigInt", "Context", "JSError", "JSObject", "Script", "Terminated", "null"]


def __getattr__(name: str) -> object:
    # Importing the package stays cheap: the command line has no use for this face.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from jsengine import context

    return getattr(context, name)
