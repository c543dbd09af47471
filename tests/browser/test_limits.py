"""Limits hold while the DOM works for a script: `poll()` stands in the loops whose length comes from the page."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from browser import open_page
from browser.options import AgentOptions
from browser.page import Page
from jsengine._kernel import Terminated
from webapis.idl import bindings

BUILD = """
  window.many = document.createElement("div");
  many.innerHTML = "<p class=a><b>x</b>y</p>".repeat(20000);
  window.texts = document.createElement("div");
  for (let i = 0; i < 20000; i++) texts.append(new Text("x"), new Text("y"));
"""

ASKING = """
  document.body.textContent = "";
  window.items = Array(1000).fill({});
  window.ids = document.body.appendChild(document.createElement("div"));
  ids.innerHTML = "<b id=a></b>".repeat(1000);
  window.state = { asked: false, passed: false };
  window.late = text => ({ toString() { state.asked = true; end(); return text } });
  late.toString = late("").toString;
"""

LONG = {
    "innerHTML": "document.createElement('div').innerHTML = '<p>x</p>'.repeat(5e6)",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', 'a&amp;<b>'.repeat(5e6))",
    "write": "document.write('<i>x</i>'.repeat(5e6))",
    "parseFromString": "new DOMParser().parseFromString('<p>x'.repeat(5e6), 'text/html')",
    "querySelectorAll": "many.querySelectorAll(':has(~ i)')",
    "nth-of-type": "many.querySelectorAll('p:nth-last-of-type(3n+1 )')",
    "matches": "for (const p of many.children) p.matches(':nth-child(2n of .a) ~ :nth-last-child(3n of p)')",
    "cloneNode": "for (;;) many.cloneNode(true)",
    "normalize": "for (;;) texts.cloneNode(true).normalize()",
    "outerHTML": "for (;;) many.outerHTML",
    "XMLSerializer": "for (;;) new XMLSerializer().serializeToString(many)",
    "isEqualNode": "for (let other = many.cloneNode(true); ; ) many.isEqualNode(other)",
    "replaceChildren": "for (;;) { const d = document.createElement('div'); d.append(...many.cloneNode(true).childNodes); d.replaceChildren() }",
    "XPath": "document.evaluate('.//p[following::b[preceding::p]]', many, null, 7, null)",
    "textContent": "for (;;) many.textContent",
    "structuredClone": "const a = Array(1e5).fill({}); for (;;) structuredClone(a.map(o => ({o})))",
}
TOLERANCE = 2.0
"""Seconds of this process's own time, however busy the machine is. A quiet one needs some milliseconds."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    page = Page(AgentOptions())
    page.set_content("<body>")
    page.evaluate(BUILD + "; 1")
    yield page
    page.close()


def end_while_it_works(page: Page, name: str, end: Callable[[], None]) -> float:
    """Run a script and end it from another thread; how long that took, of this process's time."""
    started = threading.Event()
    page.on_console(lambda message: started.set())
    ended: list[float] = []

    def wait_and_end() -> None:
        assert started.wait(60)
        time.sleep(0.1)  # It is at work.
        ended.append(time.process_time())
        end()

    thread = threading.Thread(target=wait_and_end)
    thread.start()
    with pytest.raises((Terminated, KeyboardInterrupt)):
        page.evaluate(f"console.log('it works'); {LONG[name]}")
    seconds = time.process_time() - ended[0]
    thread.join()
    return seconds


