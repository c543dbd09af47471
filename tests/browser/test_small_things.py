"""Things that documents rely on, each small: selections of shadow trees, links of SVG, focus of labels, javascript: frames."""

from pathlib import Path

from browser import open_page


def answer(markup: str, script: str, later: str = "out") -> object:
    """What a script has put into `out` when the page has settled."""
    with open_page() as page:
        page.set_content(markup)
        page.settle()
        page.evaluate(f"var out = []; {script}; 0")
        page.settle()
        return page.evaluate(later)


def test_selections_of_shadow_trees() -> None:
    script = (
        "const root = host.attachShadow({mode: 'open'}); root.innerHTML = '<p>Some text</p>';"
        "const range = document.createRange(); range.setStart(root.firstChild.firstChild, 0);"
        "range.setEnd(root.firstChild.firstChild, 4); getSelection().addRange(range);"
        "out.push(root.getSelection().toString(), getSelection().rangeCount, root.getSelection() === root.getSelection())"
    )
    assert answer("<div id=host></div>", script) == ["Some", 0, True]


def test_links_of_svg_navigate() -> None:
    svg = "<svg><a href='#one'><circle id=c /></a><a xlink:href='#two'><text id=t>x</text></a></svg>"
    click = "%s.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    assert answer(svg, click % "c", "location.hash") == "#one"
    assert answer(svg, click % "t", "location.hash") == "#two"


def test_labels_hand_their_focus_on() -> None:
    markup = "<label id=l for=i>x</label><input id=i><label id=m tabindex=0><input id=j></label>"
    script = "l.focus(); out.push(document.activeElement.id); m.focus(); out.push(document.activeElement.id)"
    assert answer(markup, script) == ["i", "m"]


def test_a_frame_with_a_script_for_an_address() -> None:
    script = (
        "const frame = document.createElement('iframe'); frame.onload = () => out.push('load');"
        "frame.src = \"javascript:void(parent.out.push('ran'))\"; document.body.append(frame); out.push('inserted')"
    )
    assert answer("<body>", script) == ["inserted", "ran", "load"]


def test_options_are_set_by_index() -> None:
    script = "const o = new Option('x'); s.options[0] = o; s.options[2] = new Option('y'); s.options[1] = null; out.push(s.textContent, s.options[0] === o)"
    assert answer("<select id=s><option>1<option>2</select>", script) == ["xy", True]


def test_origins_of_addresses_and_documents() -> None:
    with open_page("data:text/html,<iframe srcdoc=x></iframe>") as page:
        page.settle()
        assert page.evaluate("[frames[0].location.origin, frames[0].origin === origin]") == ["null", True]


def test_a_base_in_a_shadow_tree_means_nothing() -> None:
    script = "host.attachShadow({mode: 'open'}).innerHTML = '<base href=\"http://a.example/\">'; out.push(document.baseURI === document.URL)"
    assert answer("<div id=host></div>", script) == [True]


def test_page_transitions_bubble() -> None:
    markup = "<script>var seen; onpageshow = (e) => { seen = [e.bubbles, e.cancelable, e.persisted] }</script>"
    assert answer(markup, "", "seen") == [True, True, False]


def test_an_empty_cue_is_an_empty_text() -> None:
    script = "const made = new VTTCue(0, 1, '').getCueAsHTML(); out.push(made.childNodes.length, made.firstChild.data)"
    assert answer("<p>", script) == [1, ""]


def test_addresses_of_errors_may_have_parentheses(tmp_path: Path) -> None:
    (tmp_path / "a (b),c.js").write_text("\n  throw new Error('x')")
    (tmp_path / "index.html").write_text(
        "<script>onerror = (message, file, line, column) => { console.log(decodeURI(file).split('/').at(-1), line, column);"
        " return true }</script><script src='a%20(b),c.js'></script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        assert [message.text for message in page.console] == ["a (b),c.js 2 9"]


def test_open_with_three_arguments_is_that_of_the_window() -> None:
    script = "const w = document.open('about:blank#\\ud800', '', ''); out.push(w.location.hash, w === window, w.opener === window)"
    assert answer("<p>", script) == ["#%EF%BF%BD", False, True]


def test_microtasks_run_after_constructors_that_the_parser_calls() -> None:
    markup = (
        "<script>var seen; customElements.define('a-b', class extends HTMLElement {"
        " constructor() { super(); queueMicrotask(() => { seen = this.hasAttribute('x') }) } })</script><a-b x></a-b>"
    )
    assert answer(markup, "", "seen") is False


def test_xml_has_customised_built_in_elements(tmp_path: Path) -> None:
    (tmp_path / "index.xhtml").write_text(
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>customElements.define('my-p', class extends HTMLParagraphElement {"
        " constructor() { super(); console.log(this.localName) } }, { extends: 'p' })</script><p is='my-p'/><p/></html>"
    )
    with open_page(str(tmp_path / "index.xhtml")) as page:
        assert [message.text for message in page.console] == ["p"]


def test_sources_of_media_are_tried_one_after_the_other() -> None:
    markup = "<video id=v></video>"
    script = (
        "for (const src of ['', '#a', '#b']) { const one = document.createElement('source'); one.setAttribute('src', src);"
        " one.onerror = () => out.push(src + ' ' + v.currentSrc.split('#')[1]); v.append(one) }"
        "v.onloadstart = () => out.push('start ' + v.networkState)"
    )
    assert answer(markup, script) == ["start 2", " a", "#a a", "#b b"]
    assert answer(markup, script, "v.networkState") == 3
