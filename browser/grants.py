"""What a page may reach: the folder of its files, and hosts. What is refused says which switch would allow it."""

import os
import stat
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote, urlsplit

LARGEST_FILE: Final = 1 << 30


class Refused(Exception):
    """Something is out of reach, or not there; the text is a sentence for the console."""


class Grants:
    """https: the origin of a file page for storage and fetch is its granted root, fixed for the session."""

    def __init__(self, root: str | None = None, hosts: Sequence[str] = ()) -> None:
        self.root = os.path.realpath(root) if root is not None else None
        self.hosts = frozenset(host.lower() for host in hosts)
        self.is_restricted = self.root is not None
        """Whether hosts need a grant: pages from files do not reach the network unasked."""

    def open_root_of(self, path: str) -> None:
        """The user opened this file: its folder is the root, unless there is one already."""
        self.is_restricted = True
        if self.root is None:
            self.root = os.path.dirname(os.path.realpath(path))

    def read_file(self, url: str) -> bytes:
        """The bytes of a file: URL in the root. Links out of it are not followed."""
        path = path_of_url(url)
        if self.root is None:
            raise Refused(f"{url}: pages that did not come from a file cannot read files")
        try:
            # Opened first and looked at then: what is looked at is what will be read.
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            # What lies outside is not even said to be missing.
            if not self._contains(os.path.realpath(path)):
                raise Refused(self._refusal(url)) from None
            raise Refused(f"{url}: {error.strerror}") from None
        try:
            return self._read(descriptor, path, url)
        finally:
            os.close(descriptor)

    def check_host(self, url: str) -> None:
        """Whether a request may go to the host of an http(s): URL."""
        host = (urlsplit(url).hostname or "").lower()
        if self.is_restricted and host not in self.hosts:
            raise Refused(f"{url}: requests to {host} are blocked; --allow-host {host} allows them")

    def _read(self, descriptor: int, path: str, url: str) -> bytes:
        if not self._contains(real_path(descriptor, path)):
            raise Refused(self._refusal(url))
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise Refused(f"{url}: it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{url}: it is no plain file")
        if status.st_size > LARGEST_FILE:
            raise Refused(f"{url}: the file is too large")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(LARGEST_FILE)

    def _contains(self, real: str) -> bool:
        assert self.root is not None
        return real == self.root or real.startswith(self.root.rstrip("/") + "/")

    def _refusal(self, url: str) -> str:
        return f"{url}: the file is outside of the page's folder; --root DIR allows another folder"


def real_path(descriptor: int, path: str) -> str:
    """Where an open file really is."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return os.path.realpath(path)


def path_of_url(url: str) -> str:
    """The path that a file: URL names on this machine."""
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise Refused(f"{url}: files of other hosts are not there")
    path = unquote(parts.path, errors="surrogateescape")
    if "\0" in path:
        raise Refused(f"{url}: it names no file")
    return path


def url_of_path(path: str) -> str:
    """The file: URL of a path."""
    return "file://" + quote(os.fsencode(os.path.abspath(path)))
