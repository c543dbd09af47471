"""element.animate and its objects: https://drafts.csswg.org/web-animations-1/, in virtual time."""

from typing import Any

import pytest

from browser import open_page
from browser.page import Page

HTML = "<!doctype html><style>#box { width: 100px; opacity: 1 }</style><div id=box></div><div id=other></div><script>var log = []</script>"


@pytest.fixture
def page() -> Any:
    with open_page() as page:
        page.set_content(HTML)
        page.settle()
        yield page


def run(page: Page, script: str) -> Any:
    page.evaluate(f"(() => {{ {script} }})()")
    page.settle()
    return page.evaluate("log")


def test_an_animation_from_its_start_to_its_end(page: Page) -> None:
    assert run(
        page,
        """const a = box.animate({opacity: [0, 1]}, 1000), value = () => getComputedStyle(box).opacity;
        log.push(a.playState, a.pending, a.startTime, a.currentTime, value());
        a.ready.then((same) => log.push(same === a, a.startTime === document.timeline.currentTime, a.pending));
        a.onfinish = (e) => log.push(e.type, e.currentTime, e.isTrusted, a.playState, value());
        a.finished.then(() => log.push('finished'));
        const step = () => { if (a.currentTime < 500) requestAnimationFrame(step);
          else log.push(Math.abs(value() - a.currentTime / 1000) < 0.01) };
        step()""",
    ) == ["running", True, None, 0, "0", True, True, False, True, "finished", "finish", 1000, True, "finished", "1"]


# The progress at 0, half a second and a second and a half of an effect of one second, and its phases
TIMINGS = """
{} | 0 0.5 null
{fill: 'both'} | 0 0.5 1
{delay: 250, fill: 'both'} | 0 0.25 1
{delay: -250} | 0.25 0.75 null
{iterations: 2, direction: 'alternate'} | 0 0.5 0.5
{iterations: 2, iterationStart: 0.5} | 0.5 0 0
{direction: 'reverse'} | 1 0.5 null
{iterations: Infinity} | 0 0.5 0.5
{easing: 'steps(2, start)'} | 0.5 1 null
{easing: 'steps(4, jump-none)', fill: 'both'} | 0 0.666667 1
{easing: 'linear(0, 0.25 75%, 1)', fill: 'both'} | 0 0.166667 1
{easing: 'cubic-bezier(0, 0, 1, 1)'} | 0 0.5 null
{easing: 'ease-in-out'} | 0 0.5 null
{iterations: 0, fill: 'both'} | 0 0 0
{duration: 0, fill: 'both'} | 1 1 1
{endDelay: -500, fill: 'forwards'} | 0 0.5 1
"""


@pytest.mark.parametrize("row", TIMINGS.strip().split("\n"))
def test_timing(page: Page, row: str) -> None:
    options, _, expected = row.partition(" | ")
    script = f"""const a = box.animate(null, {{duration: 1000, ...{options}}});
        log = [0, 500, 1500].map((time) => {{ a.currentTime = time; return a.effect.getComputedTiming().progress }})"""
    found = run(page, script)
    assert [None if one is None else round(one, 6) for one in found] == [
        None if one == "null" else float(one) for one in expected.split(" ")
    ]


# property | from | to | at a quarter
VALUES = """
opacity | 0 | 1 | 0.25
width | 100px | 200px | 125px
width | 100px | 50% | calc(12.5% + 75px)
width | 0px | calc(100% - 20px) | calc(25% - 5px)
width | auto | 200px | auto
color | rgb(0, 0, 0) | rgb(200, 100, 0) | rgb(50, 25, 0)
background-color | transparent | rgb(255, 0, 0) | rgba(255, 0, 0, 0.25)
border-left-color | currentcolor | rgb(200, 0, 0) | rgb(50, 0, 0)
z-index | 1 | 4 | 2
line-height | 1 | 2 | 20px
visibility | hidden | visible | visible
clear | left | right | left
font-weight | 400 | 800 | 500
transform | translateX(0px) | translateX(100px) rotate(40deg) | matrix(0.984808, 0.173648, -0.173648, 0.984808, 25, 0)
transform | none | scale(3) | matrix(1.5, 0, 0, 1.5, 0, 0)
transform | rotate(0deg) | translateX(40px) | matrix(1, 0, 0, 1, 10, 0)
box-shadow | none | rgb(0, 0, 0) 4px 8px 0px 0px | rgba(0, 0, 0, 0.25) 1px 2px 0px 0px
filter | blur(0px) | blur(8px) brightness(2) | blur(2px) brightness(1.25)
background-position-x | 0% | 100% | 25%
font-size | 10px | 2em | 15.5px
"""


