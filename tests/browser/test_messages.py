"""Messages between windows and ports, structured clones, and storage."""

from browser import open_page


def test_messages_between_windows_and_ports() -> None:
    with open_page() as page:
        page.set_content(
            '<iframe srcdoc="<script>onmessage = (e) => { e.source.postMessage({got: e.data, fromParent: e.source === parent},'
            " '*'); e.ports[0].postMessage('by port') }</script>\"></iframe><script>"
            "out = []; const c = new MessageChannel(); c.port1.onmessage = (e) => out.push(e.data);"
            "onmessage = (e) => out.push(e.data, e.source === frames[0], e.origin);"
            "onload = () => frames[0].postMessage([1, {n: null}], '*', [c.port2])</script>"
        )
        page.settle()
        assert page.evaluate("out") == [
            {"got": [1, {"n": None}], "fromParent": True},
            True,
            "null",
            "by port",
        ]


def test_messages_stand_in_line_with_timers() -> None:
    with open_page() as page:
        page.set_content(
            "<script>out = []; const log = (t) => out.push(t); setTimeout(() => log('timeout'));"
            "onmessage = () => log('message'); postMessage('', '*');"
            "const c = new MessageChannel(); c.port1.onmessage = () => log('port'); c.port2.postMessage(1);"
            "setTimeout(() => log('timeout 2'))</script>"
        )
        page.settle()
        assert page.evaluate("out") == ["timeout", "message", "port", "timeout 2"]


def test_structured_clones() -> None:
    with open_page() as page:
        assert page.evaluate(
            "(() => { const o = {d: new Date(5), r: /x/gi, m: new Map([[1, new Set(['a'])]]), e: new RangeError('no'),"
            " b: new Uint8Array([1, 2]), n: Object(3n) === 0}; o.self = o; const c = structuredClone(o);"
            " return [c !== o, c.self === c, c.d.getTime(), String(c.r), [...c.m.get(1)], c.e instanceof RangeError,"
            " c.e.message, [...c.b]] })()"
        ) == [True, True, 5, "/x/gi", ["a"], True, "no", [1, 2]]
        refused = "(v) => { try { structuredClone(v()); return 'cloned' } catch (e) { return e.name } }"
        for value in (
            "() => 1",
            "Symbol()",
            "document.body",
            "new WeakMap()",
            "Promise.resolve()",
            "{get x() { throw {name: 'mine'} }}",
        ):
            expected = "mine" if "mine" in value else "DataCloneError"
            assert page.evaluate(f"({refused})(() => ({value}))") == expected, value


def test_transferring_leaves_nothing_behind() -> None:
    with open_page() as page:
        assert page.evaluate(
            "(() => { const b = new ArrayBuffer(8), c = structuredClone({b}, {transfer: [b]}); return [b.byteLength, c.b.byteLength] })()"
        ) == [0, 8]


def test_storage_is_shared_by_the_windows_of_an_origin() -> None:
    with open_page() as page:
        page.set_content(
            '<script>told = []</script><iframe srcdoc="<script>onstorage = (e) => parent.told.push([e.key, e.oldValue, e.newValue])</script>"></iframe>'
        )
        page.settle()
        assert page.evaluate(
            "(() => { localStorage.a = 1; localStorage.setItem('b', 'x'); delete localStorage.a;"
            " return [localStorage.length, Object.keys(localStorage), localStorage.b, localStorage.a === undefined,"
            " frames[0].localStorage.getItem('b'), sessionStorage.length] })()"
        ) == [1, ["b"], "x", True, "x", 0]
        page.settle()
        assert page.evaluate("told") == [["a", None, "1"], ["b", None, "x"], ["a", "1", None]]
