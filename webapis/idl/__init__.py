"""Spec: https://webidl.spec.whatwg.org/
Snapshot: 2026-11
Not implemented: async iterables, observable arrays, maplike, BigInt unions, cross-origin exceptions.

`bindings.py` is what a page host needs. `.idl` files stand beside the code that implements them. `grammar.py` and `reader.py` read them at build time;
`table.py` is what run time knows of them. `exceptions.py` and `callbacks.py` are the two things that implementations
need of the bindings.

What the bindings may rely on, and `tests/unit/webapis/idl` holds:
 - The class of an interface has its name (or ImplementedAs) and stands in `Interface.module`. `interface_name` of an
   object is the interface its wrapper's prototype is for; a document is an XMLDocument when `is_xml_document_object`, an
   HTMLDocument when `is_html`.
 - An attribute is a Python attribute or property called `python_name`; an operation is a method, a static one a
   function of the module. fooBar is foo_bar, a Python keyword gets an underscore, ImplementedAs overrides.
 - [Reflect] and [ReflectURL] attributes have no Python member: `webapis.html.reflection` gets and sets them by row.
 - [CSSProperty=name] attributes have none: `get_named_property` and `set_named_property` take the property's name. The
   reader makes them for an interface with [CSSProperties].
 - [EventHandler] attributes have none either: `webapis.html.event_handlers` gets and sets them by name.
 - [CallWith=Agent] and [CallWith=Document] name the first argument of a constructor or static operation.
   [HTMLConstructor] constructors go to `webapis.dom.custom_elements.html_constructor`.
 - [InKernel] operations have no Python member: jsengine/kernel/platform/kernel_operations.cpp.
 - [NamedOnDemand], an extended attribute of ours: objects have named properties once `_kernel.name_properties` was called.
 - [CEReactions]: `push_element_queue` before, `pop_element_queue` after, of `webapis.dom.custom_elements`.
 - Arguments arrive converted: str of UTF-16 code units, int, float, bool, None for null and for an absent optional
   argument without a default, lists for sequences, `Callback` objects for callbacks, the dictionary's class with its
   members set (also when an optional dictionary was not passed), platform objects as themselves. Other values (`any`)
   pass through as `bindings.py` says; [NullIfNone] attributes give null for None. Variadic arguments are Python's.
 - Indexed getters are `item` or `indexed_getter` with `length`; named getters have `supported_names()` beside them;
   a pair iterable has `pairs()`, so has a setlike (each value twice), and `size`, `has`, `add`, `delete`, `clear`.
 - Exceptions: `DOMException` is the platform object itself, `SimpleException` becomes a TypeError or RangeError,
   `webapis.dom.abort.ThrownReason` the value it holds; any other Python exception is an error of ours.
"""