@pytest.mark.parametrize("row", VALUES.strip().split("\n"))
def test_values_between(page: Page, row: str) -> None:
    name, start, end, expected = row.split(" | ")
    # fontSize of the parent is 16px
    script = f"""box.style.color = 'rgb(0, 0, 0)'; box.style.border = 'solid';
        const key = '{name}'.replace(/-./g, (two) => two[1].toUpperCase());
        const a = box.animate({{[key]: ['{start}', '{end}']}}, 1000);
        a.currentTime = 250; log = [getComputedStyle(box)[key]]; a.cancel()"""
    assert run(page, script) == [expected]


def test_what_is_important_and_what_is_inherited(page: Page) -> None:
    assert run(
        page,
        """box.innerHTML = '<i></i>'; box.style.setProperty('width', '5px', 'important');
        const a = box.animate({width: ['0px', '100px'], color: ['rgb(0, 0, 0)', 'rgb(100, 0, 0)']}, {duration: 100});
        a.currentTime = 50; log = [getComputedStyle(box).width, getComputedStyle(box.firstChild).color]""",
    ) == ["5px", "rgb(50, 0, 0)"]


def test_effects_on_top_of_each_other(page: Page) -> None:
    assert run(
        page,
        """const one = box.animate({width: ['10px', '20px']}, 100), two = box.animate({width: '7px'}, {duration: 100, composite: 'add'});
        const three = box.animate([{transform: 'translateX(1px)'}, {transform: 'translateX(1px)', composite: 'add'}], 100);
        for (const a of [one, two, three]) { a.pause(); a.currentTime = 50; }
        log = [getComputedStyle(box).width, box.getAnimations().length, box.getAnimations()[1] === two];
        two.cancel(); log.push(getComputedStyle(box).width, box.getAnimations().length)""",
    ) == ["18.5px", 3, True, "15px", 2]


def test_playing(page: Page) -> None:
    assert run(
        page,
        """const a = box.animate({opacity: [0, 1]}, 100); a.pause(); log.push(a.playState, a.pending);
        a.ready.then(() => { log.push(a.pending, a.startTime); a.currentTime = 60; a.reverse(); return a.ready })
        .then(() => { log.push(a.playbackRate, a.playState); return a.finished })
        .then(() => { log.push(a.currentTime); a.play(); return a.finished })
        .then(() => { log.push(a.currentTime); a.updatePlaybackRate(2); a.play(); return a.finished })
        .then(() => { log.push(a.currentTime, a.playbackRate) })""",
    ) == ["paused", True, False, None, -1, "running", 0, 0, 100, 2]


def test_cancelling(page: Page) -> None:
    found = run(
        page,
        """const a = box.animate(null, 100), finished = a.finished;
        finished.catch((e) => log.push(e.name, a.finished !== finished)); a.oncancel = (e) => log.push(e.type, e.currentTime, a.playState);
        a.cancel(); log.push(a.playState, a.startTime, a.currentTime)
        addEventListener('unhandledrejection', () => log.push('unhandled')); const b = box.animate(null, 100); b.ready; b.finished; b.cancel()""",
    )
    assert found == ["idle", None, None, "AbortError", True, "cancel", None, "idle"]


def test_replaced(page: Page) -> None:
    assert run(
        page,
        """const make = () => box.animate({opacity: 0.5}, {duration: 1, fill: 'forwards'}), one = make(), two = make(), kept = make();
        kept.persist(); one.onremove = () => log.push('remove'); const last = make();
        last.finished.then(() => requestAnimationFrame(() => requestAnimationFrame(() =>
          log.push(one.replaceState, two.replaceState, kept.replaceState, last.replaceState, box.getAnimations().length))))""",
    ) == ["remove", "removed", "removed", "persisted", "active", 2]


def test_commit_styles(page: Page) -> None:
    assert run(
        page,
        """const a = box.animate({opacity: [0, 1], width: '50px'}, {duration: 100, fill: 'both'}); a.currentTime = 50;
        a.commitStyles(); a.cancel(); log = [box.style.opacity, box.style.width]""",
    ) == ["0.5", "75px"]


def test_keyframes(page: Page) -> None:
    found = run(
        page,
        """const frames = (...given) => new KeyframeEffect(null, ...given).getKeyframes().map((one) =>
          Object.entries(one).filter(([name]) => !/easing|composite$/.test(name)).map((pair) => pair.join()).join(' '));
        log.push(frames([{opacity: 0}, {opacity: 1}, {opacity: 0.5}]),
          frames({opacity: [0, 1], left: ['0px', '1px', '2px'], foo: 'x', fontSize: 'bad'}),
          frames({margin: '1px 2px', offset: [0.5]}), frames(null), frames(function* () { yield {cssFloat: 'left', '--x': 1} }()))""",
    )
    assert found == [
        [
            "offset, computedOffset,0 opacity,0",
            "offset, computedOffset,0.5 opacity,1",
            "offset, computedOffset,1 opacity,0.5",
        ],
        [
            "offset, computedOffset,0 left,0px opacity,0",
            "offset, computedOffset,0.5 left,1px",
            "offset, computedOffset,1 left,2px opacity,1",
        ],
        ["offset,0.5 computedOffset,0.5 margin,1px 2px"],
        [],
        ["offset, computedOffset,1 cssFloat,left"],
    ]


