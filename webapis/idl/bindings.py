"""The Python DOM as scripts see it: https://webidl.spec.whatwg.org/#javascript-binding

What a page host needs:

 - `install(context, window)` makes a `webapis.html.window.Window` the global object of a realm of the kernel's Context:
   its interface objects, its own attributes and operations, its named properties. The first window of a context takes
   the realm the context was born with, each later one (a frame, the next document) gets a realm of its own. All
   windows of a context belong to one `webapis.dom.agent.Agent`. Nothing else has to be set up: a partial interface
   Window in an `.idl` file beside its code adds to the global object, and to the Python class by inheritance or by
   [Module] and [ImplementedAs].
 - `replace_window(window, by)` is what navigation does: other scripts keep the WindowProxy they have.
 - `evaluate(window, text, name)` runs a classic script in the window's realm and gives its completion value.
 - `wrap(window, value)` is what a script gets for a Python value (a `Handle` for objects), `unwrap(handle)` the
   platform object behind a handle, or None.
 - `construct(callback, document)` and `compile_event_handler(element, name, body)` are what `Host.construct` and
   `Host.compile_event_handler` have to do; a host's methods hand on to them.
 - `error_details(error)` takes apart an exception that came out of a script, for `report_exception`: message, file,
   line, column, and the thrown value as `any` values cross the border (for ErrorEvent.error).
 - `queue_microtask(context, steps)` puts a Python callable into the one queue of jobs, between the promise jobs.

How values of type `any` and `object` stand in Python: None is undefined, `NULL` is null, bool, int, float and str are
themselves, platform objects themselves, every other object, symbol and bigint a `Handle`. `[NullIfNone]` on an attribute
makes None null. A callback is a `ScriptCallback`; `callback.wrapper` is the `Handle` of its function or object.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from jsengine import _kernel
from webapis.dom.abort import ThrownReason
from webapis.dom.agent import Agent
from webapis.dom.custom_elements import (
    CustomElementDefinition,
    CustomElementRegistry,
    html_constructor,
    invoke_reactions,
)
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.dom.element_creation import HTML_INTERFACES
from webapis.dom.live_ranges import LiveBoundaries
from webapis.dom.node import Node, TreeScope
from webapis.dom.node_iterator import IteratorPosition
from webapis.html.window import Window
from webapis.idl.bindings_tables import Tables
from webapis.idl.exceptions import DOMException, SimpleException, type_error
from webapis.idl.model import Type
from webapis.idl.script_callback import ScriptCallback
from webapis.idl.table import declarations

NULL: Final = _kernel.null
"""JavaScript's null where a value of type `any` stands in Python."""

_tables: Final[list[Tables]] = []


def tables() -> Tables:
    """The numbered interfaces; the kernel hears of them on the first call."""
    if not _tables:
        made = Tables(declarations())
        hooks: dict[str, object] = {
            "describe": made.describe,
            "interface_of": interface_of,
            "realm_of": window_that_owns,
            "html_constructor": construct_html_element,
            "make_callback": ScriptCallback,
            "report": report,
            "dom_exception": DOMException,
            "simple_exception": SimpleException,
            "thrown_reason": ThrownReason,
            "invoke_reactions": invoke_reactions,
            "find_definition": find_definition,
            "root_tie": TreeScope,
            "agent": Agent,
            "live_range": LiveBoundaries,
            "iterator_position": IteratorPosition,
            "shown": shown,
        }
        _kernel.declare_interfaces(made.rows(), hooks)
        _tables.append(made)
    return _tables[0]


def replace_window(window: Window, by: Window) -> None:
    """After a navigation: the WindowProxy of the one stands for the other from now on."""
    _kernel.replace_window(window, by)


def install(context: Any, window: Window) -> None:
    """Make the window the global object of a realm of the context (the kernel's, or jsengine's around it)."""
    kernel = kernel_context(context)
    number = tables().number_of["Window"]
    _kernel.install_window(kernel, window, number, window.document.agent.element_queues)
    keep_document(window)


def keep_document(window: Window) -> None:
    """The window has this document now."""
    _kernel.keep(window, window.document)
    if window.document.custom_element_registry is None:
        registry = CustomElementRegistry()
        registry.documents.append(window.document)
        window.document.custom_element_registry = registry


def kernel_context(context: Any) -> _kernel.Context:
    """The kernel's context of either kind."""
    found = getattr(context, "_kernel", context)
    assert isinstance(found, _kernel.Context)
    return found


