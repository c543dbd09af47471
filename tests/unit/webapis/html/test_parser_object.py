"""The parser as an object that a host drives: pieces, scripts that write, pauses, aborts, encodings, errors.

With our tree construction and with html5lib's.
"""

import sys

import pytest

import webapis.html.elements
from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.custom_elements import CustomElementDefinition, CustomElementRegistry, html_constructor
from webapis.dom.document import Document
from webapis.dom.element import Element
from webapis.html.elements.select import HTMLSelectElement
from webapis.html.parser import Parser, inert_document
from webapis.html.parser.encoding_sniffing import CERTAIN, TENTATIVE, Encoding, sniff_encoding
from webapis.html.serialization import serialize_children
from webapis.idl.callbacks import Callback, PythonCallback
from webapis.idl.exceptions import DOMException

assert webapis.html.elements is not None


BUILDERS = {"whipsnake": "TreeBuilder", "html5lib": "Html5libTreeBuilder"}
chosen = "whipsnake"


@pytest.fixture(autouse=True, params=BUILDERS)
def html_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "html5lib":
        pytest.importorskip("html5lib")
    monkeypatch.setattr(sys.modules[__name__], "chosen", request.param)


def make_parser(document: Document, scripting: bool, **options: bool) -> Parser:
    document.agent.html_parser = chosen
    parser = Parser(document, scripting, **options)
    assert type(parser.builder).__name__ == BUILDERS[chosen]
    return parser


def body_of(parser: Parser) -> str:
    body = parser.document.body
    return "" if body is None else serialize_children(body)


def run_scripts(parser: Parser) -> None:
    """A host whose scripts are texts to write."""
    while (script := parser.run()) is not None:
        parser.enter_script()
        parser.write(script.text_content or "")
        run_scripts(parser)
        parser.leave_script()


def parser_of(*pieces: str, scripting: bool = True) -> Parser:
    parser = make_parser(inert_document(), scripting)
    for piece in pieces:
        parser.append(piece)
    return parser


def test_pieces_make_the_same_tree() -> None:
    text = (
        "<!DOCTYPE html>\r\n<p CLASS='a&amp;b'>x&notin;&#x41;<!--c--><svg><![CDATA[y]]></svg><script>a<!--<b</script>z"
    )
    whole = parser_of(text, scripting=False)
    whole.close()
    assert whole.run() is None and whole.is_finished
    apart = parser_of(*text, scripting=False)
    apart.close()
    assert apart.run() is None and apart.is_finished
    assert serialize_children(apart.document) == serialize_children(whole.document)
    assert '<p class="a&amp;b">x∉A' in serialize_children(whole.document)


def test_what_came_is_there() -> None:
    parser = parser_of("<p>one")
    assert parser.run() is None and not parser.is_finished
    assert body_of(parser) == "<p>one</p>"
    parser.append(" two<b")
    parser.run()
    assert body_of(parser) == "<p>one two</p>"
    parser.append(">three")
    parser.run()
    assert body_of(parser) == "<p>one two<b>three</b></p>"


def test_a_script_comes_back_complete_and_in_the_tree() -> None:
    parser = parser_of("<p>1<script id=s>text</script>2")
    script = parser.run()
    assert isinstance(script, Element) and script.is_connected and script.text_content == "text"
    assert body_of(parser) == '<p>1<script id="s">text</script></p>'
    assert parser.run() is None
    assert body_of(parser).endswith("</script>2</p>")


def test_written_text_comes_before_what_follows() -> None:
    parser = parser_of("a<script><b>w</b>&am</script>p;c")
    parser.close()
    run_scripts(parser)
    assert body_of(parser).endswith("</script><b>w</b>&amp;c") and parser.is_finished


