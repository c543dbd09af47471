"""Values that go through the platform: structured clones, bytes and texts, microtasks, rejected promises."""

from collections.abc import Iterator

import pytest

from browser import open_page
from browser.page import Page


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_page() as page:
        yield page


# Each was compared with node's answer.
CLONES = {
    "(() => { const o = {m: new Map([['a', {z: 1}]]), s: new Set([1]), d: new Date(5), r: /x+/gi}; o.self = o; const c = structuredClone(o);"
    " return [c.self === c, c.m.get('a').z, c.s.has(1), c.d.getTime(), c.r.flags, c.r instanceof RegExp].join() })()": "true,1,true,5,gi,true",
    "(() => { const a = [1, , 3]; a.foo = 'bar'; const c = structuredClone(a); return [c.length, 1 in c, c.foo].join() })()": "3,false,bar",
    "(() => { const e = new RangeError('no'), c = structuredClone(e); return [c.name, c.message, c instanceof RangeError, c.stack === e.stack].join() })()": "RangeError,no,true,true",
    "(() => { class A { x = 1; get y() { return 2 } } const c = structuredClone(new A()); return [c.constructor === Object, c.x, c.y].join() })()": "true,1,",
    "(() => { const b = new ArrayBuffer(8), u = new Uint8Array(b, 2); u[1] = 7; const c = structuredClone({u}, {transfer: [b]});"
    " return [b.byteLength, b.detached, c.u[1], c.u.byteOffset].join() })()": "0,true,7,2",
    "(() => { const b = new ArrayBuffer(8); try { structuredClone({b, f() {}}, {transfer: [b]}) } catch (e) { return [e.name, b.byteLength].join() } })()": "DataCloneError,8",
    "(() => { const a = [1, 2, 3]; Object.defineProperty(a, 0, {get() { a.length = 1; return 9 }, enumerable: true}); const c = structuredClone(a);"
    " return [c.length, c[0], 1 in c].join() })()": "3,9,false",
    "(() => { let x = {}; for (let i = 0; i < 1e6; i++) x = {x}; try { structuredClone(x) } catch (e) { return e.message } })()": "Maximum call stack size exceeded",
    "(() => { const m = new Map(); m.set(m, m); const c = structuredClone(m); return String(c.get(c) === c) })()": "true",
    "(() => { const v = new Uint8Array(new ArrayBuffer(4, {maxByteLength: 8})), c = structuredClone(v); c.buffer.resize(8); return String(c.length) })()": "8",
}
REFUSED = [
    "() => 1",
    "Symbol()",
    "{a: Symbol()}",
    "new Proxy({}, {})",
    "new WeakMap()",
    "Promise.resolve()",
    "document",
    "[].values()",
]


@pytest.mark.parametrize("script", CLONES)
def test_structured_clones(page: Page, script: str) -> None:
    assert page.evaluate(script) == CLONES[script]


@pytest.mark.parametrize("value", REFUSED)
def test_what_cannot_be_cloned(page: Page, value: str) -> None:
    assert (
        page.evaluate(f"(() => {{ try {{ structuredClone({value}) }} catch (e) {{ return e.name }} }})()")
        == "DataCloneError"
    )


def test_platform_objects_are_cloned(page: Page) -> None:
    assert page.evaluate("structuredClone(new Blob(['x', new Uint8Array([65])], {type: 'a/b'})).text()") == "xA"
    assert page.evaluate("structuredClone(new File(['x'], 'name', {lastModified: 7})).lastModified") == 7
    assert page.evaluate("structuredClone(new DOMException('m', 'AbortError')).name") == "AbortError"


ENCODINGS = {
    r"[...new TextEncoder().encode('h\u00e9\u4e16\u{1f600}\ud800')].join()": "104,195,169,228,184,150,240,159,152,128,239,191,189",
    r"(() => { const u = new Uint8Array(5), r = new TextEncoder().encodeInto('a\u4e16\u4e16', u); return [r.read, r.written, ...u].join() })()": "2,4,97,228,184,150,0",
    r"(() => { const u = new Uint8Array(10).subarray(2, 8), r = new TextEncoder().encodeInto('\u{1f600}x\u{1f600}', u);"
    " return [r.read, r.written, ...new Uint8Array(u.buffer)].join() })()": "3,5,0,0,240,159,152,128,120,0,0,0",
    "(() => { try { new TextEncoder().encodeInto('a', new Int8Array(2)) } catch (e) { return e.name } })()": "TypeError",
    "new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x68, 0xff, 0xe4, 0xb8]))": "h\ufffd\ufffd",
    "(() => { try { new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array([0xff])) } catch (e) { return e.name } })()": "TypeError",
    "(() => { try { new TextDecoder('nope') } catch (e) { return e.name } })()": "RangeError",
    "(() => { try { new TextDecoder('\\ud800') } catch (e) { return e.name } })()": "RangeError",
    "(() => { const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe4, 0xb8]), {stream: true}),"
    " d.decode(new Uint8Array([0x96]), {stream: true}), d.decode()].join('|') })()": "|\u4e16|",
    "new TextDecoder('shift_jis').decode(new Uint8Array([0x83, 0x65])) + new TextDecoder('latin1').encoding": "\u30c6windows-1252",
    "new TextDecoder().decode(new DataView(new Uint8Array([65, 66, 67]).buffer, 1))": "BC",
}  # fmt: skip


