"""CSS animations: https://drafts.csswg.org/css-animations-1/, in virtual time."""

from typing import Any

import pytest

from browser import open_page
from browser.page import Page

HTML = """<!doctype html><style>
@keyframes fade { from { opacity: 0 } to { opacity: 1 } }
@keyframes grow { 50% { width: 200px; animation-timing-function: step-end } 100% { width: 300px } }
@keyframes empty {}
#box { width: 100px }
RULES</style><div id=box></div><div id=other></div>
<script>
var log = [];
for (const type of ['animationstart', 'animationiteration', 'animationend', 'animationcancel'])
  document.addEventListener(type, (e) => log.push(`${e.type} ${e.animationName} ${e.elapsedTime} ${e.target.id}${e.pseudoElement}`));
const at = (time, steps) => setTimeout(steps, time);
</script>"""


def page_with(rules: str) -> Page:
    page = open_page()
    page.set_content(HTML.replace("RULES", rules))
    return page


def logged(rules: str, script: str = "") -> Any:
    with page_with(rules) as page:
        page.evaluate(f"(() => {{ {script} }})()")
        page.settle()
        return page.evaluate("log")


def test_events_in_their_order() -> None:
    assert logged("#box { animation: fade 100ms 3 alternate }") == [
        "animationstart fade 0 box",
        "animationiteration fade 0.1 box",
        "animationiteration fade 0.2 box",
        "animationend fade 0.3 box",
    ]


def test_delays() -> None:
    assert logged("#box { animation: fade 100ms 50ms } #other { animation: empty 100ms -50ms }") == [
        "animationstart empty 0.05 other",
        "animationstart fade 0 box",
        "animationend empty 0.1 other",
        "animationend fade 0.1 box",
    ]


def test_values() -> None:
    script = (
        "const a = box.getAnimations()[0], width = () => getComputedStyle(box).width; a.pause();"
        "log = [0, 250, 500, 750, 999].map((time) => { a.currentTime = time; return width() }); a.cancel(); log.push(width())"
    )
    found = logged("#box { animation: grow 1s linear }", script)
    assert found[:6] == ["100px", "150px", "200px", "200px", "200px", "100px"]


def test_what_is_cancelled() -> None:
    for script in ("box.style.animation = 'none'", "box.style.display = 'none'", "box.getAnimations()[0].cancel()"):
        found = logged("#box { animation: fade 1s linear }", f"at(500, () => {{ {script} }})")
        assert len(found) == 2 and found[0] == "animationstart fade 0 box"
        kind, name, elapsed, target = found[1].split(" ")
        assert (kind, name, target) == ("animationcancel", "fade", "box") and 0.4 < float(elapsed) < 0.6


def test_paused_and_running() -> None:
    script = (
        "const a = box.getAnimations()[0]; log.push(a.playState); a.ready.then(() => { box.style.animationPlayState = 'running';"
        " log.push(a.playState) })"
    )
    assert logged("#box { animation: fade 100ms paused }", script) == [
        "paused",
        "running",
        "animationstart fade 0 box",
        "animationend fade 0.1 box",
    ]


def test_lists_and_names_that_stay() -> None:
    script = (
        "const [one, two] = box.getAnimations(); log.push(one.animationName, two.animationName);"
        "box.style.animationName = 'grow, empty, fade'; const now = box.getAnimations();"
        "log.push(now.length, now[0] === two, now[2] === one, now[1].animationName); box.style.animation = 'none'"
    )
    assert logged("#box { animation: fade 1s, grow 1s }", script)[:6] == ["fade", "grow", 3, True, True, "empty"]


def test_rules_that_come_later() -> None:
    script = (
        "const sheet = document.styleSheets[0]; log.push(box.getAnimations().length);"
        "sheet.insertRule('@keyframes late { to { left: 5px } }', 0); log.push(box.getAnimations().length);"
        "log.push(box.getAnimations()[0].effect.getKeyframes().length); sheet.cssRules[0].appendRule('50% { left: 1px }');"
        "log.push(box.getAnimations()[0].effect.getKeyframes().length); box.style.animation = 'none'"
    )
    assert logged("#box { animation: late 1s }", script)[:4] == [0, 1, 1, 2]


