"""What inserting, removing and moving nodes sets off: scripts, selected options, the focus. Compared with Chromium."""

from browser import open_page


def test_taking_a_child_out_of_a_script_does_not_run_it() -> None:
    with open_page() as page:
        page.set_content("<body></body>")
        assert page.evaluate(
            "(() => { window.runs = 0; const s = document.createElement('script'); s.type = 'none'; s.textContent = 'runs++';"
            " document.body.append(s); const inner = s.appendChild(document.createElement('b')); s.type = '';"
            " inner.remove(); const before = runs; s.append(' '); return [before, runs] })()"
        ) == [0, 1]


def test_an_option_that_is_moved_stays_selected() -> None:
    with open_page() as page:
        page.set_content("<select><option>a<option>b</select><select id=other><option>c</select>")
        assert page.evaluate(
            "(() => { const [one, other] = document.querySelectorAll('select'), a = one.options[0];"
            " other.moveBefore(a, other.firstChild); return [a.selected, one.value, other.value, other.options.length] })()"
        ) == [True, "b", "a", 2]


def test_the_focus_leaves_what_is_hidden_with_the_next_frame() -> None:
    with open_page() as page:
        page.set_content("<div id=seen><button>b</button></div><div id=unseen hidden></div><div id=inert inert></div>")
        page.evaluate(
            "var out = [], button = document.querySelector('button'), log = (e) => out.push(e.type);"
            "for (const type of ['focus', 'blur', 'focusin', 'focusout']) document.addEventListener(type, log, true);"
            "button.focus(); unseen.moveBefore(button, null); out.push(document.activeElement === button)"
        )
        page.settle()
        assert page.evaluate("[...out, document.activeElement === document.body]") == [
            "focus",
            "focusin",
            True,
            "blur",
            "focusout",
            True,
        ]
        page.evaluate("out = []; seen.moveBefore(button, null); button.focus(); seen.inert = true")
        page.settle()
        assert page.evaluate("out") == ["focus", "focusin", "blur", "focusout"]


def test_a_script_takes_the_root_of_an_xml_document_away() -> None:
    with open_page() as page:
        page.set_content(
            "<iframe src='data:application/xhtml+xml,"
            '<html xmlns="http://www.w3.org/1999/xhtml"><head><script>'
            "document.documentElement.remove()</script></head><body/></html>'></iframe>"
        )
        page.settle()
        assert page.errors == []
