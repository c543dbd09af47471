"""https://dom.spec.whatwg.org/#concept-attach-a-shadow-root"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element_states import CUSTOM, PRECUSTOMIZED
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.dom.element import Element
    from webapis.dom.shadow_root import ShadowRootInit

# https://dom.spec.whatwg.org/#valid-shadow-host-name, besides valid custom element names
SHADOW_HOST_NAMES: Final = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "body",
        "div",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "main",
        "nav",
        "p",
        "section",
        "span",
    ]
)


def attach_a_shadow_root(element: "Element", init: "ShadowRootInit") -> "ShadowRoot":
    """https://dom.spec.whatwg.org/#concept-attach-a-shadow-root"""
    # 1-2. The element may be a host.
    name = element.local_name
    if not element.is_html or (name not in SHADOW_HOST_NAMES and not is_valid_custom_element_name(name)):
        raise dom_exception("NotSupportedError", "This element does not support attachShadow.")
    # 3. Its definition may forbid it.
    definition = find_definition(element)
    if definition is not None and definition.disable_shadow:
        raise dom_exception("NotSupportedError", "The custom element's definition disables shadow roots.")
    # 4. There is one already: a declarative one may be taken over.
    current = element.shadow_root_node
    if current is not None:
        if not current.declarative or current.mode != init.mode:
            raise dom_exception("NotSupportedError", "The element hosts a shadow tree already.")
        for child in current.child_list():
            remove(child)
        current.declarative = False
        return current
    # 5-13. A new one.
    shadow = ShadowRoot(element.node_document, element, init)
    state = element.custom_element_state
    shadow.available_to_element_internals = state in (PRECUSTOMIZED, CUSTOM)
    shadow.custom_element_registry = element.node_document.custom_element_registry
    element.ensure_extras().shadow_root = shadow
    return shadow


from webapis.dom.custom_elements import find_definition, is_valid_custom_element_name
from webapis.dom.mutation import remove
from webapis.dom.shadow_root import ShadowRoot
