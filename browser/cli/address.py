"""The page named on a command line: a file that can be read, or a URL."""

from jsengine.options import CommandError

SCHEMES = ("http://", "https://", "file://", "about:", "data:")
SNIFFED = 1024


def check_address(word: str) -> str:
    """The address as given, after making sure that a file is there and holds text."""
    if word.lower().startswith(SCHEMES):
        return word
    try:
        with open(word, "rb") as file:
            head = file.read(SNIFFED)
    except IsADirectoryError:
        raise CommandError(f"{word} is a directory, not a page") from None
    except FileNotFoundError:
        raise CommandError(f"there is no file {word}") from None
    except OSError as error:
        raise CommandError(f"{word} cannot be read: {error.strerror}") from None
    # UTF-16 has zero bytes too, and says so by a byte order mark.
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CommandError(f"{word} is not a text file")
    return word
