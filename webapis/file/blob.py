"""https://w3c.github.io/FileAPI/#blob-section"""

from typing import TYPE_CHECKING

from webapis.idl.bindings import buffer_bytes
from webapis.infra.ascii import ascii_lowercase, join_surrogates, split_surrogates
from webapis.infra.pieces import joined_bytes, pieces, sliced_bytes

if TYPE_CHECKING:
    from webapis.html.window import Window


class BlobPropertyBag:
    """https://w3c.github.io/FileAPI/#dfn-BlobPropertyBag"""

    type: str = ""
    endings: str = "transparent"


class FilePropertyBag(BlobPropertyBag):
    """https://w3c.github.io/FileAPI/#dfn-FilePropertyBag"""

    last_modified: int | None = None


class Blob:
    """https://w3c.github.io/FileAPI/#blob"""

    wrapper: object

    def __init__(
        self, window: "Window", parts: "list[object] | None" = None, options: BlobPropertyBag | None = None
    ) -> None:
        self.wrapper = None
        self.window = window
        options = BlobPropertyBag() if options is None else options
        self.data = process_parts(parts or [], options.endings)
        self.type = normalized_type(options.type)

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "Blob"

    @property
    def size(self) -> int:
        """https://w3c.github.io/FileAPI/#dfn-size"""
        return len(self.data)

    def slice(self, start: int | None = None, end: int | None = None, content_type: str | None = None) -> "Blob":
        """https://w3c.github.io/FileAPI/#slice-blob"""
        size = len(self.data)
        first = _relative(start, size, 0)
        last = _relative(end, size, size)
        return make_blob(self.window, sliced_bytes(self.data, first, max(first, last)), content_type or "")

    def copy_for(self, window: "Window") -> "Blob":
        """https://w3c.github.io/FileAPI/#blob-section: serialization and deserialization steps"""
        return make_blob(window, self.data, self.type)

    def text(self) -> object:
        """https://w3c.github.io/FileAPI/#text-method-algo"""
        promise = self.window.host.new_promise(self.window)
        promise.resolve(split_surrogates(self.data.decode("utf-8", "replace")))
        return promise.promise

    def array_buffer(self) -> object:
        """https://w3c.github.io/FileAPI/#arraybuffer-method-algo"""
        promise = self.window.host.new_promise(self.window)
        promise.resolve(self.window.host.make_array_buffer(self.window, self.data))
        return promise.promise


class File(Blob):
    """https://w3c.github.io/FileAPI/#file-section"""

    def __init__(
        self, window: "Window", bits: "list[object]", name: str, options: FilePropertyBag | None = None
    ) -> None:
        super().__init__(window, bits, options)
        self.name = name
        modified = None if options is None else options.last_modified
        self.last_modified = int(window.host.time_of_day()) if modified is None else modified

    @property
    def interface_name(self) -> str:
        return "File"

    def copy_for(self, window: "Window") -> "File":
        options = FilePropertyBag()
        options.type, options.last_modified = self.type, self.last_modified
        copy = File(window, [], self.name, options)
        copy.data = self.data
        return copy


def make_blob(window: "Window", data: bytes, content_type: str) -> Blob:
    """A blob of bytes."""
    blob = Blob(window)
    blob.data = data
    blob.type = normalized_type(content_type)
    return blob


def make_file(window: "Window", data: bytes, name: str, content_type: str, last_modified: int | None = None) -> File:
    """A file of bytes."""
    options = FilePropertyBag()
    options.last_modified = last_modified
    options.type = content_type
    file = File(window, [], name, options)
    file.data = data
    return file


class FileList:
    """https://w3c.github.io/FileAPI/#filelist-section"""

    wrapper: object

    def __init__(self, files: list[File] | None = None) -> None:
        self.wrapper = None
        self.files: list[File] = files or []

    @property
    def length(self) -> int:
        """https://w3c.github.io/FileAPI/#dfn-length"""
        return len(self.files)

    def item(self, index: int) -> File | None:
        """https://w3c.github.io/FileAPI/#dfn-item"""
        return self.files[index] if index < len(self.files) else None


def process_parts(parts: "list[object]", endings: str) -> bytes:
    """https://w3c.github.io/FileAPI/#process-blob-parts"""
    data: list[bytes] = []
    for part in parts:
        if isinstance(part, str):
            text = join_surrogates(part)
            if endings == "native":
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            data.extend([piece.encode("utf-8") for piece in pieces(text)])
        elif isinstance(part, Blob):
            data.append(part.data)
        else:
            data.append(buffer_bytes(part))
    return joined_bytes(data)


def normalized_type(kind: str) -> str:
    """A type with characters that are not printable ASCII is none."""
    return ascii_lowercase(kind) if all(" " <= character <= "~" for character in kind) else ""


def _relative(position: int | None, size: int, default: int) -> int:
    if position is None:
        return default
    return max(size + position, 0) if position < 0 else min(position, size)
