"""What a custom element's constructor says about it: https://html.spec.whatwg.org/#element-definition"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from jsengine import _kernel
from webapis.idl.callbacks import Callback
from webapis.idl.exceptions import dom_exception, type_error
from webapis.idl.model import Type

if TYPE_CHECKING:
    from webapis.dom.custom_elements import CustomElementRegistry

FORM_CALLBACKS: Final = (
    "formAssociatedCallback",
    "formResetCallback",
    "formDisabledCallback",
    "formStateRestoreCallback",
)
STRINGS: Final = Type("sequence", parameters=(Type("DOMString"),))
FUNCTION: Final = Type("Function")
BOOLEAN: Final = Type("boolean")


class ElementDefinitionOptions:
    """https://html.spec.whatwg.org/#elementdefinitionoptions"""

    extends: str | None = None


def new_promise(window: object) -> tuple[object, Callable[[object], object]]:
    """A promise of the window's realm and what resolves it."""
    return _kernel.new_promise(window)


def read_definition(
    registry: "CustomElementRegistry", name: str, constructor: Callback, extends: str | None
) -> "CustomElementDefinition":
    """Steps 1 to 16 of https://html.spec.whatwg.org/#dom-customelementregistry-define"""
    # 1. The callback type only says that it can be called.
    if not _kernel.is_constructor(constructor.wrapper):
        raise type_error("The custom element constructor is not a constructor.")
    # 2-4. Neither name nor constructor twice.
    registry.check_definition(name, constructor)
    # 5-7. What it extends.
    local_name = name
    if extends is not None:
        check_extends(extends)
        local_name = extends
    # 8-9. Not inside of another definition.
    if registry.is_running:
        raise dom_exception("NotSupportedError", "A custom element definition is being made already.")
    registry.is_running = True
    _kernel.reactions_wanted(constructor.global_object())
    try:
        # 14. Its properties: anything may run here.
        return DefinitionReader(constructor).read(name, local_name)
    finally:
        registry.is_running = False


def check_extends(extends: str) -> None:
    """Step 7."""
    if is_valid_custom_element_name(extends):
        raise dom_exception("NotSupportedError", "A custom element cannot extend another by its name.")
    interface = HTML_INTERFACES.by_name.get(extends)
    if interface is None or interface.__name__ == "HTMLUnknownElement":
        raise dom_exception("NotSupportedError", f"'{extends}' is no element that can be extended.")


class DefinitionReader:
    """Step 14: reads the properties in their order."""

    def __init__(self, constructor: Callback) -> None:
        self.constructor = constructor
        self.window = constructor.global_object()

    def read(self, name: str, local_name: str) -> "CustomElementDefinition":
        """The definition."""
        prototype = _kernel.get_any(self.constructor.wrapper, "prototype")
        if not _kernel.is_object(prototype):
            raise type_error("The custom element constructor's prototype is not an object.")
        callbacks: dict[str, Callback] = {}
        self.read_callbacks(prototype, LIFECYCLE_CALLBACKS, callbacks)
        observed = self.strings("observedAttributes") if "attributeChangedCallback" in callbacks else []
        disabled = self.strings("disabledFeatures")
        form_associated = self.converted("formAssociated", BOOLEAN) is True
        if form_associated:
            self.read_callbacks(prototype, FORM_CALLBACKS, callbacks)
        return CustomElementDefinition(
            name,
            local_name,
            self.constructor,
            observed,
            callbacks,
            "shadow" in disabled,
            "internals" in disabled,
            form_associated,
        )

    def read_callbacks(self, prototype: object, names: tuple[str, ...], callbacks: dict[str, Callback]) -> None:
        """Those of the names that are there must be functions."""
        for name in names:
            found = _kernel.get_any(prototype, name)
            if found is not None:
                converted = self.convert(found, FUNCTION)
                assert isinstance(converted, Callback)
                callbacks[name] = converted

    def convert(self, value: object, type_: Type) -> object:
        """A value converted to a declared type."""
        from webapis.idl.bindings import convert

        return convert(self.window, value, type_)

    def converted(self, name: str, type_: Type) -> object:
        """A property of the constructor by a type; None if it is undefined."""
        found = _kernel.get_any(self.constructor.wrapper, name)
        return None if found is None else self.convert(found, type_)

    def strings(self, name: str) -> list[str]:
        """A property that is a list of strings."""
        return cast("list[str] | None", self.converted(name, STRINGS)) or []


from webapis.dom.custom_elements import LIFECYCLE_CALLBACKS, CustomElementDefinition, is_valid_custom_element_name
from webapis.dom.element_creation import HTML_INTERFACES
