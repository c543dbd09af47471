"""Events that scripts make: touch, drag, motion, text; createEvent. Compared with Chromium."""

from browser import open_page

CASES = {
    "createEvent knows DragEvent": ("document.createEvent('dragEVENT').dataTransfer", None),
    "createEvent knows StorageEvent": ("document.createEvent('StorageEvent') instanceof StorageEvent", True),
    "createEvent knows TextEvent": (
        "(() => { const e = document.createEvent('TextEvent'); e.initTextEvent('x', true, false, window, 'd');"
        " return [e.data, e.bubbles, e.view === window] })()",
        ["d", True, True],
    ),
    "orientation": (
        "(() => { const e = new DeviceOrientationEvent('x', {beta: 1.5, absolute: true});"
        " return [e.alpha, e.beta, e.absolute] })()",
        [None, 1.5, True],
    ),
    "motion": (
        "(() => { const e = new DeviceMotionEvent('x', {acceleration: {y: 2}, interval: 16});"
        " return [e.acceleration.x, e.acceleration.y, e.accelerationIncludingGravity, e.rotationRate, e.interval] })()",
        [None, 2, None, None, 16],
    ),
    "touches": (
        "(() => { const t = new Touch({identifier: 7, target: document.body, clientX: 3}), e = new TouchEvent('touchstart',"
        " {touches: [t], ctrlKey: true}); return [e.touches.length, e.touches[0] === t, e.touches.item(1),"
        " e.changedTouches.length, t.clientX, t.force, e.ctrlKey, e.shiftKey] })()",
        [1, True, None, 0, 3, 0, True, False],
    ),
    "gamepads": (
        "[navigator.getGamepads(), new GamepadEvent('x').gamepad, 'ongamepadconnected' in window,"
        " (() => { try { new Gamepad() } catch (e) { return e.name } })()]",
        [[], None, True, "TypeError"],
    ),
    "links of SVG": (
        "(() => { const a = document.createElementNS('http://www.w3.org/2000/svg', 'a'); a.relList = 'opener x';"
        " return [a.constructor.name, a.rel, a.relList.length, a.relList.supports('noopener'), a.relList === a.relList] })()",
        ["SVGAElement", "opener x", 2, True, True],
    ),
    "a touch needs a target": (
        "(() => { try { new Touch({identifier: 1}) } catch (e) { return e.name } })()",
        "TypeError",
    ),
    "documents of HTML": (
        "[document.constructor.name, new Document().constructor.name,"
        " document.implementation.createHTMLDocument().constructor === HTMLDocument,"
        " Object.getPrototypeOf(HTMLDocument) === Document, document.implementation.createDocument(null, '').constructor.name]",
        ["HTMLDocument", "Document", True, True, "XMLDocument"],
    ),
}


def test_what_scripts_make() -> None:
    with open_page() as page:
        page.set_content("<body></body>")
        found = {name: page.evaluate(script) for name, (script, _) in CASES.items()}
        assert found == {name: expected for name, (_, expected) in CASES.items()}