# late(text) gives an object whose conversion to a string asks for the end: what comes then has to notice it by itself.
ASKED = {
    "querySelectorAll": "many.querySelectorAll(late('p > b'))",
    "querySelector with an id": "ids.querySelector(late('#a > i'))",
    "matches": "many.lastChild.matches(late('p ~ p'))",
    "nth-last-child": "many.firstChild.matches(late(':nth-last-child(3n)'))",
    "XPath": "document.evaluate(late('.//p/b'), many, null, 7, null)",
    "getElementById": "document.getElementById(late('a'))",
    "innerHTML": "ids.innerHTML = late('<p>x</p>'.repeat(1000))",
    "innerHTML, deep": "ids.innerHTML = late('<b>x'.repeat(1000))",
    "textContent": "ids.textContent = late('')",
    "parseFromString": "new DOMParser().parseFromString(late('<p>x'.repeat(1000)), 'text/html')",
    "parseFromString, XML": "new DOMParser().parseFromString(late('<p>x</p>'), 'text/xml')",
    "cssText": "ids.style.cssText = late('color: red')",
    "setAttribute": "ids.setAttribute('style', late('color: red')); ids.style.color",
    "style": "ids.style.width = late('calc(1px + 2%)')",
    "structuredClone": "structuredClone([{ get a() { late.toString(); return 1 } }, items])",
    "localeCompare": "'a'.localeCompare(late('b'))",
    "long string": "document.createTextNode(late('x'.repeat(2 ** 20)))",
}


@pytest.mark.parametrize("name", ASKED)
def test_a_request_is_noticed(page: Page, name: str) -> None:
    page.evaluate(ASKING + "; 1")
    set_end: Any = bindings.evaluate(page._window, "end => { window.end = () => end() }", "<test>")
    set_end(page._host.kernel.terminate)
    with pytest.raises(Terminated, match="interrupt"):
        page.evaluate(f"{ASKED[name]}; state.passed = true; for (;;);")
    assert page.evaluate("[state.asked, state.passed]") == [True, False]


def test_a_time_limit_ends_parsers_of_others() -> None:
    with open_page(time_limit=0.3) as page:
        with pytest.raises(Terminated, match="time limit"):
            page.evaluate("document.body.style.cssText = 'background: url(x);'.repeat(1e6)")
        assert page.evaluate("document.body.style.length") == 0


ENDLESS_MICROTASKS = {
    "callbacks": "(function f() { queueMicrotask(f) })()",
    "reactions": "(function f() { Promise.resolve().then(f) })()",
    "of a script that does not end": "for (;;) queueMicrotask(function f() { queueMicrotask(f) })",
}


@pytest.mark.parametrize("name", ENDLESS_MICROTASKS)
def test_a_limit_ends_the_microtasks_of_scripts(name: str) -> None:
    with open_page(time_limit=0.3) as page:
        page.evaluate(
            "new MutationObserver(() => console.log('observed')).observe(document.body, { attributes: true }); 1"
        )
        with pytest.raises(Terminated, match="time limit"):
            page.evaluate(f"document.body.id = 'x'; {ENDLESS_MICROTASKS[name]}")
        assert page.evaluate("Promise.resolve(7)") == 7
        page.evaluate("document.body.id = 'y'")
        assert "observed" in page.console[-1].text


@pytest.mark.parametrize("name", LONG)
def test_termination_ends_it(page: Page, name: str) -> None:
    assert end_while_it_works(page, name, page._host.kernel.terminate) < TOLERANCE
    assert page.evaluate("document.createElement('p').outerHTML") == "<p></p>"


def test_a_time_limit_ends_it() -> None:
    with open_page(time_limit=0.5) as page:
        started = time.process_time()
        with pytest.raises(Terminated, match="time limit"):
            page.evaluate(LONG["innerHTML"])
        assert time.process_time() - started < 0.5 + TOLERANCE


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_it(page: Page) -> None:
    assert end_while_it_works(page, "cloneNode", lambda: signal.raise_signal(signal.SIGINT)) < TOLERANCE


def test_an_interrupt_does_not_wait_for_microtasks() -> None:
    with open_page() as page:
        set_end: Any = bindings.evaluate(page._window, "end => { window.end = () => end() }", "<test>")
        set_end(page._host.kernel.terminate)
        with pytest.raises(Terminated, match="interrupt"):
            page.evaluate(
                "new MutationObserver(() => console.log('observed')).observe(document.body, { attributes: true });"
                "document.body.id = 'x'; end(); for (;;);"
            )
        assert page.console == []
        page.evaluate("1")
        assert [message.text for message in page.console] == ["observed"]
