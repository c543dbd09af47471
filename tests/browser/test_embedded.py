"""object and embed: documents in frames of their own, images, fallback content; lazy frames."""

import base64
from pathlib import Path

from browser import open_page

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
WATCH = (
    "<script>const out = []; addEventListener('load', () => out.push('window'));"
    "const told = e => { if (e.target.id) out.push(e.target.id + ' ' + e.type) };"
    "for (const type of ['load', 'error']) document.addEventListener(type, told, true)</script>"
)


def test_documents_and_images(tmp_path: Path) -> None:
    (tmp_path / "inner.html").write_text("<title>inner</title>")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "a.gif").write_bytes(PIXEL)
    (tmp_path / "index.html").write_text(
        WATCH
        + "<object id=o name=shown data=inner.html></object><embed id=e src=a.svg><object id=i data=a.gif></object>"
        "<object id=n data=no.html></object><object id=b data=about:blank></object>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        told = page.evaluate("out")
        assert sorted(told[:-1]) == ["b load", "e load", "i load", "n error", "o load"] and told[-1] == "window"
        assert page.evaluate(
            "[o.contentDocument.title, o.contentWindow.name, shown === o.contentWindow, o.contentWindow.parent === window]"
        ) == ["inner", "shown", True, True]
        assert page.evaluate("[e.getSVGDocument().documentElement.localName, i.contentDocument, n.contentWindow]") == [
            "svg",
            None,
            None,
        ]
        page.evaluate("var gone = o, left = o.contentWindow; o.remove(); 0")
        assert page.evaluate("[gone.contentDocument, left.closed]") == [None, True]


def test_fallback_content_is_loaded_when_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "inner.html").write_text("<script>parent.out.push(location.search)</script>")
    (tmp_path / "index.html").write_text(
        "<script>var out = []</script><object><embed src='inner.html?1'></object>"
        "<object data='inner.html?2'><embed src='inner.html?3'></object>"
        "<object data='no.html'><object><embed src='inner.html?4'></object></object><video><embed src='inner.html?5'></video>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        page.settle()
        assert sorted(page.evaluate("out")) == ["?1", "?2", "?4"]


def test_an_object_is_barred_from_validation() -> None:
    with open_page() as page:
        page.set_content("<form><object></object></form>")
        page.evaluate("var o = document.forms[0].elements[0]; o.setCustomValidity('wrong')")
        assert page.evaluate("[o.validity.customError, o.willValidate, o.validationMessage, o.checkValidity()]") == [
            True,
            False,
            "",
            True,
        ]


def test_lazy_frames_load_after_the_document(tmp_path: Path) -> None:
    (tmp_path / "inner.html").write_text("")
    (tmp_path / "index.html").write_text(
        WATCH + "<iframe id=lazy loading=lazy src=inner.html></iframe><iframe id=eager src=inner.html></iframe>"
        "<iframe id=changed loading=lazy src=inner.html></iframe><script>changed.loading = 'eager'</script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        page.settle()
        told = page.evaluate("out")
        assert sorted(told[:2]) == ["changed load", "eager load"] and told[2:] == ["window", "lazy load"]


def test_many_nested_objects() -> None:
    with open_page() as page:
        page.set_content("<object>" * 2000)
        page.settle()
        assert page.evaluate("document.querySelectorAll('object').length") == 2000
