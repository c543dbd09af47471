"""Elements as properties of their document, and the parts of links' addresses."""

from browser import open_page


def test_elements_are_properties_of_their_document() -> None:
    with open_page() as page:
        page.set_content(
            "<p id=p name=p></p><form name=one id=x></form><img name=two id=three><img name=same><form name=same></form>"
        )
        assert (
            page.evaluate(
                "[document.one === document.forms[0], document.two === document.three, document.x, document.p,"
                " document.same.length, document.same instanceof HTMLCollection, 'one' in document,"
                " Object.getOwnPropertyNames(document).join()].map(String).join(' ')"
            )
            == "true true undefined undefined 2 true true one,three,two,same,location"
        )


def test_they_hide_what_documents_have_and_go_with_their_elements() -> None:
    with open_page() as page:
        page.set_content("<body></body>")
        assert (
            page.evaluate(
                "(() => { const seen = [typeof document.title]; document.extra = 1;"
                " const form = document.createElement('form'); form.name = 'title'; seen.push(typeof document.title);"
                " document.body.append(form); seen.push(document.title === form, document.extra, document.createElement('p').localName);"
                " document.other = 2; form.name = 'renamed'; seen.push(document.renamed === form, typeof document.title, document.other);"
                " form.remove(); seen.push(document.renamed); return seen.map(String).join() })()"
            )
            == "string,string,true,1,p,true,string,2,undefined"
        )


def test_frames_stand_for_their_windows() -> None:
    with open_page() as page:
        page.set_content("<iframe name=f></iframe>")
        assert page.evaluate("document.f === frames[0]") is True


def test_parts_of_addresses() -> None:
    with open_page() as page:
        page.set_content('<a href="http://me:pw@example.org:81/p/q?r#s">x</a><a id=none></a><area href="//%">')
        assert page.evaluate(
            "(() => { const a = document.querySelector('a'), seen = [];"
            " for (const part of ['origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'])"
            "   seen.push(a[part]);"
            " a.port = ''; a.hash = 'new'; a.protocol = 'https'; seen.push(a.getAttribute('href'), String(a));"
            " const none = document.querySelector('#none'); none.host = 'x'; seen.push(none.protocol, none.host, none.hasAttribute('href'));"
            " const area = document.querySelector('area'); seen.push(area.protocol, area.href);"
            " return seen.join(' ') })()"
        ) == (
            "http://example.org:81 http: me pw example.org:81 example.org 81 /p/q ?r #s"
            " https://me:pw@example.org/p/q?r#new https://me:pw@example.org/p/q?r#new :  false : //%"
        )
