"""https://encoding.spec.whatwg.org/#encodings, by webencodings. Names are in lowercase."""

from typing import Final

from webapis.infra.ascii import split_surrogates


def get_encoding(label: str) -> str | None:
    """https://encoding.spec.whatwg.org/#concept-encoding-get"""
    import webencodings  # not before it is needed: parsing text does without

    if not label.isascii():
        return None  # webencodings would encode it, which surrogates do not allow
    encoding = webencodings.lookup(label)
    return None if encoding is None else str(encoding.name)


# The names that are not written in one case: https://encoding.spec.whatwg.org/#names-and-labels
NAMES: Final = {
    name.lower(): name
    for name in [
        "UTF-8",
        "IBM866",
        "ISO-8859-2",
        "ISO-8859-3",
        "ISO-8859-4",
        "ISO-8859-5",
        "ISO-8859-6",
        "ISO-8859-7",
        "ISO-8859-8",
        "ISO-8859-8-I",
        "ISO-8859-10",
        "ISO-8859-13",
        "ISO-8859-14",
        "ISO-8859-15",
        "ISO-8859-16",
        "KOI8-R",
        "KOI8-U",
        "GBK",
        "Big5",
        "EUC-JP",
        "ISO-2022-JP",
        "Shift_JIS",
        "EUC-KR",
        "UTF-16BE",
        "UTF-16LE",
    ]
}


def get_name(name: str) -> str:
    """The name as the standard writes it, for document.characterSet."""
    return NAMES.get(name, name)


class Decoder:
    """https://encoding.spec.whatwg.org/#decode for bytes that come in pieces; a byte order mark decides and is dropped."""

    def __init__(self, name: str) -> None:
        import webencodings

        self.decoder = webencodings.IncrementalDecoder(name, "replace")

    def decode(self, data: bytes, is_last: bool = False) -> str:
        """The characters of more bytes, as UTF-16 code units."""
        return split_surrogates(str(self.decoder.decode(data, is_last)))
