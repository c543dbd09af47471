"""CSS transitions: https://drafts.csswg.org/css-transitions-1/, in virtual time. What is expected is what Chromium does."""

import pytest

from browser import open_page
from browser.page import Page

LOG = r"""<script>
var log = [];
const types = ['transitionrun', 'transitionstart', 'transitionend', 'transitioncancel'];
for (const type of types) document.addEventListener(type, (e) => {
  log.push(`${e.type} ${e.propertyName} ${e.elapsedTime} ${e.target.id}${e.pseudoElement} ${e.isTrusted}`);
});
const at = (time, steps) => setTimeout(steps, time);
const half = (text, from, to) => Math.abs(parseFloat(text.match(/[\d.]+/)[0]) - (from + to) / 2) < (to - from) / 20;
const value = (name) => getComputedStyle(box)[name];
</script>"""
STYLE = "<style>#box { width: 100px; color: #000000; transition: %s } #box.b { %s }</style><div id=box></div>"


def page_with(transition: str, changed: str, script: str) -> Page:
    page = open_page()
    page.set_content("<!doctype html>" + LOG + STYLE % (transition, changed))
    page.settle()
    page.evaluate(script)
    page.settle()
    return page


def test_a_change_of_class_is_a_transition() -> None:
    page = page_with(
        "width 1s linear",
        "width: 200px",
        "box.className = 'b'; at(1, () => document.addEventListener('transitionstart', () => at(490, () =>"
        " { log.push(half(value('width'), 100, 200)) }))); at(1500, () => log.push(value('width')))",
    )
    with page:
        assert page.evaluate("log") == [
            "transitionrun width 0 box true",
            "transitionstart width 0 box true",
            True,
            "transitionend width 1 box true",
            "200px",
        ]


def test_delay_and_negative_delay() -> None:
    with page_with(
        "width 1s linear 500ms, height 2s -1.5s",
        "width: 200px; height: 50px",
        "box.style.height = '10px'; value('height'); log = []; box.className = 'b'; box.style.height = '';"
        "at(300, () => log.push(value('width'))); requestAnimationFrame(() => log.push('frame'))",
    ) as page:
        found = page.evaluate("log")
        assert found.index("transitionrun width 0 box true") < found.index("100px")
        assert found.index("100px") < found.index("transitionstart width 0 box true")
        assert found[-1] == "transitionend width 1 box true"


def test_what_is_forced_counts() -> None:
    with page_with(
        "opacity 100ms",
        "",
        "box.style.opacity = 0; getComputedStyle(box).opacity; box.style.opacity = 1; value('opacity')",
    ) as page:
        # The first value was seen, so there is a way back, which begins where the first transition is.
        assert page.evaluate("log").count("transitionrun opacity 0 box true") <= 1
        assert page.evaluate("value('opacity')") == "1"


def test_transition_and_value_in_one_change() -> None:
    with page_with(
        "none",
        "transition: opacity 50ms; opacity: 0",
        "box.className = 'b'; at(45, () => { log.push(value('opacity') !== '0') })",
    ) as page:
        assert page.evaluate("log") == [
            "transitionrun opacity 0 box true",
            "transitionstart opacity 0 box true",
            True,
            "transitionend opacity 0.05 box true",
        ]


def test_new_elements_have_nothing_to_come_from() -> None:
    script = (
        "const made = document.createElement('p'); made.style.transition = 'opacity 1s'; document.body.append(made);"
        "made.style.opacity = 0;"
        "const other = document.createElement('p'); other.id = 'other'; other.style.transition = 'opacity 50ms';"
        "document.body.append(other); getComputedStyle(other).opacity; other.style.opacity = 0;"
    )
    with page_with("none", "", script) as page:
        assert page.evaluate("log.filter((one) => !one.includes('start'))") == [
            "transitionrun opacity 0 other true",
            "transitionend opacity 0.05 other true",
        ]


def test_back_takes_as_long_as_the_way_there() -> None:
    with page_with(
        "width 1s linear",
        "width: 200px",
        "box.className = 'b'; at(250, () => { box.className = '' }); at(400, () => log.push(parseInt(value('width'))))",
    ) as page:
        found = page.evaluate("log")
        assert found[2] == "transitioncancel width 0.25 box true" or found[2].startswith("transitioncancel width 0.2")
        assert found[3] == "transitionrun width 0 box true"
        assert 100 < found[5] < 125
        assert found[6].startswith("transitionend width 0.2")


