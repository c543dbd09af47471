"""Smaller things of forms: autofill, wrapping, directions, owners, submissions that others take the place of."""

from pathlib import Path

from browser import open_page


def answer(markup: str, script: str) -> object:
    """What a script says of a page."""
    with open_page() as page:
        page.set_content(markup)
        return page.evaluate(script)


def test_autocomplete() -> None:
    cases = {
        " NAME\t": "name",
        "": "",
        " \n": "",
        "off": "off",
        "foo": "",
        "foo off": "",
        " HOME\ntel": "home tel",
        "home name": "",
        "section-A  billing work email": "section-a billing work email",
        "work billing email": "",
        "x section-a name": "",
    }
    script = "(cases) => cases.map(one => { const field = document.createElement('textarea');"
    script += " field.autocomplete = one; return field.autocomplete })"
    with open_page() as page:
        page.set_content("")
        assert page.evaluate(script, list(cases)) == list(cases.values())
    assert answer("<input type=hidden autocomplete=on>", "document.querySelector('input').autocomplete") == ""


def test_hard_wrapping() -> None:
    markup = "<form><textarea name=a wrap=%s cols=7>hello world\nabcdefghij</textarea></form>"
    script = "[new FormData(document.forms[0]).get('a'), document.querySelector('textarea').value]"
    text = "hello world\nabcdefghij"
    assert answer(markup % "HARD", script) == ["hello \nworld\nabcdefg\nhij", text]
    assert answer(markup % "soft", script) == [text, text]


def test_lone_surrogates_are_replaced() -> None:
    assert answer(
        "<form><input></form>",
        "const f = document.querySelector('input'); f.name = 'a\\ud800'; f.value = '\\udc00b';"
        "[...new FormData(document.forms[0])][0]",
    ) == ["a\ufffd", "\ufffdb"]


def test_directions() -> None:
    markup = (
        "<div id=a dir=auto><bdi>\u05d0</bdi><span dir=ltr>\u05d0</span> x</div><p id=b dir=auto>1 \u05d0 x</p>"
        "<div dir=rtl><input id=c type=tel><input id=d><bdi id=e>12</bdi></div><input id=f dir=auto value='\u05d0'>"
        "<textarea id=g dir=auto>1</textarea>"
    )
    script = "[...'abcdefg'].map(id => document.getElementById(id).matches(':dir(rtl)'))"
    assert answer(markup, script) == [False, True, False, True, False, True, False]


def test_the_owner_that_the_parser_gave_is_lost_apart_from_it() -> None:
    script = (
        "const input = document.querySelector('input'), form = document.querySelector('form'), out = [input.form === form];"
        "two.append(form.parentNode); out.push(input.form === form); two.append(input); out.push(input.form); out"
    )
    assert answer("<table><form><tr><td><input></table><div id=two></div>", script) == [True, True, None]


def test_planned_navigations(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<iframe name=one></iframe><iframe name=two></iframe><form action=a.html><button></button></form>"
    )
    (tmp_path / "a.html").write_text("")
    (tmp_path / "b.html").write_text("")
    where = "[one, two].map(frame => frame.location.pathname.split('/').at(-1))"
    with open_page(str(tmp_path / "index.html")) as page:
        page.evaluate(
            "var form = document.forms[0]; form.target = 'one'; form.submit(); form.target = 'two'; form.submit()"
        )
        page.settle()
        assert page.evaluate(where) == ["a.html", "a.html"]
        page.evaluate("form.submit(); two.location = 'b.html'; 0")
        page.settle()
        assert page.evaluate(where) == ["a.html", "b.html"]
        page.evaluate(
            "form.onclick = () => { form.target = 'one'; form.submit(); form.target = 'two' };"
            "one.location.hash = 'stays'; document.querySelector('button').click()"
        )
        page.settle()
        assert page.evaluate(where) == ["a.html", "a.html"] and page.evaluate("one.location.hash") == "#stays"


def test_a_form_counts_more_than_a_script_in_an_address(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<iframe name=one></iframe><form action=a.html target=one></form>")
    (tmp_path / "a.html").write_text("<title>a</title>")
    with open_page(str(tmp_path / "index.html")) as page:
        page.evaluate(
            "var log = [], frame = document.querySelector('iframe'); frame.onload = () => log.push(one.document.title);"
            "frame.src = 'javascript:1'; document.forms[0].submit(); 0"
        )
        page.settle()
        assert page.evaluate("log") == ["a"]