def evaluate(window: Window, text: str, name: str, line: int = 1, column: int = 1) -> object:
    """Run a classic script in the window's realm; its completion value, as `any` values stand in Python.

    `line` and `column` are where it begins in what the name names.

    A microtask checkpoint follows unless another script is running, or the script failed: that is reported first."""
    return _kernel.evaluate(window, text, name, line, column)


def wrap(window: Window, value: object) -> object:
    """What a script of the window gets for a value: a Handle, or a primitive."""
    return _kernel.wrap(window, value)


def unwrap(handle: object) -> object:
    """The platform object behind a Handle, or None."""
    return _kernel.unwrap(handle) if isinstance(handle, _kernel.Handle) else None


def buffer_bytes(handle: object) -> bytes:
    """https://webidl.spec.whatwg.org/#dfn-get-buffer-source-copy"""
    return _kernel.buffer_bytes(handle)


def buffer_length(handle: object) -> int:
    """https://webidl.spec.whatwg.org/#buffersource-byte-length"""
    return _kernel.buffer_length(handle)


def write_bytes(handle: object, data: bytes) -> int:
    """https://webidl.spec.whatwg.org/#arraybufferview-write, at the beginning; how many bytes found room."""
    return _kernel.write_bytes(handle, data)


def make_array_buffer(window: Window, data: bytes) -> object:
    """A new ArrayBuffer with these bytes."""
    return _kernel.make_array_buffer(window, data)


def make_byte_array(window: Window, data: bytes) -> object:
    """A new Uint8Array with these bytes."""
    return _kernel.make_byte_array(window, data)


def structured_clone(window: Window, value: object, transfer: list[object], replaced: list[object]) -> object:
    """https://html.spec.whatwg.org/#structuredserializewithtransfer and back, into the window's realm

    `replaced` are objects of the value and, after each, what stands in its place."""
    return _kernel.structured_clone(window, value, transfer, replaced, copy_platform_object)


def copy_platform_object(window: Window, platform_object: object) -> object:
    """The serialization and deserialization steps of https://html.spec.whatwg.org/#serializable-objects; None: not one."""
    if isinstance(platform_object, DOMException):
        return DOMException(platform_object.message, platform_object.name)
    copy = getattr(platform_object, "copy_for", None)
    return None if copy is None else copy(window)


def convert(window: object, value: object, type_: Type) -> object:
    """A value, as those of type `any` stand in Python, converted to a declared type in the window's realm."""
    return _kernel.convert(window, value, tables().codes.code(type_))


def queue_microtask(context: Any, steps: Callable[[], object]) -> None:
    """https://html.spec.whatwg.org/#queue-a-microtask"""
    _kernel.queue_microtask(kernel_context(context), steps)


def microtask_checkpoint(context: Any) -> None:
    """https://html.spec.whatwg.org/#perform-a-microtask-checkpoint; nothing while a script runs."""
    _kernel.microtask_checkpoint(kernel_context(context))


def incumbent_window(context: Any) -> Window | None:
    """https://html.spec.whatwg.org/#incumbent-realm, as far as the call stack tells"""
    found = _kernel.incumbent_window(kernel_context(context))
    return found if isinstance(found, Window) else None


def hold_checkpoints(context: Any, held: bool) -> None:
    """While they are held there is no checkpoint: a script that failed counts as running until that is reported."""
    _kernel.hold_checkpoints(kernel_context(context), held)


# -- What the kernel asks


def shown(platform_object: object) -> object:
    """What the console tells of it, see webapis/idl/shown.py."""
    from webapis.idl.shown import shown

    return shown(platform_object)


def interface_of(platform_object: Any) -> tuple[int, bool]:
    """The number of an object's primary interface, and whether it is the same for all objects of the class."""
    numbers = tables()
    if isinstance(platform_object, Document):
        return numbers.number_of[document_interface(platform_object)], False
    name = getattr(platform_object, "interface_name", "")
    found = numbers.number_of.get(name)
    if found is not None:
        return found, True
    for cls in type(platform_object).__mro__:
        found = numbers.by_class.get(cls.__name__)
        if found is not None:
            return found, True
    raise TypeError(f"a {type(platform_object).__name__} implements no interface")


def document_interface(document: Document) -> str:
    """The interface of a document's wrapper."""
    if document.is_xml_document_object:
        return "XMLDocument"
    return "HTMLDocument" if document.is_html else "Document"


def window_that_owns(platform_object: object) -> Window | None:
    """The window in whose realm an object belongs; None: that of the running script."""
    if isinstance(platform_object, Node):
        document = platform_object if isinstance(platform_object, Document) else platform_object.node_document
        view = document.default_view
        return view if isinstance(view, Window) else None
    return platform_object if isinstance(platform_object, Window) else None


