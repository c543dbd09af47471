"""A window whose scripts run, without a page around it."""

from collections.abc import Callable
from typing import Any

import webapis.html.elements  # noqa: F401  (what documents make)
from jsengine import _kernel
from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.html.window import Window
from webapis.idl import bindings
from webapis.idl.callbacks import Callback


class ScriptHost(RecordingHost):
    """A host whose microtasks are the engine's jobs."""

    def __init__(self, context: _kernel.Context) -> None:
        super().__init__()
        self.context = context

    def collect_garbage(self) -> None:
        pass

    def queue_microtask(self, steps: Callable[[], None]) -> None:
        bindings.queue_microtask(self.context, steps)

    def report_exception_of(self, window: object, error: Exception) -> None:
        self.errors.append(error)

    def construct(self, constructor: Callback, document: Document) -> Element:
        element = bindings.construct(constructor, document)
        assert isinstance(element, Element)
        return element

    def compile_event_handler(self, element: Element, name: str, body: str) -> Callback | None:
        return bindings.compile_event_handler(element, name, body)


class ScriptedWindow:
    """A context with one window and an HTML document."""

    def __init__(self) -> None:
        self.context = _kernel.Context()
        self.host = ScriptHost(self.context)
        self.agent = Agent(self.host)
        self.window = self.new_window()
        self.document = self.window.document

    def new_window(self) -> Window:
        """One more window, in a realm of its own."""
        document = Document(self.agent).implementation.create_html_document("test")
        window = Window(document)
        bindings.install(self.context, window)
        return window

    def run(self, script: str) -> Any:
        """The script's completion value; what a callback threw is raised here."""
        self.host.errors.clear()
        value = bindings.evaluate(self.window, script, "test.js")
        if self.host.errors:
            raise self.host.errors[0]
        return value
