"""Reading .dat files, writing trees, and a run with plain html5lib."""

import json
from pathlib import Path
from xml.dom import minidom

import pytest

from tools.runners.html5lib import main
from tools.runners.html5lib.cases import Context, parse_context, read_folder, split_cases
from tools.runners.html5lib.parsers import MinidomView
from tools.runners.html5lib.tree import dump_children, join_surrogates

DAT = """\
#data
<p>One

#document
#errors
(1,3): expected-doctype
#document
| <html>
|   <head>
|   <body>
|     <p>
|       "One

#document"

#data
<td>x
#errors
#document-fragment
tr
#script-on
#document
| <td>
|   "x"

#data
<b>wrong
#errors
#script-off
#document
| <i>
"""


def make_suite(root: Path) -> Path:
    folder = root / "tree-construction"
    (folder / "scripted").mkdir(parents=True)
    (folder / "a.dat").write_text(DAT)
    (folder / "scripted/b.dat").write_text(DAT)
    return root


def test_cases(tmp_path: Path) -> None:
    cases = read_folder(make_suite(tmp_path) / "tree-construction")
    assert [case.key for case in cases][:4] == [
        "a.dat 1 script-off",
        "a.dat 1 script-on",
        "a.dat 2 script-on",
        "a.dat 3 script-off",
    ]
    assert cases[0].data == "<p>One\n\n#document"
    assert cases[0].expected.endswith('"One\n\n#document"')
    assert cases[2].context == Context("http://www.w3.org/1999/xhtml", "tr")
    assert cases[4].path == "scripted/b.dat"


def test_an_empty_text_and_carriage_returns_are_data() -> None:
    cases = list(split_cases("#data\n\n#errors\n#document\n| x\n\n#data\na\rb\r\n#errors\n#document\n| y\n"))
    assert [case["#data"] for case in cases] == ["", "a\rb\r"]


@pytest.mark.parametrize(
    ("text", "namespace", "local_name"),
    [
        ("td", "http://www.w3.org/1999/xhtml", "td"),
        ("svg path", "http://www.w3.org/2000/svg", "path"),
        ("math mi", "http://www.w3.org/1998/Math/MathML", "mi"),
    ],
)
def test_contexts(text: str, namespace: str, local_name: str) -> None:
    assert parse_context(text) == Context(namespace, local_name)


def test_a_tree_as_text() -> None:
    document = minidom.Document()
    svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
    document.appendChild(svg)
    svg.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#a")
    svg.setAttribute("viewBox", "0")
    svg.appendChild(document.createComment(" c "))
    svg.appendChild(document.createTextNode("a\nb"))
    assert dump_children(MinidomView(), document).split("\n") == [
        "| <svg svg>",
        '|   viewBox="0"',
        '|   xlink href="#a"',
        "|   <!--  c  -->",
        '|   "a',
        'b"',
    ]


def test_template_content_comes_before_children() -> None:
    document = minidom.Document()
    template, inner = document.createElement("template"), document.createElement("b")
    content = document.createDocumentFragment()
    document.appendChild(template)
    content.appendChild(inner)
    template.appendChild(document.createTextNode("child"))

    class View(MinidomView):
        def template_content(self, node: object) -> object:
            return content if node is template else None

    assert dump_children(View(), document).split("\n") == [
        "| <template>",
        "|   content",
        "|     <b>",
        '|   "child"',
    ]


def test_a_deep_tree_is_no_recursion() -> None:
    document = minidom.Document()
    node: minidom.Document | minidom.Element = document
    for _ in range(3000):
        element = document.createElement("b")
        node.appendChild(element)
        node = element
    assert len(dump_children(MinidomView(), document).split("\n")) == 3000


def test_pairs_are_joined_and_lone_surrogates_kept() -> None:
    assert join_surrogates("\ud83d\ude00") == "\U0001f600"
    assert join_surrogates("é\ud83d") == "é\ud83d"


def test_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("html5lib")
    output = tmp_path / "out.json"
    suite = make_suite(tmp_path / "suite")
    words = ["--suite", str(suite), "--parser", "html5lib", "--jobs", "1", "--json", str(output)]
    assert main.main(words) == 1
    assert "score: 3 of 4 (75.00 %)" in capsys.readouterr().out
    assert list(json.loads(output.read_text())["failures"]) == ["a.dat 3 script-off"]
    assert main.main([*words, "--filter", "a.dat 2"]) == 0


def test_not_a_checkout(tmp_path: Path) -> None:
    assert main.main(["--suite", str(tmp_path)]) == 2