def test_written_scripts_write_in_their_place() -> None:
    parser = parser_of("<body><script>1</script>34")
    script = parser.run()
    assert script is not None
    parser.enter_script()
    parser.write("(<script>x</script>)")
    inner = parser.run()
    assert inner is not None and inner.text_content == "x"
    assert parser.script_nesting_level == 1
    parser.enter_script()
    parser.write("<i>")
    assert parser.run() is None
    parser.write("</i>2")
    assert parser.run() is None
    parser.leave_script()
    assert parser.run() is None
    parser.leave_script()
    parser.close()
    parser.run()
    assert body_of(parser).split("</script>", 1)[1] == "(<script>x</script><i></i>2)34"


def test_a_paused_parser_waits() -> None:
    parser = parser_of("<script></script>1")
    assert parser.run() is not None
    parser.enter_script()
    parser.write("<script src=u></script>2")
    assert parser.run() is not None
    parser.enter_script()
    parser.leave_script()
    parser.paused = True
    assert parser.run() is None and "2" not in body_of(parser)
    parser.write("3")
    assert parser.run() is None
    parser.leave_script()
    assert not parser.paused and not parser.has_insertion_point
    parser.close()
    parser.run()
    assert body_of(parser) == "231"


def test_a_parser_made_by_open() -> None:
    parser = make_parser(inert_document(), True, script_created=True)
    assert parser.has_insertion_point
    for piece in ("<p", ">a<", "/p>b"):
        parser.write(piece)
        parser.run()
    assert body_of(parser) == "<p>a</p>b" and not parser.is_finished
    parser.close()
    parser.run()
    assert parser.is_finished and not parser.has_insertion_point


def test_what_is_written_piece_by_piece_is_there_at_once() -> None:
    parser = parser_of("<script></script>")
    assert parser.run() is not None
    parser.enter_script()
    for character in "<p>&notin;a<!--c--><b>d":
        parser.write(character)
        parser.run()
    assert body_of(parser) == "<p>\u2209a<!--c--><b>d</b></p>"


def test_newlines_across_pieces() -> None:
    parser = parser_of("<pre>\r", "\na\r", "\n\rb", scripting=False)
    parser.close()
    parser.run()
    assert body_of(parser) == "<pre>a\n\nb</pre>"


def test_long_references_in_pieces() -> None:
    zeros = "0" * 200
    parser = parser_of("<p>&#", *[zeros] * 20, "65;&#X", *[zeros] * 20, "4", "1;&#", *["9" * 100] * 20, ";x")
    parser.close()
    parser.run()
    assert body_of(parser) == "<p>AA\ufffdx</p>"


def test_abort() -> None:
    parser = parser_of("<p>1<script></script>2")
    assert parser.run() is not None
    parser.abort()
    parser.append("3")
    assert parser.run() is None and parser.is_finished
    assert body_of(parser) == "<p>1<script></script></p>"


def test_declarative_shadow_roots(agent: Agent) -> None:
    parser = make_parser(Document(agent, True), True, declarative_shadow_roots=True)
    parser.append("<div><template shadowrootmode=open shadowrootclonable><slot></slot></template>light</div>")
    parser.close()
    parser.run()
    host = parser.document.query_selector("div")
    assert host is not None and host.shadow_root is not None
    assert host.shadow_root.clonable and host.shadow_root.inner_html == "<slot></slot>" and host.inner_html == "light"


def test_custom_elements_are_constructed_as_they_are_parsed(agent: Agent, host: RecordingHost) -> None:
    document = Document(agent, True)
    registry = document.custom_element_registry = CustomElementRegistry()
    log: list[object] = []

    def construct(owner: Document) -> Element:
        log.append(body_of(parser))
        with pytest.raises(DOMException):
            document.write("no")
        return html_constructor(definition, owner)

    callbacks: dict[str, Callback] = {
        "connectedCallback": PythonCallback(lambda: log.append("connected")),
        "attributeChangedCallback": PythonCallback(lambda *change: log.append(change[:3])),
    }
    definition = CustomElementDefinition("x-y", "x-y", PythonCallback(construct), ["a"], callbacks)
    registry.add_definition(definition)
    parser = make_parser(document, True)
    parser.append("<p>0<x-y a=1>1</x-y>")
    parser.close()
    parser.run()
    assert log == ["<p>0</p>", ("a", None, "1"), "connected"] and not host.errors
    assert body_of(parser) == '<p>0<x-y a="1">1</x-y></p>'


