"""Errors of callbacks belong to the realm that the callback's object was made in. Compared with Chromium."""

import pytest

from browser import open_page

CALLBACKS = {
    "a plain object of the frame": "new frame.Object()",
    "an operation that is no function": "Object.assign(new frame.Object(), { acceptNode: {} })",
    "a class of the frame": "new (frame.eval('(class Filter {})'))()",
    "a revoked proxy of the frame": "revoked(frame, {})",
    "a revoked function proxy of the frame": "revoked(frame, () => {})",
    "an object with the page's revoked proxy": "Object.assign(new frame.Object(), { acceptNode: revoked(window, () => {}) })",
}
SCRIPT = """
(() => {
  const frame = frames[0];
  const revoked = (realm, target) => { const { proxy, revoke } = realm.Proxy.revocable(target, {}); revoke(); return proxy; };
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL, %s);
  try { walker.nextNode(); return 'nothing thrown'; } catch (error) {
    return error.constructor === frame.TypeError ? 'frame' : error.constructor === TypeError ? 'page' : String(error);
  }
})()"""


@pytest.mark.parametrize("name", CALLBACKS)
def test_errors_of_filters(name: str) -> None:
    with open_page() as page:
        page.set_content("<iframe></iframe>")
        page.settle()
        assert page.evaluate(SCRIPT % CALLBACKS[name]) == "frame"


def test_exceptions_of_listeners_are_reported_where_they_were_made() -> None:
    with open_page() as page:
        page.set_content("<iframe></iframe>")
        page.settle()
        page.evaluate(
            "var heard = []; frames[0].onerror = (m, f, l, c, e) => { heard.push('frame', e.constructor === frames[0].TypeError); return true };"
            "onerror = () => { heard.push('page'); return true };"
            "const target = new EventTarget(); target.addEventListener('x', new frames[0].Object());"
            "target.dispatchEvent(new Event('x'))"
        )
        assert page.evaluate("heard") == ["frame", True]
