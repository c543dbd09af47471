"""The Python DOM as scripts see it: https://webidl.spec.whatwg.org/#javascript-binding

What a page host needs:

 - `install(context, window)` makes a `webapis.html.window.Window` the global object of a realm of the kernel's Context:
   its interface objects, its own attributes and operations, its named properties. The first window of a context takes
   the realm the context was born with, each later one (a frame, the next document) gets a realm of its own. All
   windows of a context belong to one `webapis.dom.agent.Agent`. Nothing else has to be set up: a partial interface
   Window in an `.idl` file beside its code adds to the global object, and to the Python class by inheritance or by
   [Module] and [ImplementedAs].
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
