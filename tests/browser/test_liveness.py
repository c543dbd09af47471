"""Nodes, observers, ranges and closures die together, in whatever cycles they hang, and live while anybody holds one."""

import gc

import pytest

from browser import open_page
from browser.page import Page
from tools.leaks import growth

# A detached subtree that everything knows, and that knows everything; `refs` watches its parts.
SUBTREE = """
  window.refs = [];
  window.make = () => {
    const root = document.createElement("section"), child = document.createElement("p");
    root.append(child);
    const observer = new MutationObserver(() => root), range = document.createRange();
    observer.observe(root, { childList: true, subtree: true });
    range.selectNodeContents(root);
    const iterator = document.createNodeIterator(root, 1, () => (root, 1)), list = root.childNodes;
    root.addEventListener("click", () => [observer, range, iterator, list, child]);
    child.onclick = () => root;
    refs.push(...[root, child, observer, range, iterator, list].map((o) => new WeakRef(o)));
    return { root, child, range, iterator };
  };
  window.alive = () => refs.filter((ref) => ref.deref()).length;
"""


def open_with_subtrees() -> Page:
    page = open_page()
    page.evaluate(SUBTREE + "1")
    return page


def collect(page: Page) -> None:
    # References that the one collector has found dead are what the other one finds.
    for _ in range(3):
        page._host.kernel.collect()
        gc.collect()


def test_a_detached_subtree_dies() -> None:
    with open_with_subtrees() as page:
        page.evaluate("for (let i = 0; i < 20; i++) make(); 1")
        collect(page)
        assert page.evaluate("alive()") <= 6  # the last may still stand on a stack
        assert len(page._host.agent.live_ranges) <= 1 and len(page._host.agent.node_iterators) <= 1


@pytest.mark.parametrize("part", ["root", "child", "range", "iterator"])
def test_what_a_script_holds_lives(part: str) -> None:
    with open_with_subtrees() as page:
        page.evaluate(f"window.held = make().{part}; 1")
        collect(page)
        assert page.evaluate("alive()") >= (3 if part in ("root", "child") else 1)
        if part != "iterator":
            assert page.evaluate(
                "(held.startContainer ?? held.closest('section')).dispatchEvent(new Event('click')), refs[0].deref() !== undefined"
            )


def test_what_python_holds_lives() -> None:
    with open_with_subtrees() as page:
        page.evaluate("const { root } = make(); document.body.append(root); 1")
        node = page._document.query_selector("section")
        page.evaluate("document.querySelector('section').remove()")
        collect(page)
        assert node is not None and page.evaluate("refs[0].deref() !== undefined")
        assert page.evaluate("refs[0].deref().firstChild.onclick() === refs[0].deref()")


@pytest.mark.parametrize(("name", "scale"), [("nodes", 0.02), ("subtrees", 0.01), ("pages", 0.03)])
def test_nothing_piles_up(name: str, scale: float) -> None:
    assert growth(name, scale).is_flat


ANIMATED = """
  window.refs = [];
  window.alive = () => refs.filter((ref) => ref.deref()).length;
  window.make = (options) => {
    const element = document.createElement("p");
    element.style.transition = "opacity 10ms";
    document.body.append(element);
    getComputedStyle(element).opacity;
    element.style.opacity = 0.5;
    const animation = element.animate({ width: ["0px", "1px"] }, options);
    animation.onfinish = () => [animation, element];
    refs.push(new WeakRef(element));
    return element;
  };
"""


@pytest.mark.parametrize(
    "options", ["{duration: 10, fill: 'both'}", "{duration: 10, iterations: Infinity}", "{duration: 10}"]
)
def test_animated_elements_die(options: str) -> None:
    with open_page() as page:
        page.set_content("<body></body>")
        page.evaluate(ANIMATED + "1")
        page.evaluate(f"for (let i = 0; i < 20; i++) make({options}); 1")
        page.settle()
        assert page.evaluate("alive()") == 20
        page.evaluate("document.body.textContent = ''; 1")
        page.settle()
        collect(page)
        assert page.evaluate("alive()") <= 3  # the last may still stand on a stack
