"""The order in which scripts, tasks, microtasks and events run: Chromium's order, as it was seen there, case by case."""

from pathlib import Path

import pytest

from browser import open_page

CASES = {
    "a timeout after microtasks": (
        "setTimeout(() => log('timeout')); Promise.resolve().then(() => log('micro')); log('sync')",
        "sync micro timeout",
    ),
    "nested timers": (
        "setTimeout(() => { log('a'); setTimeout(() => log('c')); Promise.resolve().then(() => log('a micro')) });"
        "setTimeout(() => log('b'))",
        "a a-micro b c",
    ),
    "timers by time, then by order": (
        "setTimeout(() => log('20'), 20); setTimeout(() => log('10'), 10); setTimeout(() => log('10 too'), 10)",
        "10 10-too 20",
    ),
    "await against then": (
        "(async () => { log('a1'); await null; log('a2'); await null; log('a3') })();"
        "Promise.resolve().then(() => log('p1')).then(() => log('p2')); log('end')",
        "a1 end a2 p1 a3 p2",
    ),
    "returning a promise costs two turns": (
        "Promise.resolve().then(() => Promise.resolve(1)).then(() => log('returned'));"
        "Promise.resolve().then(() => log('1')).then(() => log('2')).then(() => log('3')).then(() => log('4'))",
        "1 2 3 returned 4",
    ),
    "queueMicrotask, promises and a MutationObserver share one queue": (
        "new MutationObserver(() => log('observer')).observe(document.body, {attributes: true});"
        "Promise.resolve().then(() => log('promise')); document.body.setAttribute('x', '1');"
        "queueMicrotask(() => log('queued'))",
        "promise observer queued",
    ),
    "microtasks in listeners of click(): the script is still on the stack": (
        "const b = document.createElement('button'); document.body.append(b);"
        "b.addEventListener('click', () => { Promise.resolve().then(() => log('micro 1')); log('listener 1') });"
        "b.addEventListener('click', () => { Promise.resolve().then(() => log('micro 2')); log('listener 2') });"
        "b.click(); log('after')",
        "listener-1 listener-2 after micro-1 micro-2",
    ),
    "a frame comes after timers without delay": (
        "requestAnimationFrame(() => { log('frame'); Promise.resolve().then(() => log('frame micro')) });"
        "requestAnimationFrame(() => log('frame 2')); setTimeout(() => log('timeout'))",
        "timeout frame frame-micro frame-2",
    ),
    "a frame asked for in a frame is the next one": (
        "requestAnimationFrame(a => { log('one'); requestAnimationFrame(b => log(a < b ? 'later' : 'same')) });"
        "requestAnimationFrame(() => log('two'))",
        "one two later",
    ),
    "a cleared timer does not run": (
        "const t = setTimeout(() => log('never')); setTimeout(() => log('runs')); clearTimeout(t);"
        "setTimeout(() => { clearTimeout(u); log('clears') }); const u = setTimeout(() => log('never'))",
        "runs clears",
    ),
    "an interval that clears itself": (
        "let n = 0; const i = setInterval(() => { log(++n); if (n === 3) clearInterval(i) }, 1)",
        "1 2 3",
    ),
    "an error in a timer does not stop the next": (
        "onerror = (m) => { log(m); return true }; setTimeout(() => { throw new Error('x') }); setTimeout(() => log('next'))",
        "Uncaught-Error:-x next",
    ),
    "unhandledrejection is a task after the microtasks": (
        "onunhandledrejection = e => { log('unhandled ' + e.reason); e.preventDefault() };"
        "Promise.reject(1); const p = Promise.reject(2); p.catch(() => log('handled')); log('sync')",
        "sync handled unhandled-1",
    ),
    "listeners of a window run as they were added, whether they capture or not": (
        "addEventListener('x', () => log('bubble')); addEventListener('x', () => log('capture'), true);"
        "dispatchEvent(new Event('x'));"
        "const t = new EventTarget(); t.addEventListener('x', () => log('b')); t.addEventListener('x', () => log('c'), true);"
        "t.dispatchEvent(new Event('x'))",
        "bubble capture b c",
    ),
    "a timer of a script, then both events of loading, then their timers": (
        "setTimeout(() => log('timeout'));"
        "addEventListener('DOMContentLoaded', () => { log('DCL'); setTimeout(() => log('timeout of DCL')) });"
        "onload = () => { log('load'); setTimeout(() => log('timeout of load')) }; requestAnimationFrame(() => log('frame'))",
        "timeout DCL load timeout-of-DCL timeout-of-load frame",
    ),
    "thenables are called in a microtask": (
        "Promise.resolve({then(r) { log('then'); r() }}).then(() => log('done')); log('sync')",
        "sync then done",
    ),
}

HARNESS = "<body><script>const out = []; const log = (t) => out.push(String(t).replaceAll(' ', '-'));</script>"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_order(case: str) -> None:
    script, expected = CASES[case]
    with open_page() as page:
        page.set_content(f"{HARNESS}<script>{script}</script>")
        page.settle()
        assert page.evaluate("out.join(' ')") == expected
        assert page.errors == []


