"""Things that documents rely on, each small: selections of shadow trees, links of SVG, focus of labels, javascript: frames."""

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