def report(window: Window, error: Exception) -> None:
    """https://html.spec.whatwg.org/#report-an-exception: of a job."""
    window.report_exception(error)


# -- Custom elements


def find_definition(
    window: Window, interface: str, new_target: _kernel.Handle, is_itself: bool
) -> CustomElementDefinition:
    """Steps 1 to 6 of https://html.spec.whatwg.org/#html-element-constructors"""
    # 2. Not the interface object itself.
    if is_itself:
        raise type_error("Illegal constructor")
    # 3. The definition of new.target.
    registry = window.document.custom_element_registry
    definition = None
    if registry is not None:
        for one in registry.by_name.values():
            if _kernel.is_same(one.constructor.wrapper, new_target):
                definition = one
    if definition is None:
        raise type_error("Illegal constructor")
    # 5. An autonomous custom element extends HTMLElement itself.
    if definition.local_name == definition.name:
        if interface != "HTMLElement":
            raise type_error("Illegal constructor: autonomous custom elements must extend HTMLElement")
        return definition
    # 6. A customized built-in one extends its element's interface.
    found = HTML_INTERFACES.by_name.get(definition.local_name)
    if (found.__name__ if found is not None else "HTMLElement") != interface:
        raise type_error("Illegal constructor: localName does not match the HTML element interface")
    return definition


def construct_html_element(definition: CustomElementDefinition, window: Window) -> Element:
    """Steps 7 on, but for the prototype."""
    return html_constructor(definition, window.document)


def construct(callback: object, document: Document) -> object:
    """Host.construct: `new C()`; a platform object if that is what comes out."""
    assert isinstance(callback, ScriptCallback)
    return _kernel.construct(callback.wrapper)


# -- Event handlers

_HANDLER: Final = """(function (element, owner, document) {
  return function () { with (this) return function () { with (this) return function () { with (this)
    return function %s(%s) {\n%s\n} } } }.call(document).call(owner).call(element) })"""
_HANDLER_PARAMETERS: Final = {"onerror": "event, source, lineno, colno, error"}


def compile_event_handler(element: Element, name: str, body: str) -> ScriptCallback | None:
    """Steps 3 on of https://html.spec.whatwg.org/#getting-the-current-value-of-the-event-handler"""
    document = element.node_document
    window = window_that_owns(document)
    if window is None:
        return None
    parameters = _HANDLER_PARAMETERS.get(name, "event") if name != "onerror" or element.is_window else "event"
    if name == "onerror" and element.local_name in ("body", "frameset"):
        parameters = _HANDLER_PARAMETERS[name]
    try:
        # The body alone must be a function body: it cannot close what is around it.
        check = _kernel.evaluate(window, "(parameters, body) => { Function(parameters, body) }", name)
        assert isinstance(check, _kernel.Handle)
        check(parameters, body)
        make = _kernel.evaluate(window, _HANDLER % (name, parameters, body), document.url)
        assert isinstance(make, _kernel.Handle)
        owner = getattr(element, "form", None)
        handler = make(*[_kernel.wrap(window, one) for one in (element, owner or element, document)])
    except _kernel.ScriptError as error:
        window.report_exception(error)
        return None
    assert isinstance(handler, _kernel.Handle)
    return ScriptCallback(handler, tables().codes.callback_number("EventHandlerNonNull"))


# -- Errors


class ErrorDetails:
    """https://html.spec.whatwg.org/#extract-error"""

    def __init__(self, message: str, filename: str, lineno: int, colno: int, error: object) -> None:
        self.message = message
        self.filename = filename
        self.lineno = lineno
        self.colno = colno
        self.error = error


# Addresses may have blanks and parentheses in them.
_PLACE: Final = re.compile(r"^ +at (?:[^\n]*? \()?([^\n]+?):(\d+):(\d+)\)?$", re.MULTILINE)


def error_details(error: Exception) -> ErrorDetails:
    """What ErrorEvents tell of an exception that came out of a script or of an implementation."""
    if not isinstance(error, _kernel.ScriptError):
        return ErrorDetails(f"Uncaught {type(error).__name__}: {error}", "", 0, 0, error)
    place = _PLACE.search(error.stack or "")
    message = f"Uncaught {error}"
    value = _kernel.any_of(error.value)
    if place is None:
        return ErrorDetails(message, "", 0, 0, value)
    return ErrorDetails(message, place[1], int(place[2]), int(place[3]), value)