def test_options_settle_before_anybody_looks() -> None:
    parser = parser_of("<select><option>1<option>2<option selected>3<script></script><option>4")
    script = parser.run()
    assert script is not None
    select = script.parent_node
    while select is not None and not isinstance(select, HTMLSelectElement):
        select = select.parent_node
    assert select is not None and select.value == "3"
    many = parser_of("<select>" + "<option>x" * 20_000)
    many.close()
    many.run()
    select = many.document.query_selector("select")
    assert isinstance(select, HTMLSelectElement) and select.selected_index == 0 and select.option_count == 20_000


def test_errors_have_places() -> None:
    parser = make_parser(inert_document(), False, with_errors=True)
    parser.append("<!DOCTYPE html>\n<p a a>\n&#0;</p/>")
    parser.close()
    parser.run()
    assert [(error.code, error.line, error.column) for error in parser.errors()] == [
        ("duplicate-attribute", 2, 7),
        ("null-character-reference", 3, 5),
        ("end-tag-with-trailing-solidus", 3, 9),
    ]


def test_sniffing() -> None:
    def sniff(head: bytes, transport: str | None = None) -> tuple[str, str]:
        encoding = sniff_encoding(head, transport)
        return encoding.name, encoding.confidence

    assert sniff(b"\xef\xbb\xbfx", "koi8-r") == ("utf-8", CERTAIN)
    assert sniff(b"<meta charset=utf-8>", "koi8-r") == ("koi8-r", CERTAIN)
    assert sniff(b"<p><!-- <meta charset=utf-8> --><META x CharSet = 'KOI8-R' >") == ("koi8-r", TENTATIVE)
    assert sniff(b'<meta content="text/html; charset=utf-16" http-equiv=content-type>') == ("utf-8", TENTATIVE)
    assert sniff(b'<meta content="text/html; charset=utf-8">') == ("windows-1252", TENTATIVE)


def test_a_late_meta_asks_for_another_encoding() -> None:
    parser = parser_of("<meta charset=koi8-r>x")
    parser.set_encoding(Encoding("windows-1252", TENTATIVE))
    assert parser.run() is None and parser.other_encoding == "koi8-r"
    again = parser_of("<meta charset=koi8-r>x")
    again.set_encoding(Encoding("koi8-r", CERTAIN))
    again.run()
    assert again.other_encoding is None and body_of(again) == "x" and again.document.character_set == "KOI8-R"


def test_a_constructor_may_abort_the_parser(agent: Agent) -> None:
    document = Document(agent, True)
    registry = document.custom_element_registry = CustomElementRegistry()

    def construct(owner: Document) -> Element:
        parser.abort()
        assert parser.run() is None
        return html_constructor(definition, owner)

    definition = CustomElementDefinition("x-y", "x-y", PythonCallback(construct), [], {})
    registry.add_definition(definition)
    parser = make_parser(document, True)
    parser.append("<table><x-y>1</x-y>2")
    parser.close()
    assert parser.run() is None and parser.is_finished
    assert body_of(parser) == "<x-y></x-y><table></table>"


def test_scripts_may_turn_the_tree_around() -> None:
    parser = parser_of("<p id=p><b id=b><div id=d><script></script></b>1</p>2")
    assert parser.run() is not None
    body, p, d = (parser.document.query_selector(name) for name in ("body", "p", "div"))
    assert body is not None and p is not None and d is not None
    body.append_child(d)
    d.append_child(p)
    parser.close()
    assert parser.run() is None and parser.is_finished
    assert p.parent_node is d and body_of(parser).startswith('<div id="d">')
