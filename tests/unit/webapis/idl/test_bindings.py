"""Scripts against documents, a test for each thing that Web IDL says."""

import json
from typing import Any

import pytest

from jsengine import _kernel
from tests.unit.webapis.idl.scripted_window import ScriptedWindow
from webapis.dom.element import Element
from webapis.idl import bindings


@pytest.fixture(scope="module")
def page() -> ScriptedWindow:
    return ScriptedWindow()


@pytest.fixture(autouse=True)
def empty_body(page: ScriptedWindow) -> None:
    page.run("document.body.replaceChildren(); document.body.className = ''")


def check(page: ScriptedWindow, script: str, expected: Any) -> None:
    """The script's value, by way of JSON."""
    value = page.run(f"JSON.stringify((() => {{ {script} }})())")
    assert (None if value is None else json.loads(value)) == expected


def throws(page: ScriptedWindow, script: str) -> str:
    """Name and message of what the script throws."""
    value = page.run(
        f"(() => {{ try {{ {script} }} catch (e) {{ return e.name + ': ' + e.message }} return 'nothing' }})()"
    )
    assert isinstance(value, str)
    return value


def test_wrappers_are_the_same_object(page: ScriptedWindow) -> None:
    check(page, "const b = document.body; b.x = 1; return [b === document.body, document.body.x]", [True, 1])


def test_prototype_chain(page: ScriptedWindow) -> None:
    script = """const names = []; for (let p = document.createElement('a'); p; p = Object.getPrototypeOf(p))
      names.push(Object.prototype.toString.call(p).slice(8, -1)); return names"""
    chain = ["HTMLAnchorElement", "HTMLAnchorElement", "HTMLElement", "Element", "Node", "EventTarget", "Object"]
    check(page, script, chain)


def test_global_object(page: ScriptedWindow) -> None:
    check(
        page,
        "return [window === globalThis, window instanceof Window, String(window)]",
        [True, True, "[object Window]"],
    )
    check(page, "return [typeof addEventListener, 'document' in window, self === window]", ["function", True, True])
    check(page, "return Object.keys(Object.getOwnPropertyDescriptor(window, 'document')).length", 4)


def test_brands(page: ScriptedWindow) -> None:
    getter = "Object.getOwnPropertyDescriptor(Node.prototype, 'firstChild').get"
    assert throws(page, f"{getter}.call({{}})") == "TypeError: Illegal invocation"
    assert throws(page, "document.createElement.call(document.body, 'a')") == "TypeError: Illegal invocation"
    assert throws(page, "Node.prototype.firstChild") == "TypeError: Illegal invocation"


def test_arguments_are_checked(page: ScriptedWindow) -> None:
    assert throws(page, "document.body.appendChild(1)") == (
        "TypeError: Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'."
    )
    assert throws(page, "document.createElement()") == (
        "TypeError: Failed to execute 'createElement' on 'Document': 1 argument required, but only 0 present."
    )


def test_constructors(page: ScriptedWindow) -> None:
    assert throws(page, "new Node()") == "TypeError: Illegal constructor"
    assert throws(page, "Node()") == "TypeError: Illegal constructor"
    assert throws(page, "new HTMLElement()") == "TypeError: Failed to construct 'HTMLElement': Illegal constructor"
    assert throws(page, "Event('x')").startswith(
        "TypeError: Failed to construct 'Event': Please use the 'new' operator"
    )
    assert throws(page, "new Event()").endswith("1 argument required, but only 0 present.")
    check(page, "class E extends Event {}; const e = new E('x'); return [e instanceof E, e.type]", [True, "x"])
    check(page, "return [new Text('a').data, new Comment().data, new Range().collapsed]", ["a", "", True])


def test_exceptions(page: ScriptedWindow) -> None:
    script = """try { document.body.appendChild(document.documentElement) } catch (e) {
      return [e.name, e.code, e instanceof DOMException, e instanceof Error, String(e).split(':')[0]] }"""
    check(page, script, ["HierarchyRequestError", 3, True, True, "HierarchyRequestError"])
    check(
        page,
        "const e = new DOMException('m', 'AbortError'); return [e.message, e.code, DOMException.ABORT_ERR]",
        ["m", 20, 20],
    )


def test_exceptions_tell_the_member(page: ScriptedWindow) -> None:
    assert throws(page, "document.body.removeChild(document)") == (
        "NotFoundError: Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node."
    )
    assert throws(page, "document.documentElement.outerHTML = ''").startswith(
        "NoModificationAllowedError: Failed to set the 'outerHTML' property on 'Element': "
    )
    assert throws(page, "new TextDecoder('none')").startswith("RangeError: Failed to construct 'TextDecoder': ")
    assert throws(page, "atob('?')").startswith("InvalidCharacterError: Failed to execute 'atob' on 'Window': ")


