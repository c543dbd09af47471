"""https://html.spec.whatwg.org/#determining-the-character-encoding, over bytes"""

import re
from typing import Final, final

from webapis.encoding.encodings import get_encoding

# Confidences: https://html.spec.whatwg.org/#concept-encoding-confidence
TENTATIVE: Final = "tentative"
CERTAIN: Final = "certain"

PRESCAN_LENGTH: Final = 1024
DEFAULT_ENCODING: Final = "windows-1252"
BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
BLANKS: Final = b"\t\n\x0c\r "
LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@final
class Encoding:
    """An encoding by its name, and how sure it is."""

    name: str
    confidence: str

    def __init__(self, name: str, confidence: str) -> None:
        self.name = name
        self.confidence = confidence


def sniff_encoding(head: bytes, transport: str | None = None, parent: str | None = None) -> Encoding:
    """https://html.spec.whatwg.org/#encoding-sniffing-algorithm, for the first bytes of a document.

    `transport` is the label that the transport layer gave, `parent` the encoding of a container document of the same origin.
    """
    # 1. The byte order mark wins.
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return Encoding(name, CERTAIN)
    # 4. What the transport layer says.
    if transport is not None:
        declared = get_encoding(transport)
        if declared is not None:
            return Encoding(declared, CERTAIN)
    # 5. What the document says of itself.
    found = prescan(head[:PRESCAN_LENGTH])
    if found is not None:
        return Encoding(found, TENTATIVE)
    # 6. A container document.
    if parent is not None and parent not in ("utf-16be", "utf-16le"):
        return Encoding(parent, TENTATIVE)
    # 9. The default.
    return Encoding(DEFAULT_ENCODING, TENTATIVE)


@final
class Prescanner:
    """https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding"""

    data: bytes
    position: int

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def run(self) -> str | None:
        """The encoding that a meta element declares."""
        # 2-3. UTF-16 with an XML declaration.
        if self.data.startswith(b"<\x00?\x00x\x00"):
            return "utf-16le"
        if self.data.startswith(b"\x00<\x00?\x00x"):
            return "utf-16be"
        # 4-5. Look at each tag.
        data = self.data
        while True:
            self.position = data.find(b"<", self.position)
            if self.position < 0:
                return None
            rest = data[self.position : self.position + 6]
            if rest.startswith(b"<!--"):
                # Its two dashes may also be those of the end.
                end = data.find(b"-->", self.position + 2)
                if end < 0:
                    return None
                self.position = end + 3
            elif rest[:5].lower() == b"<meta" and len(rest) == 6 and rest[5] in BLANKS + b"/":
                self.position += 5
                found = self.meta()
                if found is not None:
                    return found
            elif len(rest) > 1 and (rest[1] in LETTERS or (rest[1] == 0x2F and len(rest) > 2 and rest[2] in LETTERS)):
                self.skip_tag()
            elif len(rest) > 1 and rest[1] in b"!/?":
                end = data.find(b">", self.position)
                if end < 0:
                    return None
                self.position = end + 1
            else:
                self.position += 1

    def skip_tag(self) -> None:
        """Past a tag and its attributes."""
        data = self.data
        while self.position < len(data) and data[self.position] not in BLANKS + b">":
            self.position += 1
        while self.attribute() is not None:
            pass

    def meta(self) -> str | None:
        """The steps for a meta element: the encoding it declares."""
        names: set[bytes] = set()
        got_pragma = False
        need_pragma: bool | None = None
        charset: str | None = None
        while True:
            attribute = self.attribute()
            if attribute is None:
                break
            name, value = attribute
            if name in names:
                continue
            names.add(name)
            if name == b"http-equiv":
                got_pragma = got_pragma or value == b"content-type"
            elif name == b"content":
                if charset is None:
                    charset = charset_from_content(value.decode("latin-1"))
                    need_pragma = True if charset is not None else need_pragma
            elif name == b"charset":
                charset = get_encoding(value.decode("latin-1"))
                need_pragma = False
        # Out of bytes: the tag has no end.
        if self.position >= len(self.data):
            return None
        if need_pragma is None or charset is None or (need_pragma and not got_pragma):
            return None
        return declared_encoding(charset)

    def attribute(self) -> tuple[bytes, bytes] | None:
        """https://html.spec.whatwg.org/#concept-get-attributes-when-sniffing"""
        data = self.data
        length = len(data)
        # 1. Blanks and slashes.
        while self.position < length and data[self.position] in BLANKS + b"/":
            self.position += 1
        # 2. The end of the tag.
        if self.position >= length or data[self.position] == 0x3E:
            return None
        # 3-5. The name.
        start = self.position
        while self.position < length:
            byte = data[self.position]
            if byte in BLANKS or byte in b"/>" or (byte == 0x3D and self.position > start):
                break
            self.position += 1
        name = data[start : self.position].lower()
        # 6-7. An equals sign.
        while self.position < length and data[self.position] in BLANKS:
            self.position += 1
        if self.position >= length or data[self.position] != 0x3D:
            return name, b""
        self.position += 1
        # 8-11. The value.
        return name, self.attribute_value()

    def attribute_value(self) -> bytes:
        """The steps after the equals sign."""
        data = self.data
        length = len(data)
        while self.position < length and data[self.position] in BLANKS:
            self.position += 1
        if self.position >= length:
            return b""
        quote = data[self.position]
        start = self.position
        if quote in b"\"'":
            end = data.find(bytes([quote]), start + 1)
            self.position = length if end < 0 else end + 1
            return data[start + 1 : end].lower() if end >= 0 else b""
        while self.position < length and data[self.position] not in BLANKS and data[self.position] != 0x3E:
            self.position += 1
        return data[start : self.position].lower()