# What is refused, and as what
REFUSED = """
box.animate(null, -1) | TypeError
box.animate(null, {duration: 'x'}) | TypeError
box.animate(null, {iterations: -1}) | TypeError
box.animate(null, {iterations: NaN}) | TypeError
box.animate(null, {duration: NaN}) | TypeError
box.animate(null, {easing: 'ease, ease'}) | TypeError
box.animate(null, {easing: 'steps(0)'}) | TypeError
box.animate(null, {fill: 'x'}) | TypeError
box.animate([{offset: -1}]) | TypeError
box.animate([{offset: 0.5}, {offset: 0.4}]) | TypeError
box.animate([{offset: Infinity}]) | TypeError
box.animate([{easing: 'inherit'}]) | TypeError
box.animate([{composite: 'x'}]) | TypeError
box.animate([1]) | TypeError
box.animate({get opacity() { throw new RangeError() }}) | RangeError
box.animate(null, {pseudoElement: '::x'}) | SyntaxError
box.animate(null, {duration: 1, iterations: Infinity}).finish() | InvalidStateError
box.animate(null, {iterations: Infinity, duration: 1}).reverse() | InvalidStateError
box.animate(null, 1).currentTime = null | TypeError
new KeyframeEffect() | TypeError
document.createElement('i').animate(null, 1).commitStyles() | InvalidStateError
"""


@pytest.mark.parametrize("row", REFUSED.strip().split("\n"))
def test_refused(page: Page, row: str) -> None:
    expression, _, name = row.partition(" | ")
    assert run(page, f"try {{ {expression}; log.push('none') }} catch (e) {{ log.push(e.name) }}") == [name]


def test_what_never_ends_does_not_keep_a_page_busy(page: Page) -> None:
    page.evaluate("box.animate({opacity: [0, 1]}, {duration: 10, iterations: Infinity})")
    before = page.evaluate("performance.now()")
    settled = page.settle()
    assert settled.is_idle and settled.still == ["animation"]
    assert page.evaluate("performance.now()") - before < 100


# Scripts that want too much, or change what is being worked on; each has to come to an end.
HOSTILE = """
box.animate({opacity: [0, 1]}, {duration: 1e308, iterations: 1e308, iterationStart: 1e308, delay: -1e308, endDelay: -1e308})
box.animate({opacity: [0, 1]}, {duration: 1e-300, iterations: Infinity, direction: 'alternate'})
box.animate({opacity: [0, 1]}, {duration: Infinity, iterations: Infinity, delay: 1e308, fill: 'both'}).currentTime = 1e308
box.animate({opacity: [0, 1]}, 1).playbackRate = 1e308
box.animate({opacity: [0, 1]}, 1).playbackRate = -1e-308
box.animate({opacity: Array.from({length: 20000}, (_, at) => at)}, {duration: 100})
box.animate(Array.from({length: 20000}, () => ({offset: 0})), {duration: 100})
box.animate({width: ['calc(' + '('.repeat(5000) + '1px' + ')'.repeat(5000) + ')', '1px']}, 100)
box.animate({zIndex: ['-999999999999999999999999999999', '999999999999999999999999999999']}, 100)
box.animate({transform: ['matrix(0, 0, 0, 0, 0, 0)', 'matrix(1e38, 1e38, 1e38, 1e38, 1e38, 1e38)']}, 100)
box.animate({opacity: [0, 1]}, {duration: 100, easing: 'linear(' + '0, '.repeat(5000) + '1)'})
box.animate({opacity: [0, 1]}, {duration: 100, easing: 'steps(999999999999)'})
box.animate({opacity: [0, 1]}, 20).onfinish = function again() { box.animate({opacity: [0, 1]}, 20).onfinish = again }
box.animate({opacity: [0, 1]}, 20).onfinish = () => { box.remove(); document.body.append(box); document.body.innerHTML = '' }
for (let at = 0; at < 500; at++) box.animate({opacity: [0, 1]}, {duration: 20, fill: 'forwards'})
let deep = box; for (let at = 0; at < 3000; at++) deep = deep.appendChild(document.createElement('p'));\
 for (const one of box.querySelectorAll('p')) one.animate({width: ['inherit', '1px'], fontSize: ['1em', '2em']}, 100); getComputedStyle(deep).width
"""


@pytest.mark.parametrize("script", HOSTILE.strip().replace("\\\n", "").split("\n"))
def test_hostile(page: Page, script: str) -> None:
    found = run(page, f"{script}; log = [typeof getComputedStyle(box).opacity, typeof getComputedStyle(box).width]")
    assert found == ["string", "string"]