def test_exceptions_of_scripts_are_left_alone(page: ScriptedWindow) -> None:
    walk = "document.createTreeWalker(document, -1, () => { throw reason }).nextNode()"
    reason = "const reason = new DOMException('mine', 'DataError');"
    assert throws(page, f"{reason} {walk}") == "DataError: mine"
    assert throws(page, f"{reason} AbortSignal.abort(reason).throwIfAborted()") == "DataError: mine"
    again = f"let reason; try {{ document.querySelector('[') }} catch (e) {{ reason = e }} {walk}"
    assert throws(page, again).count("Failed to") == 1


def test_numbers(page: ScriptedWindow) -> None:
    script = """const t = document.createTextNode('abcdef');
      return [t.substringData(-4294967295, 2), t.substringData(1.9, 1), t.substringData('1', true)]"""
    check(page, script, ["bc", "b", "b"])
    check(
        page, "const m = new MouseEvent('x', {clientX: -1.5, button: 65537}); return [m.clientX, m.button]", [-1.5, 1]
    )


def test_strings_are_code_units(page: ScriptedWindow) -> None:
    check(
        page,
        "const t = new Text('\\ud83d\\ude00'); return [t.length, t.data.length, t.data === '\\u{1f600}']",
        [2, 2, True],
    )
    check(page, "document.body.title = null; return document.body.title", "null")
    check(page, "document.body.innerHTML = null; return document.body.innerHTML", "")


def test_dictionaries(page: ScriptedWindow) -> None:
    script = """const order = []; new CustomEvent('x', new Proxy({}, {get(t, k) { order.push(k) }})); return order"""
    check(page, script, ["bubbles", "cancelable", "composed", "detail"])
    assert "not of type 'EventInit'" in throws(page, "new Event('x', 1)")
    assert "required member" in throws(page, "new StaticRange({})")
    check(page, "return [new CustomEvent('x').detail, new CustomEvent('x', {detail: 0}).detail]", [None, 0])


def test_enumerations(page: ScriptedWindow) -> None:
    assert "is not a valid enum value" in throws(page, "document.createElement('p').attachShadow({mode: 'x'})")


def test_overloads_and_unions(page: ScriptedWindow) -> None:
    check(
        page, "document.body.append('a', document.createElement('b'), 1); return document.body.innerHTML", "a<b></b>1"
    )
    script = (
        """const i = document.createElement('input'); i.value = 'abcdef'; i.setRangeText('X', 1, 3); return i.value"""
    )
    check(page, script, "aXdef")


def test_callbacks(page: ScriptedWindow) -> None:
    script = """const seen = []; const o = {handleEvent(e) { seen.push(this === o, e.type) }};
      document.body.addEventListener('x', o); document.body.addEventListener('x', function () { seen.push(this === document.body) });
      document.body.dispatchEvent(new Event('x')); document.body.removeEventListener('x', o);
      document.body.dispatchEvent(new Event('x')); return seen"""
    check(page, script, [True, "x", True, True])
    script = """document.body.innerHTML = '<i></i><b></b>';
      const w = document.createNodeIterator(document.body, 1, {acceptNode: n => n.localName === 'i' ? 2 : 1});
      return [w.nextNode().localName, w.nextNode().localName, w.nextNode()]"""
    check(page, script, ["body", "b", None])


def test_exceptions_of_listeners_are_reported(page: ScriptedWindow) -> None:
    script = "document.body.addEventListener('boom', () => { throw new RangeError('x') }, {once: true}); 1"
    page.run(script)
    with pytest.raises(_kernel.ScriptError) as caught:
        page.run("document.body.dispatchEvent(new Event('boom'))")
    details = bindings.error_details(caught.value)
    assert details.message == "Uncaught RangeError: x" and details.filename == "test.js" and details.lineno == 1


def test_event_handlers(page: ScriptedWindow) -> None:
    script = """const b = document.body, out = []; b.onclick = function (e) { out.push(this === b, e.type); return false };
      out.push(b.dispatchEvent(new Event('click', {cancelable: true}))); b.onclick = 1; out.push(b.onclick); return out"""
    check(page, script, [True, "click", False, None])
    script = """const b = document.body; b.setAttribute('onclick', 'this.title = event.type + tagName');
      b.dispatchEvent(new Event('click')); return [b.title, String(b.onclick)]"""
    check(page, script, ["clickBODY", "function onclick(event) {\nthis.title = event.type + tagName\n}"])
    page.run("document.body.removeAttribute('onclick')")