def prescan(data: bytes) -> str | None:
    """https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding"""
    found = Prescanner(data).run()
    return xml_encoding(data) if found is None else found


# https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing: the label in what looks like an XML declaration.
BOGUS_DECLARATION: Final = re.compile(rb"""encoding[\x00-\x20]*=[\x00-\x20]*(["'])(.*?)\1""", re.DOTALL)


def xml_encoding(data: bytes) -> str | None:
    """https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing"""
    # 1-4. The declaration, to its end.
    end = data.find(b">")
    if not data.startswith(b"<?xml") or end < 0:
        return None
    # 5-18. The first "encoding" must be followed by a label; no byte of that is a blank.
    start = data.find(b"encoding", 0, end)
    match = BOGUS_DECLARATION.match(data, start) if start >= 0 else None
    if match is None or any(byte <= 0x20 for byte in match[2]):
        return None
    # 19-20. Nothing that was read so far is UTF-16.
    found = get_encoding(match[2].decode("latin-1"))
    return "utf-8" if found in ("utf-16be", "utf-16le") else found


def declared_encoding(name: str) -> str:
    """What a declaration inside of the document can mean: it was readable, so it is no UTF-16."""
    if name in ("utf-16be", "utf-16le"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def charset_from_content(content: str) -> str | None:
    """https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element"""
    lowered = content.lower()
    position = 0
    while True:
        # 2. The word.
        position = lowered.find("charset", position)
        if position < 0:
            return None
        position += 7
        # 3-4. An equals sign after it.
        rest = content[position:].lstrip("\t\n\f\r ")
        if rest.startswith("="):
            break
    # 5-6. The value.
    value = rest[1:].lstrip("\t\n\f\r ")
    if value[:1] in ('"', "'"):
        end = value.find(value[0], 1)
        return get_encoding(value[1:end]) if end > 0 else None
    for index, character in enumerate(value):
        if character in "\t\n\f\r ;":
            value = value[:index]
            break
    return get_encoding(value) if value else None


def changed_encoding(current: Encoding, label: str) -> str | None:
    """https://html.spec.whatwg.org/#changing-the-encoding-while-parsing: the encoding to start again with, or None."""
    name = get_encoding(label)
    # 1. UTF-16 stays.
    if name is None or current.confidence != TENTATIVE or current.name in ("utf-16be", "utf-16le"):
        return None
    # 2-4. The declaration cannot mean UTF-16 either; the same encoding needs nothing.
    name = declared_encoding(name)
    return None if name == current.name else name
