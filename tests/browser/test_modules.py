"""Module scripts: what they import is on its way together before they run."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import open_page
from tests.serving import Answering, serving

FILES = {
    "index.html": "<script type=module>import {a} from './a.mjs'; import data from './data.json' with {type: 'json'};"
    " import './b.mjs'; console.log(a, data.n)</script>",
    "a.mjs": "import './c.mjs'; export {c as a} from './c.mjs'; console.log('a')",
    "b.mjs": "import './a.mjs'; import './b.mjs'; console.log('b')",
    "c.mjs": "export const c = 7; console.log('c')",
    "data.json": '{"n": 5}',
}


def test_a_graph_of_files(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    with open_page(str(tmp_path / "index.html")) as page:
        assert [message.text for message in page.console] == ["c", "a", "b", "7 5"] and page.errors == []


def test_what_is_missing_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<script type=module onerror='console.log(1)'>import './no.mjs'</script>"
        "<script>addEventListener('load', () => console.log('load'))</script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        said = [message.text for message in page.console]
        assert said[-2:] == ["1", "load"] and sum("no.mjs" in text for text in said) == 1


def test_a_syntax_error_of_an_import_is_reported(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script type=module>import './bad.mjs'; console.log('never')</script>")
    (tmp_path / "bad.mjs").write_text("import './c.mjs'; let let = 1")
    with open_page(str(tmp_path / "index.html")) as page:
        assert page.console == [] and page.errors[0].message.startswith("SyntaxError")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Answers modules only when three of them have been asked for."""
    asked: list[str] = []
    all_asked = threading.Barrier(3, timeout=20)

    class Handler(Answering):
        def do_GET(self) -> None:
            if self.path == "/":
                imports = b"import './1.mjs'; import './2.mjs'; import './3.mjs'; console.log('ran')"
                self.answer("text/html", b"<script type=module>" + imports + b"</script>")
            else:
                asked.append(self.path)
                all_asked.wait()
                self.answer("text/javascript", b"export {}")

    with serving(Handler) as origin:
        yield f"{origin}/", asked


def test_imports_are_fetched_in_parallel(server: tuple[str, list[str]]) -> None:
    address, asked = server
    with open_page(address) as page:
        assert [message.text for message in page.console] == ["ran"]
    assert sorted(asked) == ["/1.mjs", "/2.mjs", "/3.mjs"]


def test_compiled_texts_import_relative_to_the_script_that_compiled_them(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.mjs").write_text("export default import.meta.url.split('/').at(-2)")
    (tmp_path / "deep" / "script.js").write_text(
        "const text = \"import('./a.mjs').then(m => console.log(m.default))\";"
        "(0, eval)(text); Function(text)(); setTimeout(Function('return ' + text), 1); Promise.resolve('1').then(eval)"
    )
    (tmp_path / "index.html").write_text("<script src=deep/script.js></script>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.settle()
        assert [message.text for message in page.console] == ["deep"] * 3 and page.errors == []


def test_a_text_compiled_by_nobody_imports_relative_to_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text("console.log('ran')")
    (tmp_path / "index.html").write_text("<script>Promise.resolve(\"import('./a.mjs')\").then(eval)</script>")
    with open_page(str(tmp_path / "index.html")) as page:
        assert [message.text for message in page.console] == ["ran"]


def test_a_broken_module_gives_the_same_error_each_time(tmp_path: Path) -> None:
    (tmp_path / "bad.mjs").write_text("let let = 1")
    (tmp_path / "nested.mjs").write_text("import './bad.mjs'")
    (tmp_path / "index.html").write_text(
        "<script>const seen = []; onerror = (...all) => { seen.push(all[4]); return true }</script>"
        "<script type=module src=bad.mjs></script><script type=module src=nested.mjs></script>"
        "<script type=module>import('./bad.mjs').catch(e => { seen.push(e);"
        " console.log(seen.length, new Set(seen).size, e.name) })</script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        assert [message.text for message in page.console] == ["3 1 SyntaxError"]


def test_a_module_that_is_missing_counts_more_than_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "bad.mjs").write_text("let let = 1")
    (tmp_path / "index.html").write_text(
        "<script type=module onerror='console.log(event.type)'>import './bad.mjs'; import './no.mjs'</script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        assert [message.text for message in page.console if "no.mjs" not in message.text] == ["error"]
        assert page.errors == []