def test_a_click_of_the_user_lets_microtasks_run_between_listeners() -> None:
    with open_page() as page:
        page.set_content(HARNESS + "<button>b</button>")
        page.evaluate(
            "const b = document.querySelector('button'); for (const n of [1, 2])"
            " b.addEventListener('click', () => { Promise.resolve().then(() => log('micro ' + n)); log('listener ' + n) })"
        )
        page.dispatch_click("button")
        assert page.evaluate("out.join(' ')") == "listener-1 micro-1 listener-2 micro-2"


def test_scripts_of_a_document_run_in_the_order_of_the_standard(tmp_path: Path) -> None:
    for name in ("blocking", "deferred", "deferred2", "asynchronous", "dynamic", "ordered1", "ordered2"):
        (tmp_path / f"{name}.js").write_text(f"log('{name} ' + document.readyState)")
    (tmp_path / "module.js").write_text("log('module ' + document.readyState); export const x = 'imported'")
    (tmp_path / "a.html").write_text(
        HARNESS
        + """
        <script type=importmap>{"imports": {"lib": "./module.js"}}</script>
        <script defer src=deferred.js></script>
        <script type=module>import { x } from 'lib'; log('inline module ' + x)</script>
        <script defer src=deferred2.js></script>
        <script src=blocking.js></script>
        <script>
        log('inline ' + document.readyState);
        for (const n of ['ordered1', 'ordered2']) {
          const s = document.createElement('script'); s.src = n + '.js'; s.async = false; document.head.append(s);
        }
        const s = document.createElement('script'); s.text = "log('inserted inline')"; document.head.append(s);
        log('after inserting');
        document.addEventListener('readystatechange', () => log(document.readyState));
        addEventListener('DOMContentLoaded', () => log('DOMContentLoaded'));
        addEventListener('load', () => log('load'));
        addEventListener('pageshow', () => log('pageshow'));
        </script>
        <script nomodule>log('never')</script>
        <script type='text/plain'>log('never')</script>"""
    )
    with open_page(str(tmp_path / "a.html")) as page:
        page.settle()
        order = page.evaluate("out")
    assert [line for line in order if not line.startswith("ordered")] == [
        "blocking-loading",
        "inline-loading",
        "inserted-inline",
        "after-inserting",
        "interactive",
        "deferred-interactive",
        "module-interactive",
        "inline-module-imported",
        "deferred2-interactive",
        "DOMContentLoaded",
        "complete",
        "load",
        "pageshow",
    ]
    assert [line.split("-")[0] for line in order if line.startswith("ordered")] == ["ordered1", "ordered2"]


def test_document_write_goes_in_at_the_script() -> None:
    with open_page() as page:
        page.set_content(
            HARNESS
            + """<p>1</p><script>
            document.write("<p>2</p><script>log(document.querySelectorAll('p').length); document.write('<p>3</p>')</" + "script>");
            log('after ' + document.querySelectorAll('p').length);
            </script><p>4</p>"""
        )
        assert page.evaluate("out.join(' ')") == "2 after-3"
        assert page.evaluate("[...document.querySelectorAll('p')].map(p => p.textContent).join('')") == "1234"


def test_document_write_after_loading_opens_the_document_anew() -> None:
    with open_page() as page:
        page.set_content("<p>old</p>")
        page.evaluate("document.write('<p>new</p>'); document.close()")
        page.settle()
        assert page.evaluate("document.body.textContent") == "new"


def test_what_is_written_may_end_anywhere() -> None:
    with open_page() as page:
        page.set_content(
            HARNESS + "<script>for (const c of '<b>&notin;a&am') document.write(c); document.write('p;<i');"
            "log(document.querySelector('b').textContent); document.write('>x');"
            "log(document.querySelector('i').textContent)</script>"
        )
        assert page.evaluate("out") == ["∉a&", "x"]


def test_an_error_is_reported_before_microtasks() -> None:
    with open_page() as page:
        page.set_content(
            "<script>const out = []; const say = (what) => () => { out.push(what); queueMicrotask(() => out.push(what + '!'));"
            " event.preventDefault() }; addEventListener('error', say(1)); addEventListener('error', say(2));"
            "queueMicrotask(() => out.push('job')); throw 0</script>"
        )
        assert page.evaluate("out") == [1, 2, "job", "1!", "2!"]


def test_timers_of_a_deferred_script_come_after_loading(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("setTimeout(() => console.log('timer'), 0)")
    (tmp_path / "index.html").write_text(
        "<script>for (const type of ['DOMContentLoaded', 'load']) addEventListener(type, () => console.log(type))</script>"
        "<script defer src=a.js></script>"
    )
    with open_page(str(tmp_path / "index.html")) as page:
        page.settle()
        assert [message.text for message in page.console] == ["DOMContentLoaded", "load", "timer"]
