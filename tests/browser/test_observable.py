"""Observables. What each case logs was compared with Chromium's."""

from collections.abc import Iterator

import pytest

from browser import open_page
from browser.page import Page

PRELUDE = """
var out = [], log = (...items) => out.push(items.map(String).join(' '));
var watch = (name) => ({ next: (v) => log(name, v), error: (e) => log(name, 'error', e), complete: () => log(name, 'done') });
var numbers = (...items) => new Observable((s) => { s.addTeardown(() => log('closed')); items.forEach((i) => s.next(i)); s.complete(); });
"""
CASES = {
    "values, end, teardown": (
        "numbers(1, 2).subscribe(watch('a'))",
        ["a 1", "a 2", "closed", "a done"],
    ),
    "one producer for two consumers": (
        "let push; const o = new Observable((s) => { log('start'); push = s; s.addTeardown(() => log('closed')) });"
        "const one = new AbortController(), two = new AbortController();"
        "o.subscribe(watch('a'), one); o.subscribe(watch('b'), two); push.next(1); one.abort(); push.next(2);"
        "log(push.active); two.abort(); log(push.active); push.next(3)",
        ["start", "a 1", "b 1", "b 2", "true", "closed", "false"],
    ),
    "errors without a handler are reported": (
        "addEventListener('error', (e) => { log('reported', e.message); e.preventDefault() });"
        "new Observable((s) => s.error(new RangeError('bad'))).subscribe();"
        "new Observable(() => { throw new TypeError('worse') }).subscribe(() => {})",
        ["reported Uncaught RangeError: bad", "reported Uncaught TypeError: worse"],
    ),
    "map, filter, take, drop": (
        "numbers(1, 2, 3, 4, 5).map((v, i) => v * 10 + i).filter((v) => v != 21).drop(1).take(2).subscribe(watch('a'))",
        ["a 32", "a 43", "closed", "a done"],
    ),
    "a mapper that throws ends everything": (
        "numbers(1, 2).map(() => { throw 'no' }).subscribe(watch('a'))",
        ["closed", "a error no"],
    ),
    "flatMap keeps the order, iterables count": (
        "numbers(1, 2).flatMap((v) => [v, v * 10]).subscribe(watch('a'))",
        ["a 1", "a 10", "a 2", "a 20", "closed", "a done"],
    ),
    "flatMap of ten thousand values": (
        "let sum = 0; Observable.from(Array.from({length: 10000}, (_, i) => i)).flatMap((v) => [v]).subscribe((v) => { sum += v });"
        "log(sum)",
        ["49995000"],
    ),
    "switchMap leaves the earlier one": (
        "const subjects = [];"
        "new Observable((s) => { s.next(0); s.next(1) }).switchMap((v) => new Observable((s) => {"
        "  subjects[v] = s; s.addTeardown(() => log('left', v)) })).subscribe(watch('a'));"
        "subjects[0].next('old'); subjects[1].next('new')",
        ["left 0", "a new"],
    ),
    "takeUntil": (
        "const target = new EventTarget();"
        "target.when('x').takeUntil(target.when('stop')).subscribe({ next: (e) => log(e.type), complete: () => log('done') });"
        "for (const type of ['x', 'stop', 'x']) target.dispatchEvent(new Event(type))",
        ["x", "done"],
    ),
    "inspect, catch, finally": (
        "numbers(1).flatMap(() => { throw 'e' }).inspect({ subscribe: () => log('subscribed'), error: (e) => log('saw', e) })"
        ".catch((e) => ['instead of ' + e]).finally(() => log('finally')).subscribe(watch('a'))",
        ["subscribed", "closed", "saw e", "a instead of e", "finally", "a done"],
    ),
    "leaving an iterable closes its iterator": (
        "const c = new AbortController(); function* count() { try { for (let i = 0; ; i++) yield i } finally { log('closed') } }"
        "Observable.from(count()).subscribe((v) => { log(v); if (v == 2) c.abort() }, c)",
        ["0", "1", "2", "closed"],
    ),
    "listeners as asked for": (
        "const b = document.body, e = new MouseEvent('click', { cancelable: true });"
        "b.when('click', { passive: true }).subscribe((e) => { e.preventDefault(); log(e.eventPhase, e.defaultPrevented) });"
        "document.when('click', { capture: true }).subscribe((e) => log(e.eventPhase)); b.dispatchEvent(e)",
        ["1", "2 false"],
    ),
    "what is no source": (
        "for (const value of [1, 'text', {}, { [Symbol.iterator]: 1 }])"
        " try { Observable.from(value); log('?') } catch (e) { log(e.name) }",
        ["TypeError"] * 4,
    ),
}
PROMISES = {
    "numbers(1, 2, 3).toArray()": [1, 2, 3],
    "numbers(1, 2, 3).first()": 1,
    "numbers(1, 2, 3).last()": 3,
    "numbers().first().catch((e) => e.name)": "RangeError",
    "numbers(1, 2, 3).find((v) => v > 1)": 2,
    "numbers(1, 2, 3).some((v) => v > 2)": True,
    "numbers(1, 2, 3).every((v) => v > 2)": False,
    "numbers(1, 2, 3).reduce((a, v, i) => a + v * i)": 9,
    "numbers(1, 2, 3).reduce((a, v) => a + v, '')": "123",
    "numbers().reduce((a) => a).catch((e) => e.name)": "TypeError",
    "numbers(1).forEach(() => { throw 'no' }).catch((e) => e)": "no",
    "new Observable(() => {}).last({ signal: AbortSignal.abort('late') }).catch((e) => e)": "late",
    "Observable.from(Promise.resolve(5)).toArray()": [5],
    "Observable.from((async function* () { yield 1; yield Promise.resolve(2) })()).toArray()": [1, 2],
    "Observable.from((async function* () { throw 'bad' })()).toArray().catch((e) => e)": "bad",
}