@pytest.mark.parametrize("script", ENCODINGS)
def test_texts_and_bytes(page: Page, script: str) -> None:
    assert page.evaluate(script) == ENCODINGS[script]


def said(page: Page, script: str) -> list[str]:
    page.set_content(f"<script>{script}</script>")
    page.settle()
    return [message.text for message in page.console]


def test_file_readers() -> None:
    script = """
      const r = new FileReader();
      for (const t of ["loadstart", "progress", "load", "loadend", "abort"])
        r.addEventListener(t, (e) => console.log(e.type, e.loaded, e.total, r.readyState));
      r.onload = () => console.log(r.result);
      r.onloadend = () => { r.onloadend = null; r.readAsDataURL(new Blob(["x"])); r.abort(); console.log(r.error.name) };
      r.readAsText(new Blob(["h\u00e9"]));
      try { r.readAsText(new Blob([])) } catch (e) { console.log(e.name) }
    """
    with open_page() as page:
        assert said(page, script) == [
            "InvalidStateError",
            "loadstart 0 3 1",
            "progress 3 3 1",
            "load 3 3 2",
            "h\u00e9",
            "loadend 3 3 2",
            "abort 0 0 2",
            "loadend 0 0 2",
            "AbortError",
        ]


def test_microtasks_report_to_the_window_of_the_callback() -> None:
    script = """
      onerror = (m, f, l, c, e) => { console.log("outer", m, e instanceof TypeError); return true };
      queueMicrotask(() => null.x);
      queueMicrotask(function () { "use strict"; console.log(this) });
      try { queueMicrotask({}) } catch (e) { console.log(e.message) }
      document.write("<iframe srcdoc='<script>onerror = (m) => { parent.console.log(\\"inner\\", m); return true };"
        + "parent.queueMicrotask(() => { zz })<\\/script>'></iframe>");
    """
    with open_page() as page:
        assert said(page, script) == [
            "Failed to execute 'queueMicrotask' on 'Window': parameter 1 is not a function.",
            "outer Uncaught TypeError: Cannot read properties of null (reading 'x') true",
            "undefined",
            "inner Uncaught ReferenceError: zz is not defined",
        ]
        assert page.errors == []


def test_rejections_that_are_handled_later() -> None:
    script = """
      let promise;
      onunhandledrejection = (e) => { promise = e.promise; e.preventDefault(); console.log(e.type, e.reason, e.cancelable) };
      onrejectionhandled = (e) => console.log(e.type, e.reason, e.promise === promise, e.cancelable);
      const late = Promise.reject("r"), soon = Promise.reject("s");
      queueMicrotask(() => soon.catch(() => {}));
      setTimeout(() => late.catch(() => {}), 10);
    """
    with open_page() as page:
        assert said(page, script) == ["unhandledrejection r true", "rejectionhandled r true false"]


# Of btoa and atob; each was compared with node's answer. None is an InvalidCharacterError.
ENCODED = {
    "": "",
    "a": "YQ==",
    "ab": "YWI=",
    "abc": "YWJj",
    "\xff\0\x80": "/wCA",
    "\u0100": None,
    "abc\u0100": None,
}
DECODED = {
    " Y W\tJ\nj\f\r": "abc",
    "YQ": "a",
    "YQ==  ": "a",
    "YQ= =": "a",
    "YR==": "a",
    "YQ=": None,
    "Y": None,
    "Y===": None,
    "YW=Jj": None,
    "=": None,
    "====": None,
    "YWJj\v": None,
    "YWJj\u0100": None,
    "-_": None,
}
BASE64 = "([name, text]) => { try { return self[name](text) } catch (e) { if (e.name != 'InvalidCharacterError') throw e; return null } }"


def test_base64(page: Page) -> None:
    for text, encoded in ENCODED.items():
        assert page.evaluate(BASE64, ["btoa", text]) == encoded, text
        if encoded is not None:
            assert page.evaluate(BASE64, ["atob", encoded]) == text
    for text, decoded in DECODED.items():
        assert page.evaluate(BASE64, ["atob", text]) == decoded, text


def test_long_base64(page: Page) -> None:
    """Text is worked through in slices, and may be a rope or lie in 16-bit units."""
    script = """() => {
        const bytes = Array.from({length: 256}, (_, i) => String.fromCharCode(i)).join('').repeat(9000) + 'x', text = btoa(bytes);
        const wide = (text.slice(0, 1000001) + ' \\n\u0100' + text.slice(1000001)).slice(0, 1000003) + text.slice(1000001);
        return [text.length, atob(text) === bytes, atob(wide) === bytes].join();
    }"""
    assert page.evaluate(script) == "3072004,true,true"


@pytest.mark.parametrize(
    "body",
    [
        "new Uint8Array([1, 2, 3]).buffer",
        "new Uint8Array([1, 2, 3])",
        "new DataView(new Uint8Array([0, 1, 2, 3]).buffer, 1)",
    ],
)
def test_bodies_of_bytes(page: Page, body: str) -> None:
    read = "async (body) => new Uint8Array(await body.arrayBuffer())"
    assert page.evaluate(f"({read})(new Response({body}))") == b"\x01\x02\x03"
    assert (
        page.evaluate(f"({read})(new Request('http://a.example/', {{method: 'POST', body: {body}}}))")
        == b"\x01\x02\x03"
    )


def test_messages_tell_the_member_once(page: Page) -> None:
    told = "(() => { try { new URL('x') } catch (e) { return e.message } })()"
    assert page.evaluate(told) == "Failed to construct 'URL': Invalid URL"
