"""Wrappers and listeners: what lives, what dies, and that nothing is left behind."""

import gc

import pytest

from jsengine import _kernel
from tests.unit.webapis.idl.scripted_window import ScriptedWindow
from webapis.idl import bindings


@pytest.fixture
def page() -> ScriptedWindow:
    return ScriptedWindow()


def collect(page: ScriptedWindow) -> None:
    for _ in range(3):
        page.context.collect()
        gc.collect()


def live(page: ScriptedWindow, kind: str = "PlatformObject") -> int:
    collect(page)
    return page.context.live_cells().get(kind, (0, 0))[0]


def test_detached_nodes_die(page: ScriptedWindow) -> None:
    page.run("for (let i = 0; i < 10; i++) document.createElement('p').expando = i")
    before = live(page)
    page.run("for (let i = 0; i < 1000; i++) document.createElement('p').expando = i")
    assert live(page) <= before + 5


def test_a_cycle_through_a_listener_dies(page: ScriptedWindow) -> None:
    script = """for (let i = 0; i < %d; i++) { const p = document.createElement('p'), c = document.createElement('b');
      p.appendChild(c); p.self = p; c.addEventListener('x', () => p); p.onclick = () => c }"""
    page.run(script % 20)
    before, functions = live(page), live(page, "Function")
    page.run(script % 500)
    assert live(page) <= before + 10
    assert live(page, "Function") <= functions + 10


def test_expandos_live_with_the_tree(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<p><i></i></p>'; document.body.firstChild.firstChild.mark = 7; 1")
    collect(page)
    assert page.run("document.body.firstChild.firstChild.mark") == 7


def test_a_detached_tree_lives_while_one_of_its_nodes_does(page: ScriptedWindow) -> None:
    page.run(
        "{ const p = document.createElement('p'); p.mark = 7; p.append(document.createElement('i')); held = p.firstChild }"
    )
    collect(page)
    assert page.run("held.parentNode.mark") == 7


def test_python_holds_nodes(page: ScriptedWindow) -> None:
    node = page.run("{ const p = document.createElement('p'); p.mark = 7; p }")
    collect(page)
    handle = bindings.wrap(page.window, node)
    assert isinstance(handle, _kernel.Handle) and handle.get("mark") == 7


def test_a_document_with_many_nodes_is_not_gone_through(page: ScriptedWindow) -> None:
    page.run("""for (let i = 0; i < 3000; i++) { const p = document.createElement('p'); p.mark = i; document.body.append(p);
      p.addEventListener('x', () => p) }; held = document.body.lastChild.mark""")
    collect(page)
    assert page.run("document.body.childNodes[1500].mark") == 1500
    page.run("document.body.replaceChildren()")
    assert live(page) < 100


def test_listeners_of_attached_nodes_live(page: ScriptedWindow) -> None:
    page.run(
        "calls = 0; { const p = document.createElement('p'); document.body.append(p); p.addEventListener('x', () => calls++) }"
    )
    collect(page)
    page.run("document.body.firstChild.dispatchEvent(new Event('x'))")
    assert page.run("calls") == 1


def test_weak_collections_know_wrappers(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<p></p>'; weak = new WeakMap([[document.body.firstChild, 'here']]); 1")
    page.context.collect(False)
    collect(page)
    assert page.run("weak.get(document.body.firstChild)") == "here"


def test_values_of_events_die_with_them(page: ScriptedWindow) -> None:
    page.run("for (let i = 0; i < 10; i++) { const e = new CustomEvent('x', {detail: {}}); e.detail.e = e }")
    before = live(page)
    page.run("for (let i = 0; i < 500; i++) { const o = {}; const e = new CustomEvent('x', {detail: o}); o.e = e }")
    assert live(page) <= before + 5


def test_minor_collections_free_nodes(page: ScriptedWindow) -> None:
    page.run("for (let i = 0; i < 20000; i++) document.createElement('p')")
    page.context.collect(False)
    assert page.context.live_cells()["PlatformObject"][0] < 10000


def test_heap_is_sound_under_stress(page: ScriptedWindow) -> None:
    page.run("document.body.innerHTML = '<p id=a></p>'; 1")
    page.context.set_stress(True)
    page.run("""for (let i = 0; i < 3; i++) { const p = document.createElement('p'); p.x = {}; p.addEventListener('x', e => e.target.x);
      document.body.append(p); p.dispatchEvent(new CustomEvent('x', {detail: {i}})); p.dataset.y = 'z'; p.remove() }""")
    page.context.set_stress(False)
    page.context.verify()


def test_a_dropped_context_dies() -> None:
    import weakref

    class Probe:
        pass

    probe = Probe()
    reference = weakref.ref(probe)
    page = ScriptedWindow()
    page.host.probe = probe
    page.run("document.body.onclick = e => document.body; document.body.x = window; 1")
    del probe, page
    for _ in range(3):
        gc.collect()
    assert reference() is None


def last_visits(page: ScriptedWindow) -> int:
    page.context.collect()
    return int(page.context.statistics()["last_collection_visits"])


def test_nodes_that_listeners_chain_are_gone_through_once(page: ScriptedWindow) -> None:
    before, count = last_visits(page), 2000
    page.run(f"""{{ let p = document.createElement('p'); globalThis.first = p;
      for (let i = 0; i < {count}; i++) {{ const q = document.createElement('p'); p.addEventListener('x', () => q); p = q }} }}""")
    assert count < last_visits(page) - before < 30 * count
    assert live(page) > count
    page.run("first = null")
    assert live(page) < 100


def test_a_tree_is_gone_through_once(page: ScriptedWindow) -> None:
    before, count = last_visits(page), 2000
    page.run(f"""{{ globalThis.root = document.createElement('div'); for (let i = 0; i < {count}; i++) {{
      const p = document.createElement('p'); p.mark = i; p.addEventListener('x', () => p); root.append(p) }} }}""")
    assert count < last_visits(page) - before < 30 * count
    assert page.run(f"root.childNodes[{count // 2}].mark") == count // 2
    page.run("root = null")
    assert live(page) < 100
