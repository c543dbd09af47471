"""Elements as properties of their document. Compared with Chromium, whose names are writable and can be deleted, where
the standard says no, and whose names that look like numbers come first."""

from browser import open_page

PAGE = (
    "<form name=search><input name=inner></form><img name=picture id=pictureid><img id=plain>"
    "<object id=thing></object><embed name=shown><iframe name=frame></iframe>"
    "<form name=twice></form><img name=twice><form name=body></form><img name=7><div name=no id=never></div>"
)
SCRIPT = """[
  document.search === document.forms[0], document.search.inner.name, document.picture === document.pictureid,
  document.plain, document.thing.localName, document.shown.localName, document.frame === frames[0],
  document.twice.length, document.twice[0] === document.forms[1], Object.prototype.toString.call(document.twice),
  document.body.localName, document[7].localName, document.no, document.never,
  'search' in document, 'plain' in document, document.title, document.nodeType,
  JSON.stringify({...Object.getOwnPropertyDescriptor(document, 'search'), value: 0}),
  Object.getOwnPropertyNames(document).filter((name) => name !== 'location').join(),
]"""


def test_what_the_names_are() -> None:
    with open_page() as page:
        page.set_content("<title>t</title>" + PAGE)
        page.settle()
        assert page.evaluate(SCRIPT) == [
            True,
            "inner",
            True,
            None,
            "object",
            "embed",
            True,
            2,
            True,
            "[object HTMLCollection]",
            "form",
            "img",
            None,
            None,
            True,
            False,
            "t",
            9,
            '{"value":0,"writable":false,"enumerable":true,"configurable":true}',
            "search,pictureid,picture,thing,shown,frame,twice,body,7",
        ]


def test_names_come_and_go() -> None:
    with open_page() as page:
        page.set_content("<body></body>")
        assert page.evaluate(
            "(() => { const out = [], look = () => out.push(document.late?.localName);"
            " for (let i = 0; i < 2000; i++) document.late;"  # what caches learnt before the first name
            " const form = document.createElement('form'); form.name = 'late'; look(); document.body.append(form); look();"
            " form.name = 'other'; look(); out.push(document.other === form); form.setAttribute('name', 'late');"
            " const root = document.createElement('div').attachShadow({mode: 'open'}); root.host.append('x');"
            " document.body.append(root.host); root.append(form); look(); document.body.append(form); look();"
            " form.remove(); look(); return out })()"
        ) == [None, "form", None, True, None, "form", None]


def test_names_stand_before_what_documents_have() -> None:
    with open_page() as page:
        page.set_content("<form name=createElement></form><img name=expando>")
        assert page.evaluate(
            "(() => { const out = [typeof document.createElement]; document.expando = 1; out.push(document.expando.localName);"
            " document.mine = 2; out.push(document.mine, delete document.expando, delete document.mine, document.mine);"
            " document.forms[0].remove(); out.push(typeof document.createElement); return out })()"
        ) == ["object", "img", 2, False, True, None, "function"]


def test_several_elements_of_a_window_stand_in_tree_order() -> None:
    with open_page() as page:
        page.set_content("<img name=many><p id=many></p><form name=many></form>")
        assert page.evaluate("Array.from(many, (element) => element.localName)") == ["img", "p", "form"]
