"""The loopback server: a checkout's files on two ports, so that there is another origin.

Handlers written in Python (`.py`) are not run: they answer 501.
"""

import contextlib
import multiprocessing
import os
import posixpath
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from tools.runners.wpt.pipes import Response, apply_pipe, parse_pipes
from tools.runners.wpt.templates import HOST, Request, Site, substitute
from tools.runners.wpt.wrappers import WORKER_SCRIPT, script_path, wrap

REPORT_PATH = "/resources/testharnessreport.js"
REPORT_FILE = Path(__file__).with_name("testharnessreport.js")
PORTS = 2

CONTENT_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".mp4": "video/mp4",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xht": "application/xhtml+xml",
    ".xhtml": "application/xhtml+xml",
    ".xml": "text/xml",
}


@dataclass(frozen=True)
class Files:
    """Turns a request into a response."""

    root: Path
    site: Site

    def respond(self, request: Request) -> Response:
        """The response to a GET of the request's URL."""
        split = urlsplit(request.url)
        path = posixpath.normpath(unquote(split.path))
        if path == REPORT_PATH:
            return Response(200, [("Content-Type", "text/javascript")], REPORT_FILE.read_bytes())
        file = self.root / path.lstrip("/")
        if not file.is_file():
            return self.generated(path, f"?{split.query}" if split.query else "")
        if file.suffix == ".py":
            return Response(501, [("Content-Type", "text/plain")], b"handlers in Python are not run")
        response = Response(200, [("Content-Type", CONTENT_TYPES.get(file.suffix, "application/octet-stream"))])
        response.body = file.read_bytes()
        if ".sub." in file.name:
            response.body = substitute(response.body, self.site, request)
        self.add_file_headers(file, request, response)
        self.apply_pipes(parse_qs(split.query).get("pipe", []), request, response)
        return response

    def generated(self, path: str, query: str) -> Response:
        """A page or worker script that stands for a script, or 404."""
        script = script_path(path)
        file = self.root / script.lstrip("/") if script is not None else None
        if file is None or not file.is_file():
            return Response(404, [("Content-Type", "text/plain")], b"not found")
        kind = "text/javascript" if path.endswith(WORKER_SCRIPT) else "text/html"
        text = wrap(path, query, file.read_text(encoding="utf-8"))
        return Response(200, [("Content-Type", f"{kind};charset=utf-8")], text.encode())

    def add_file_headers(self, file: Path, request: Request, response: Response) -> None:
        """Adds those of `__dir__.headers` and `FILE.headers`; the latter replace the former."""
        for name in ("__dir__", file.name):
            for suffix in (".headers", ".sub.headers"):
                path = file.with_name(name + suffix)
                if not path.is_file():
                    continue
                text = path.read_bytes()
                if suffix == ".sub.headers":
                    text = substitute(text, self.site, request, escape=False)
                pairs = [line.partition(":") for line in text.decode("latin-1").splitlines() if ":" in line]
                names = {pair[0].strip().lower() for pair in pairs}
                response.headers = [pair for pair in response.headers if pair[0].lower() not in names]
                response.headers.extend((pair[0].strip(), pair[2].strip()) for pair in pairs)

    def apply_pipes(self, pipes: list[str], request: Request, response: Response) -> None:
        """Does what `?pipe=` asks for, in order."""
        for name, arguments in (pipe for text in pipes for pipe in parse_pipes(text)):
            if name == "sub":
                escape = arguments[:1] != ["none"]
                response.body = substitute(response.body, self.site, request, escape=escape)
            else:
                apply_pipe(name, arguments, response)


class Handler(BaseHTTPRequestHandler):
    """One request of one connection."""

    protocol_version = "HTTP/1.1"
    files: Files

    def answer(self) -> None:
        """Reads what was sent and sends the response."""
        length = self.headers.get("Content-Length", "0")
        self.rfile.read(int(length) if length.isdecimal() else 0)
        host = self.headers.get("Host", HOST)
        response = self.files.respond(Request(self.path, host, {k: str(v) for k, v in self.headers.items()}))
        if urlsplit(self.path).path.endswith(".asis") and response.status == 200:
            self.close_connection = True
            self.wfile.write(response.body)
            return
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.chunks is None:
            self.send_header("Content-Length", str(len(response.body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        for wait, chunk in response.chunks if response.chunks is not None else [(0.0, response.body)]:
            if wait:
                time.sleep(wait)
            self.wfile.write(chunk)
            self.wfile.flush()

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = answer

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the terminal for the runner."""


class Listener(ThreadingHTTPServer):
    """One port."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that goes away in the middle of a response is no error."""


def bind(count: int) -> list[socket.socket]:
    """Listening sockets on free ports."""
    sockets = []
    for _ in range(count):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, 0))
        listener.listen(128)
        sockets.append(listener)
    return sockets


def serve(root: Path, site: Site, sockets: list[socket.socket]) -> None:
    """Serves until the process is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handler = type("FilesHandler", (Handler,), {"files": Files(root, site)})
    threads = []
    for listener in sockets:
        server = Listener((HOST, 0), handler, bind_and_activate=False)
        server.socket.close()
        server.socket = listener
        server.server_address = listener.getsockname()
        server.server_name, server.server_port = HOST, listener.getsockname()[1]
        threads.append(Thread(target=server.serve_forever, daemon=True))
        threads[-1].start()
    for thread in threads:
        thread.join()
    os._exit(0)


@contextlib.contextmanager
def running_server(root: Path) -> Iterator[Site]:
    """A server in a process of its own; gives where it listens."""
    sockets = bind(PORTS)
    site = Site(tuple(listener.getsockname()[1] for listener in sockets))
    process = multiprocessing.get_context("fork").Process(target=serve, args=(root, site, sockets), daemon=True)
    process.start()
    for listener in sockets:
        listener.close()
    try:
        yield site
    finally:
        process.kill()
        process.join()