@pytest.mark.parametrize(
    "script",
    [
        "box.remove()",
        "box.style.display = 'none'",
        "box.style.transition = 'none'",
        "box.style.transitionProperty = 'height'",
        "document.body.style.display = 'none'",
    ],
)
def test_cancelled(script: str) -> None:
    with page_with("width 1s linear", "width: 200px", f"box.className = 'b'; at(200, () => {{ {script} }})") as page:
        found = page.evaluate("log")
        expected = ["transitionrun", "transitionstart", "transitioncancel"]
        if script == "box.remove()":
            expected.pop()  # the event goes to the element, which the document does not hear any more
        assert [one.split(" ")[0] for one in found] == expected


def test_what_starts_nothing() -> None:
    for transition, changed in [
        ("width 0s", "width: 200px"),
        ("width 1s -1s", "width: 200px"),
        ("width 1s", "width: auto"),
        ("height 1s", "width: 200px"),
        ("all 1s", "float: left"),
        ("none", "width: 200px"),
    ]:
        with page_with(transition, changed, "box.className = 'b'; requestAnimationFrame(() => {})") as page:
            assert page.evaluate("[log, getComputedStyle(box).width]") == [
                [],
                "auto" if "auto" in changed else "200px" if "200" in changed else "100px",
            ], transition


def test_discrete_where_it_is_allowed() -> None:
    with page_with(
        "float 100ms allow-discrete",
        "float: left",
        "box.className = 'b'; at(40, () => log.push(value('float'))); at(90, () => log.push(value('float')))",
    ) as page:
        assert [one for one in page.evaluate("log") if " " not in one] == ["none", "left"]


def test_all_with_colours_and_transforms() -> None:
    with page_with(
        "1s linear",
        "color: #ffffff; transform: translateX(100px); margin: 10px",
        "box.className = 'b'; at(500, () => log.push(half(value('color'), 0, 255),"
        " half(value('transform').slice(18), 0, 100), half(value('marginTop'), 0, 10)))",
    ) as page:
        found = page.evaluate("log")
        assert found.count("transitionrun margin-top 0 box true") == 1
        assert [one for one in found if isinstance(one, bool)] == [True, True, True]


def test_what_is_inherited_moves_with_it() -> None:
    with page_with(
        "color 1s linear",
        "color: #ffffff",
        "box.innerHTML = '<i></i>'; getComputedStyle(box).color; box.className = 'b';"
        "at(500, () => log.push(half(getComputedStyle(box.firstChild).color, 0, 255)))",
    ) as page:
        assert True in page.evaluate("log")


def test_legacy_names() -> None:
    with page_with(
        "width 50ms",
        "width: 200px",
        "box.addEventListener('webkitTransitionEnd', (e) => log.push(e.type)); box.className = 'b'",
    ) as page:
        assert page.evaluate("log").count("webkitTransitionEnd") == 1


def test_pseudo_elements() -> None:
    html = (
        "<!doctype html><style>#box::before { content: 'x'; opacity: 1; transition: opacity 50ms }"
        "#box.b::before { opacity: 0 }</style><div id=box></div>" + LOG
    )
    with open_page() as page:
        page.set_content(html)
        page.settle()
        page.evaluate("box.className = 'b'")
        page.settle()
        assert page.evaluate("log") == [
            "transitionrun opacity 0 box::before true",
            "transitionstart opacity 0 box::before true",
            "transitionend opacity 0.05 box::before true",
        ]


def test_settling_waits_for_what_ends_soon() -> None:
    with page_with(
        "width 3s, height 100s", "width: 200px; height: 10px", "box.style.height = '1px'; box.className = 'b'"
    ) as page:
        assert "transitionend width 3 box true" in page.evaluate("log")
    with open_page() as page:
        page.set_content("<!doctype html>" + LOG + STYLE % ("width 100s", "width: 200px"))
        page.settle()
        page.evaluate("box.className = 'b'")
        settled = page.settle()
        assert page.evaluate("log.length") == 2
        assert "transition of width of <div>" in settled.still


def test_deep_trees() -> None:
    """Work grows with the number of elements, not with their depth."""
    with open_page() as page:
        page.set_content(
            "<!doctype html><style>* { transition: all 20ms } body.on { color: #123456 }</style><body></body>"
        )
        page.evaluate(
            "let e = document.body; for (let i = 0; i < 400; i++) e = e.appendChild(document.createElement('p'));"
            "var ends = 0; document.addEventListener('transitionend', () => { ends++ }); 1"
        )
        page.settle()
        page.evaluate("document.body.className = 'on'; 1")
        page.settle()
        assert page.evaluate("[ends, getComputedStyle(document.querySelector('p:empty')).color]") == [
            401,
            "rgb(18, 52, 86)",
        ]
