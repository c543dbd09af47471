"""Images are fetched and say how large they are; nothing is painted."""

import base64
import struct
import zlib

import pytest

from browser import open_page
from webapis.css.media_features import Environment
from webapis.html.elements.image_source import choose, parse_srcset
from webapis.html.elements.source_size import source_size
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
        ("a 1280w, b 3000w, c 200w", "a"),
        ("a 100w, b 300w, c 200w", "b"),
        ("a 1x 1x, b 1h 1x, c 0w, d 2h", None),
        ("a 2h 9000w, b -0x", "a"),
        ("a 1q, b", "b"),
        (" , a,b ", "a,b"),
        ("a, b", "a"),
        ("a (x, y), b 2x", "b"),
        ("a -1x", None),
        ("", None),
    ],
)
def test_candidates(srcset: str, chosen: str | None) -> None:
    with open_page() as page:
        page.set_content("<img>")
        image = page._document.get_elements_by_tag_name("img").item(0)
        assert image is not None
        found = choose(parse_srcset(srcset), image)
        assert (None if found is None else found.address) == chosen


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


SVG = "document.createElementNS('http://www.w3.org/2000/svg', 'image')"


@pytest.mark.parametrize(
    ("sizes", "pixels"),
    [
        ("", 1280.0),
        ("10px", 10.0),
        ("2em", 32.0),
        ("50vw", 640.0),
        ("10vmin", 72.0),
        ("calc(1px + 10vw)", 129.0),
        ("min(1px, 100vw)", 1.0),
        ("clamp(1px, 5px, 3px)", 3.0),
        ("(max-width: 100px) 1px, (min-width: 100px) 2px, 3px", 2.0),
        ("not (unknown) 100vw, 1px", 1.0),
        ("-1px, nonsense, 7px", 7.0),
        ("50%", 1280.0),
        ("(" * 10_000, 1280.0),
    ],
)
def test_source_sizes(sizes: str, pixels: float) -> None:
    assert source_size(sizes, Environment()) == pixels


def test_densities_and_pictures() -> None:
    image = address(png(8, 4))
    with open_page() as page:
        page.set_content(
            f"<img id=a srcset='{image} 2x'><img id=b srcset='{image} 8w' sizes='4px'>"
            f"<picture><source media='(max-width: 9px)' srcset='data:,no'><source id=s srcset='{image}#1'><img id=c></picture>"
        )
        page.settle()
        assert page.evaluate("[a.naturalWidth, a.naturalHeight, b.width, c.naturalWidth, c.currentSrc.slice(-2)]") == [
            4,
            2,
            4,
            8,
            "#1",
        ]
        page.evaluate(f"s.srcset = '{image}#2'")
        page.settle()
        assert page.evaluate("c.currentSrc.slice(-2)") == "#2"
        page.evaluate("s.remove()")
        page.settle()
        assert page.evaluate("[c.currentSrc, c.naturalWidth]") == ["", 0]


def test_what_was_loaded_before_is_there_at_once() -> None:
    with open_page() as page:
        page.set_content(f"<img src='{address(png(8, 4))}'>")
        page.settle()
        page.evaluate(
            "var log = [], one = new Image(); one.onload = () => log.push('load'); one.src = document.images[0].src;"
            "log.push(one.complete, one.naturalWidth)"
        )
        page.settle()
        assert page.evaluate("log") == [True, 8, "load"]


def test_lazy_images_come_after_the_document() -> None:
    image = address(png(8, 4))
    with open_page() as page:
        page.set_content(
            f"<img id=lazy loading=lazy src='{image}'><img id=eager src='{image}#'><script>const log = [];"
            "for (const one of document.images) one.onload = () => log.push(one.id); onload = () => log.push('window');"
            f"const apart = new Image(); apart.loading = 'lazy'; apart.onload = () => log.push('apart'); apart.src = '{image}##'</script>"
        )
        page.settle()
        assert page.evaluate("log") == ["eager", "window", "lazy"]
        page.evaluate("document.body.append(apart)")
        page.settle()
        assert page.evaluate("log.at(-1)") == "apart"


@pytest.mark.parametrize("element", ["new Image()", SVG])
def test_decoding_ends_with_another_image(element: str) -> None:
    with open_page() as page:
        page.set_content("")
        name = "src" if "Image" in element else "href"
        page.evaluate(
            f"var log = [], one = {element}; const set = (data) => one.setAttribute('{name}', data);"
            f"set('{address(png(1, 1))}'); one.decode().catch(e => log.push(e.name)); set('{address(png(2, 1))}');"
            "one.decode().then(v => log.push(v === undefined)); 0"
        )
        page.settle()
        assert page.evaluate("log") == ["EncodingError", True]
        page.evaluate("set('data:,no'); one.decode().catch(e => log.push(e.name)); 0")
        page.settle()
        assert page.evaluate("log.at(-1)") == "EncodingError"


def test_only_an_empty_address_is_an_error() -> None:
    with open_page() as page:
        page.set_content(
            "<img id=a src=''><img id=b srcset=''><picture><img id=c></picture><script>var log = [];"
            "for (const one of document.images) one.onerror = () => log.push(one.id)</script>"
        )
        page.settle()
        assert page.evaluate("log") == ["a"]