@pytest.fixture
def page() -> Iterator[Page]:
    with open_page() as page:
        page.set_content("<body></body>")
        page.evaluate(PRELUDE + "0")
        yield page


@pytest.mark.parametrize("name", CASES)
def test_order(page: Page, name: str) -> None:
    script, expected = CASES[name]
    assert page.evaluate(f"(() => {{ {script}; return out }})()") == expected


@pytest.mark.parametrize("script", PROMISES)
def test_promises(page: Page, script: str) -> None:
    assert page.evaluate(script) == PROMISES[script]


def test_a_document_that_was_left_hears_nothing(page: Page) -> None:
    page.set_content("<iframe></iframe>")
    page.settle()
    page.evaluate(
        "var heard = [], frame = document.querySelector('iframe'), push;"
        "frame.contentWindow.eval('new Observable((s) => { parent.push = s }).subscribe((v) => parent.heard.push(v))');"
        "push.next(1); frame.remove(); push.next(2); push.error(3)"
    )
    page.settle()
    assert page.evaluate("heard") == [1]
    assert page.errors == []


def test_chains_without_end_end_in_a_range_error(page: Page) -> None:
    """Compiled code has no limit of its own to stop at."""
    found = page.evaluate(
        "(() => { const out = [], attempt = (steps) => { try { steps(); out.push('done') } catch (e) { out.push(e.name) } };"
        " addEventListener('error', (e) => { out.push(e.error.name); e.preventDefault() });"
        " let chain = numbers(1); for (let i = 0; i < 5000; i++) chain = chain.map((v) => v);"
        " attempt(() => chain.subscribe());"
        " let signal, first = new AbortController(); signal = first.signal;"
        " for (let i = 0; i < 5000; i++) new Observable((s) => { const t = signal; signal = s.signal; }).subscribe({}, {signal});"
        " attempt(() => first.abort());"
        " attempt(() => numbers(7).map((v) => v + 1).subscribe((v) => out.push(v))); return out })()"
    )
    assert found[0] == "RangeError" and "RangeError" in found[1:3] and found[-2:] == [8, "done"]
