"""Images are fetched and say how large they are; nothing is painted."""

import base64
import struct
import zlib

import pytest

from browser import open_page
from webapis.html.elements.image_source import choose, parse_srcset
from webapis.html.image_size import image_size


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def address(data: bytes) -> str:
    return "data:;base64," + base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(3, 5), (3, 5)),
        (b"GIF89a\x02\x01\x04\x00more", (258, 4)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x07\x00\x09rest", (9, 7)),
        (b"RIFF....WEBPVP8X" + b"\0" * 8 + b"\x0f\0\0\x07\0\0", (16, 8)),
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 4, -6), (4, 6)),
        (b'<?xml version="1.0"?><svg xmlns="x" width="12px" height=\'7.5\'/>', (12, 7)),
        (b"<svg/>", (300, 150)),
        (b"no image", None),
        (b"\xff\xd8\xff", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"", None),
    ],
)
def test_sizes(data: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(data) == size


@pytest.mark.parametrize(
    ("srcset", "chosen"),
    [
        ("a", "a"),
        ("a 2x, b", "b"),
        ("a 0.5x, b 3x, c 2x", "c"),
        ("a 100w, b 300w, c 200w", "b"),
        ("a 1q, b", "b"),
        (" , a,b ", "a,b"),
        ("a, b", "a"),
        ("a (x, y), b 2x", "b"),
        ("a -1x", None),
        ("", None),
    ],
)
def test_candidates(srcset: str, chosen: str | None) -> None:
    assert choose(parse_srcset(srcset)) == chosen


def test_loading() -> None:
    with open_page() as page:
        page.set_content(f"""<img id=good src="{address(png(3, 5))}" width=9><img id=bad src="data:,nothing"><script>
          const log = [], note = (name) => (event) => log.push(name + " " + event.type);
          good.onload = good.onerror = note("good");
          bad.onload = bad.onerror = note("bad");
          log.push(good.complete, bad.complete, good.naturalWidth, new Image().complete);
          bad.decode().catch((error) => log.push(error.name));
          onload = () => log.push("window", good.complete, good.naturalWidth, good.naturalHeight, good.width, good.height);
        </script>""")
        page.settle()
        log = str(page.evaluate("log.join()"))
        assert log.startswith("false,false,0,true,")
        assert log.endswith("window,true,3,5,9,5")
        assert "good load" in log and "bad error" in log and "EncodingError" in log


def test_a_later_source_takes_the_place_of_an_earlier_one() -> None:
    with open_page() as page:
        page.set_content(f"""<picture><source type="image/unknown" srcset="data:,1"><source srcset="{address(png(1, 2))} 1x">
          <img src="data:,2"></picture><script>
          const image = document.querySelector("img"), log = [];
          image.onload = () => log.push(image.naturalHeight);
          image.onerror = () => log.push("error");
          const other = new Image();
          other.onload = () => log.push("other " + other.naturalWidth);
          other.src = "data:,3";
          other.src = "{address(png(7, 7))}";
        </script>""")
        page.settle()
        assert page.evaluate("log.sort().join()") == "2,other 7"
