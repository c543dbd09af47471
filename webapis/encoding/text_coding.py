"""https://encoding.spec.whatwg.org/#api: TextDecoder and TextEncoder"""

from typing import TYPE_CHECKING, Any, Final

from jsengine._kernel import poll
from webapis.encoding.encodings import get_encoding
from webapis.idl.bindings import buffer_bytes, buffer_length, make_byte_array, write_bytes
from webapis.idl.exceptions import range_error, type_error
from webapis.infra.ascii import join_surrogates, split_surrogates
from webapis.infra.pieces import PIECE, joined_bytes, pieces

if TYPE_CHECKING:
    from webapis.html.window import Window

BYTE_ORDER_MARK: Final = "\ufeff"
WITH_BYTE_ORDER_MARK: Final = frozenset(["utf-8", "utf-16le", "utf-16be"])
FEW: Final = 1 << 16
"""A text of so many characters is encoded as a whole, whatever the room for it."""


class TextDecoderOptions:
    """https://encoding.spec.whatwg.org/#textdecoderoptions"""

    fatal: bool = False
    ignore_bom: bool = False


class TextDecodeOptions:
    """https://encoding.spec.whatwg.org/#textdecodeoptions"""

    stream: bool = False


class TextDecoder:
    """https://encoding.spec.whatwg.org/#interface-textdecoder"""

    wrapper: object

    def __init__(self, label: str = "utf-8", options: TextDecoderOptions | None = None) -> None:
        self.wrapper = None
        name = get_encoding(label)
        # 2. Neither failure nor replacement, which webencodings does not list as one.
        if name is None or name == "replacement":
            raise range_error(f"The encoding label provided ('{label}') is invalid.")
        self.encoding = name
        self.fatal = options is not None and options.fatal
        self.ignore_bom = options is not None and options.ignore_bom
        self.do_not_flush = False
        self.bom_seen = False
        self.decoder: Any = None

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "TextDecoder"

    def decode(self, input: object = None, options: TextDecodeOptions | None = None) -> str:
        """https://encoding.spec.whatwg.org/#dom-textdecoder-decode"""
        # 1. A new decoder, unless the last call left something over.
        if not self.do_not_flush:
            self.decoder = make_decoder(self.encoding, self.fatal)
            self.bom_seen = False
        # 2. For the next call.
        self.do_not_flush = options is not None and options.stream
        # 3-5. The bytes, and what they say.
        data = b"" if input is None else buffer_bytes(input)
        try:
            text = self.decoded(data)
        except UnicodeError:
            self.do_not_flush = False
            raise type_error("The encoded data was not valid.") from None
        return self.without_mark(text)

    def decoded(self, data: bytes) -> str:
        """The DOMString of bytes, made in pieces."""
        parts: list[str] = []
        for start in range(0, len(data), PIECE):
            poll()
            parts.append(split_surrogates(str(self.decoder.decode(data[start : start + PIECE], False))))
        parts.append(split_surrogates(str(self.decoder.decode(b"", not self.do_not_flush))))
        return "".join(parts)

    def without_mark(self, text: str) -> str:
        """https://encoding.spec.whatwg.org/#concept-td-serialize"""
        if self.bom_seen or not text:
            return text
        self.bom_seen = True
        if not self.ignore_bom and self.encoding in WITH_BYTE_ORDER_MARK and text[0] == BYTE_ORDER_MARK:
            return text[1:]
        return text


def make_decoder(name: str, fatal: bool) -> Any:
    """Python's incremental decoder of an encoding."""
    import webencodings

    codec = webencodings.lookup(name).codec_info
    return codec.incrementaldecoder("strict" if fatal else "replace")


class TextEncoderEncodeIntoResult:
    """https://encoding.spec.whatwg.org/#textencoderencodeintoresult"""

    read: int | None = None
    written: int | None = None


class TextEncoder:
    """https://encoding.spec.whatwg.org/#interface-textencoder"""

    wrapper: object

    def __init__(self, window: "Window") -> None:
        self.wrapper = None
        self.window = window
        self.encoding = "utf-8"

    @property
    def interface_name(self) -> str:
        """The name of the interface, which chooses the wrapper's prototype."""
        return "TextEncoder"

    def encode(self, input: str = "") -> object:
        """https://encoding.spec.whatwg.org/#dom-textencoder-encode"""
        return make_byte_array(self.window, joined_bytes([join_surrogates(piece).encode() for piece in pieces(input)]))

    def encode_into(self, source: str, destination: object) -> TextEncoderEncodeIntoResult:
        """https://encoding.spec.whatwg.org/#dom-textencoder-encodeinto"""
        room = buffer_length(destination)
        text = join_surrogates(source)
        # Each character takes a byte at least.
        if len(text) > room + FEW:
            text = text[:room]
        data = text.encode("utf-8")
        if len(data) > room:
            # Up to the last character that fits as a whole.
            while room > 0 and data[room] & 0xC0 == 0x80:
                room -= 1
            data = data[:room]
            text = data.decode("utf-8")
        result = TextEncoderEncodeIntoResult()
        result.read = len(split_surrogates(text))
        result.written = write_bytes(destination, data)
        return result
