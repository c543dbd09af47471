"""document.write and the scripts of a page: what was written is there at once, in its place."""

from pathlib import Path

from browser import open_page

INLINE = "<script>document.write('<i>1</i>&am'); console.log(document.querySelectorAll('i').length)</script>p;"
NESTED = "<script>document.write('<script>document.write(\"<u>2</u>\"); console.log(2)</' + 'script>3')</script>4"


def test_inline_scripts_write_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{INLINE}{NESTED}")
    with open_page(str(tmp_path / "a.html")) as page:
        page.evaluate("for (const s of document.querySelectorAll('script')) s.remove()")
        assert page.evaluate("document.querySelector('p').innerHTML") == "<i>1</i>&amp;<u>2</u>34"
        assert [message.text for message in page.console] == ["1", "2"]


def test_what_an_external_script_writes_is_there_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        "for (const c of '<b>1&notin;<!--c-->') document.write(c); console.log(document.querySelector('b').innerHTML)"
    )
    (tmp_path / "a.html").write_text("<p><script src=a.js></script>2")
    with open_page(str(tmp_path / "a.html")) as page:
        assert [message.text for message in page.console] == ["1\u2209<!--c-->"]
        assert page.text("b") == "1\u22092"
