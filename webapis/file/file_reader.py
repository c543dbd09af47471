"""https://w3c.github.io/FileAPI/#APIASynch"""

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from webapis.dom.dispatch import dispatch
from webapis.dom.event_target import EventTarget
from webapis.encoding.encodings import Decoder, get_encoding
from webapis.fetch.mime import parameter
from webapis.file.blob import Blob
from webapis.idl.exceptions import DOMException, dom_exception
from webapis.xhr.progress_event import progress_event

if TYPE_CHECKING:
    from webapis.html.window import Window

EMPTY: Final = 0
LOADING: Final = 1
DONE: Final = 2


class FileReader(EventTarget):
    """https://w3c.github.io/FileAPI/#dfn-filereader"""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self.window = window
        self.ready_state = EMPTY
        self.result: object = None
        self.error: DOMException | None = None
        self.reads = 0
        """Tells the tasks of one read from those of another, which was aborted."""

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "FileReader"

    def read_as_array_buffer(self, blob: Blob) -> None:
        """https://w3c.github.io/FileAPI/#readAsArrayBuffer"""
        self.read(blob, "ArrayBuffer", None)

    def read_as_binary_string(self, blob: Blob) -> None:
        """https://w3c.github.io/FileAPI/#readAsBinaryString"""
        self.read(blob, "BinaryString", None)

    def read_as_text(self, blob: Blob, encoding: str | None = None) -> None:
        """https://w3c.github.io/FileAPI/#readAsDataText"""
        self.read(blob, "Text", encoding)

    def read_as_data_url(self, blob: Blob) -> None:
        """https://w3c.github.io/FileAPI/#readAsDataURL"""
        self.read(blob, "DataURL", None)

    def read(self, blob: Blob, kind: str, encoding: str | None) -> None:
        """https://w3c.github.io/FileAPI/#readOperation"""
        # 1. One at a time.
        if self.ready_state == LOADING:
            raise dom_exception("InvalidStateError", "The object is already busy reading Blobs.")
        # 2-4. It begins.
        self.ready_state = LOADING
        self.result, self.error = None, None
        self.reads += 1
        number, size = self.reads, len(blob.data)

        def begin() -> None:
            if self.reads == number:
                self.fire("loadstart", 0, size)

        def progress() -> None:
            if self.reads == number:
                self.fire("progress", size, size)

        def end() -> None:
            if self.reads != number:
                return
            self.ready_state = DONE
            self.result = self.package(blob, kind, encoding)
            self.fire("load", size, size)
            # A listener may have begun anew.
            if self.reads == number:
                self.fire("loadend", size, size)

        # 10. In tasks: the bytes are all there.
        for steps in (begin, progress, end) if size else (begin, end):
            self.window.host.queue_global_task("file reading", self.window, steps, "FileReader")

    def package(self, blob: Blob, kind: str, encoding: str | None) -> object:
        """https://w3c.github.io/FileAPI/#blob-package-data"""
        if kind == "ArrayBuffer":
            return self.window.host.make_array_buffer(self.window, blob.data)
        if kind == "BinaryString":
            return blob.data.decode("latin-1")
        if kind == "DataURL":
            return f"data:{blob.type or 'application/octet-stream'};base64,{b64encode(blob.data).decode('ascii')}"
        name = get_encoding(encoding) if encoding is not None else None
        if name is None:
            charset = parameter(blob.type, "charset")
            name = get_encoding(charset) if charset is not None else None
        return Decoder(name or "utf-8").decode(blob.data, True)

    def abort(self) -> None:
        """https://w3c.github.io/FileAPI/#dfn-abort"""
        # 1-2. Nothing to end.
        self.result = None
        if self.ready_state != LOADING:
            return
        # 3-6. The tasks of the read find another number.
        self.ready_state = DONE
        self.reads += 1
        number = self.reads
        self.error = dom_exception("AbortError", "An ongoing operation was aborted.")
        self.fire("abort", 0, 0)
        if self.reads == number:
            self.fire("loadend", 0, 0)

    def fire(self, type: str, loaded: int, total: int) -> None:
        """https://w3c.github.io/FileAPI/#fire-a-progress-event"""
        event = progress_event(type, loaded, total)
        event.time_stamp = self.window.host.now()
        dispatch(event, self)
