"""`?pipe=`: what a request asks the server to do to a file's response.

https://web-platform-tests.org/writing-tests/server-pipes.html
"""

import gzip
import re
from dataclasses import dataclass, field

_PIPE = re.compile(r"(\w+)(?:\(((?:[^()\\]|\\.)*)\))?\|?")
_ARGUMENT = re.compile(r"((?:[^,\\]|\\.)*)(?:,|$)")


@dataclass
class Response:
    """What the server is about to send."""

    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    chunks: list[tuple[float, bytes]] | None = None
    """For trickled bodies: seconds to wait, then bytes to send."""

    def set_header(self, name: str, value: str) -> None:
        """Replaces all headers of that name."""
        self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        self.headers.append((name, value))


def parse_pipes(text: str) -> list[tuple[str, list[str]]]:
    """`status(404)|header(A,b)` as names with arguments."""
    return [(match[1], split_arguments(match[2] or "")) for match in _PIPE.finditer(text)]


def split_arguments(text: str) -> list[str]:
    """Commas separate unless a backslash stands before them."""
    if not text:
        return []
    words = [match[1] for match in _ARGUMENT.finditer(text)]
    if not text.endswith(","):
        words = words[: 1 + len(re.findall(r"(?<!\\),", text))]
    return [re.sub(r"\\(.)", r"\1", word.strip()) for word in words]


def apply_pipe(name: str, arguments: list[str], response: Response) -> bool:
    """Changes the response; False for a pipe that is not known. `sub` is the server's own."""
    if name == "status" and arguments:
        response.status = int(arguments[0])
    elif name == "header" and len(arguments) >= 2:
        if len(arguments) > 2 and arguments[2].lower() in ("true", "1"):
            response.headers.append((arguments[0], arguments[1]))
        else:
            response.set_header(arguments[0], arguments[1])
    elif name == "slice":
        start, end = ([None if word in ("", "null") else int(word) for word in arguments] + [None])[:2]
        response.body = response.body[start:end]
    elif name == "gzip":
        response.body = gzip.compress(response.body)
        response.set_header("Content-Encoding", "gzip")
    elif name == "trickle":
        response.chunks = trickle(":".join(arguments), response.body)
    else:
        return False
    return True


def trickle(steps: str, body: bytes) -> list[tuple[float, bytes]]:
    """`100:d1:r2`: send 100 bytes, wait a second, repeat the last two steps until the body is sent."""
    chunks: list[tuple[float, bytes]] = []
    words = [word.strip() for word in steps.split(":") if word.strip()]
    pending = 0.0
    position = index = 0
    while index < len(words) and position < len(body):
        word = words[index]
        if word.startswith("d"):
            pending += float(word[1:])
        elif word.startswith("r"):
            back = int(word[1:])
            sends = any(not step.startswith(("d", "r")) for step in words[max(0, index - back) : index])
            if sends:
                index = max(0, index - back)
                continue
        else:
            chunks.append((pending, body[position : position + int(word)]))
            position += int(word)
            pending = 0.0
        index += 1
    if position < len(body) or pending:
        chunks.append((pending, body[position:]))
    return chunks