def test_shadow_trees_and_pseudo_elements() -> None:
    script = (
        "const root = other.attachShadow({mode: 'open'});"
        "root.innerHTML = '<style>@keyframes own { to { opacity: 0 } } i { animation: own 50ms } :host { animation: own 60ms }</style><i id=i></i>';"
        "root.addEventListener('animationend', (e) => log.push(`${e.animationName} inside`))"
    )
    found = logged("#box::after { content: ''; animation: fade 50ms }", script)
    assert "animationend fade 0.05 box::after" in found
    assert "own inside" in found and "animationend own 0.06 other" in found


def test_what_scripts_have_said_stays() -> None:
    script = (
        "const a = box.getAnimations()[0]; a.effect.updateTiming({duration: 5000}); box.style.animationDuration = '2s';"
        "box.style.animationDelay = '1s'; const timing = a.effect.getTiming(); log.push(timing.duration, timing.delay);"
        "a.pause(); box.style.animationPlayState = 'running'; log.push(a.playState); a.cancel()"
    )
    assert logged("#box { animation: fade 1s }", script)[:3] == [5000, 1000, "paused"]


def test_legacy_events() -> None:
    script = "for (const name of ['Start', 'Iteration', 'End']) box['onwebkitanimation' + name.toLowerCase()] = (e) => log.push(e.type)"
    found = logged("#box { animation: fade 50ms 2 }", script)
    assert [one for one in found if one.startswith("webkit")] == [
        "webkitAnimationStart",
        "webkitAnimationIteration",
        "webkitAnimationEnd",
    ]


def test_what_never_ends_runs_beside_what_does() -> None:
    with page_with("#box { animation: fade 100ms infinite }") as page:
        settled = page.settle()
        assert settled.is_idle and "animation fade of <div>" in settled.still
        page.evaluate("at(1000, () => log.push('timer'))")
        page.settle()
        found = page.evaluate("log")
        assert found[-1] == "timer" and 8 <= len([one for one in found if "iteration" in one]) <= 10


def test_pages_without_have_none() -> None:
    with open_page() as page:
        page.set_content("<!doctype html><style>p { color: red }</style><p>text</p>")
        page.settle()
        before = page.evaluate("performance.now()")
        page.evaluate("document.querySelector('p').style.color = 'blue'; getComputedStyle(document.body).color")
        page.settle()
        assert page.evaluate("performance.now()") - before < 1


# Styles and scripts that want too much; each has to come to an end.
HOSTILE = [
    ("#box { animation: fade 1e-9s infinite }", ""),
    ("#box { animation: fade 1e30s 1e30 -1e30s }", ""),
    ("#box { animation: " + ", ".join(["fade 10ms"] * 500) + " }", ""),
    (
        "@keyframes many {"
        + " ".join([f"{at / 50}% {{ left: {at}px }}" for at in range(5000)])
        + "} #box { animation: many 50ms }",
        "",
    ),
    ("* { animation: fade 20ms; transition: all 20ms }", "document.body.innerHTML = '<p>'.repeat(300)"),
    (
        "#box { animation: fade 20ms }",
        "document.onanimationend = (e) => { if (log.length < 200) { box.remove(); document.body.append(box) } }",
    ),
    ("#box { animation: fade 20ms }", "document.onanimationstart = () => { document.querySelector('style').remove() }"),
    ("#box { animation: var(--x, fade) 20ms; --x: var(--x) }", ""),
    (
        "@keyframes self { to { width: var(--w); --w: var(--w); font-size: 2em; all: revert } } #box { animation: self 20ms }",
        "",
    ),
    (
        "#box { transition: width 10ms }",
        "document.ontransitionend = () => { box.style.width = Math.random() * 100 + 'px' }; box.style.width = '1px'",
    ),
]


@pytest.mark.parametrize(("rules", "script"), HOSTILE)
def test_hostile(rules: str, script: str) -> None:
    with page_with(rules) as page:
        page.settle()
        page.evaluate(f"(() => {{ {script} }})()")
        page.settle()
        assert page.evaluate("typeof getComputedStyle(document.body).opacity") == "string"