def test_indexed_properties(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<i id=x></i><b name=y></b>'")
    check(
        page,
        "const l = document.body.childNodes; return [l[0].id, l[2] === undefined, 1 in l, 2 in l]",
        ["x", True, True, False],
    )
    check(
        page,
        "return [Object.keys(document.body.children), Object.getOwnPropertyNames(document.body.children)]",
        [["0", "1"], ["0", "1", "x", "y"]],
    )
    check(
        page,
        "return [[...document.body.childNodes].length, document.body.childNodes.forEach === Array.prototype.forEach]",
        [2, True],
    )
    assert throws(page, "(() => { 'use strict'; document.body.childNodes[0] = 1 })()").startswith("TypeError")
    assert throws(page, "(() => { 'use strict'; delete document.body.childNodes[0] })()").startswith("TypeError")
    check(page, "return Object.getOwnPropertyDescriptor(document.body.childNodes, 0).writable", False)


def test_keys_of_forms(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<form><input name=a><input id=b></form><select><option>1</select>'; 1")
    check(page, "return Reflect.ownKeys(document.body.firstChild)", ["0", "1", "a", "b"])
    check(page, "return [Reflect.ownKeys(document.body.lastChild), document.body.lastChild[0].text]", [["0"], "1"])


def test_named_properties(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<i id=x></i><b id=length></b>'")
    check(
        page,
        "const c = document.body.children; return [c.x.id, c.length, 'x' in c, c.y === undefined]",
        ["x", 2, True, True],
    )
    script = """const d = document.body.dataset; d.fooBar = 1; const out = [document.body.getAttribute('data-foo-bar'), 'fooBar' in d,
      JSON.stringify(d)]; delete d.fooBar; return [...out, document.body.hasAttribute('data-foo-bar')]"""
    check(page, script, ["1", True, '{"fooBar":"1"}', False])


def test_attributes_of_kinds(page: ScriptedWindow) -> None:
    check(
        page,
        "document.body.classList = 'a b'; return [document.body.className, String(document.body.classList)]",
        ["a b", "a b"],
    )
    check(
        page,
        "const d = Object.getOwnPropertyDescriptor(new Event('x'), 'isTrusted'); return [d.configurable, typeof d.get]",
        [False, "function"],
    )
    check(
        page,
        "const g = e => Object.getOwnPropertyDescriptor(e, 'isTrusted').get; return g(new Event('x')) === g(new UIEvent('x'))",
        True,
    )
    check(
        page,
        "return [Node.TEXT_NODE, document.TEXT_NODE, Object.getOwnPropertyDescriptor(Node, 'TEXT_NODE').writable]",
        [3, 3, False],
    )
    check(page, "return Object.keys(Element.prototype[Symbol.unscopables]).includes('append')", True)
    check(
        page,
        "const a = document.createElement('a'); a.href = 'x'; a.tabIndex = 3; return a.outerHTML",
        '<a href="x" tabindex="3"></a>',
    )


def test_iterables(page: ScriptedWindow) -> None:
    script = """const f = new FormData(); f.append('a', '1'); f.append('b', '2'); const each = []; f.forEach((v, k, o) => each.push(k + v, o === f));
      return [[...f], [...f.keys()], [...f.values()], each, String(f.entries()), FormData.prototype.entries === FormData.prototype[Symbol.iterator]]"""
    expected = [
        [["a", "1"], ["b", "2"]],
        ["a", "b"],
        ["1", "2"],
        ["a1", True, "b2", True],
        "[object FormData Iterator]",
        True,
    ]
    check(page, script, expected)
    check(page, "document.body.className = 'p q'; return [...document.body.classList.entries()]", [[0, "p"], [1, "q"]])


def test_selection_and_stringifiers(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<p>one</p><p>two</p>'; 1")
    script = """const s = getSelection(), [p, q] = document.body.children; s.setBaseAndExtent(q.firstChild, 2, p.firstChild, 1);
      const out = [String(s), s.direction, s.type, s.anchorNode === q.firstChild, s.rangeCount, s === document.getSelection(),
        s.containsNode(q), s.containsNode(q, true), String(s.getRangeAt(0))];
      s.collapse(p, 0); out.push(s.type, s.isCollapsed); s.removeAllRanges(); return [...out, s.rangeCount, s.anchorNode]"""
    expected = ["netw", "backward", "Range", True, 1, True, False, True, "netw", "Caret", True, 0, None]
    check(page, script, expected)


def test_any_values(page: ScriptedWindow) -> None:
    script = """const c = new AbortController(); c.abort(null); const d = new AbortController(); const o = {}; d.abort(o);
      return [c.signal.reason, d.signal.reason === o, AbortSignal.abort().reason.name]"""
    check(page, script, [None, True, "AbortError"])
    check(
        page,
        "const s = Symbol(); return [new CustomEvent('x', {detail: s}).detail === s, typeof new CustomEvent('x', {detail: 1n}).detail]",
        [True, "bigint"],
    )


def test_microtasks_follow_the_script(page: ScriptedWindow) -> None:
    page.run("""order = []; new MutationObserver(records => order.push(records.length)).observe(document.body, {childList: true});
      Promise.resolve().then(() => order.push('p')); document.body.append('a', 'b'); order.push('s')""")
    assert page.run("order.join()") == "s,p,1"


def test_custom_elements(page: ScriptedWindow) -> None:
    script = """const out = []; document.body.innerHTML = '<t-one a=1></t-one>';
      class One extends HTMLElement { static observedAttributes = ['a']; constructor() { super(); out.push('new') }
        connectedCallback() { out.push('in') } disconnectedCallback() { out.push('out') }
        attributeChangedCallback(...all) { out.push(all.join()) } }
      customElements.define('t-one', One); const one = document.body.firstChild;
      out.push(one instanceof One); one.setAttribute('a', '2'); one.remove(); out.push(new One().localName);
      return [...out, customElements.get('t-one') === One]"""
    check(page, script, ["new", "a,,1,", "in", True, "a,1,2,", "out", "new", "t-one", True])
    check(
        page,
        "class B extends HTMLButtonElement {}; customElements.define('t-b', B, {extends: 'button'}); return document.createElement('button', {is: 't-b'}) instanceof B",
        True,
    )
    assert throws(page, "customElements.define('t-c', () => 1)").startswith("TypeError")
    assert throws(page, "customElements.define('nodash', class extends HTMLElement {})").startswith("SyntaxError")
    page.run("customElements.whenDefined('t-one').then(c => { defined = c === customElements.get('t-one') })")
    assert page.run("defined") is True


def test_several_realms(page: ScriptedWindow) -> None:
    other = page.new_window()
    bindings.evaluate(other, "document.body.id = 'other'; mark = 1", "other.js")
    assert page.run("typeof mark") == "undefined"
    handle = bindings.wrap(page.window, other)
    assert isinstance(handle, _kernel.Handle)
    page.run("set = w => { w2 = w }")
    page.run("set")(handle)
    script = """const b = w2.document.body; return [b.id, b instanceof HTMLElement, b instanceof w2.HTMLElement,
      Object.getPrototypeOf(b) === w2.HTMLBodyElement.prototype, w2.HTMLElement === HTMLElement]"""
    check(page, script, ["other", False, True, True, False])


def test_a_window_proxy_outlives_its_window(page: ScriptedWindow) -> None:
    frame, following = page.new_window(), page.new_window()
    page.run("keep = w => { kept = w; kept.mark = 1 }; 1")
    page.run("keep")(bindings.wrap(page.window, frame))
    bindings.replace_window(frame, following)
    page.run("again = w => w === kept && kept.mark === undefined && kept.document === w.document; 1")
    assert page.run("again")(bindings.wrap(page.window, following)) is True
    assert bindings.evaluate(following, "this === globalThis && this === window && this === self", "x.js") is True


def test_named_access_on_the_window(page: ScriptedWindow) -> None:
    page.run(
        "document.body.innerHTML = '<p id=one></p><img name=two><b id=three></b><b id=three></b><b name=four></b>'; 1"
    )
    check(
        page,
        "return [one.localName, two.localName, three.length, typeof four, 'one' in window]",
        ["p", "img", 2, "undefined", True],
    )
    check(
        page,
        "one = 5; const out = [one, typeof window.zzz]; delete window.one; return [...out, one.localName]",
        [5, "undefined", "p"],
    )


def test_python_values_cross(page: ScriptedWindow) -> None:
    body = page.run("document.body")
    assert body is page.document.body and isinstance(body, Element)
    handle = bindings.wrap(page.window, body)
    assert bindings.unwrap(handle) is body
    assert page.run("null") is bindings.NULL and page.run("undefined") is None


def test_limits_hold_in_host_calls() -> None:
    page = ScriptedWindow()
    with pytest.raises(_kernel.ScriptError, match="Maximum call stack"):
        page.run(
            "const e = new Event('x'), f = () => document.body.dispatchEvent(new Event('y')); document.body.addEventListener('y', f); (function g() { g(document.body.firstChild) })()"
        )
