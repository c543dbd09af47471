"""https://html.spec.whatwg.org/#nonce-attributes"""

from webapis.dom.document import Document
from webapis.html.elements.html_element import HTMLElement


def made(document: Document) -> HTMLElement:
    element = document.create_element("div")
    assert isinstance(element, HTMLElement) and document.body is not None
    document.body.append(element)
    return element


def test_nonces_stay_without_a_policy(document: Document) -> None:
    element = made(document)
    element.set_attribute("nonce", "secret")
    assert document.body is not None
    document.body.append(element)
    assert (element.get_attribute("nonce"), element.nonce) == ("secret", "secret")


def test_nonces_are_hidden_when_their_elements_are_inserted(document: Document) -> None:
    document.hides_nonces = True
    element = made(document)
    element.set_attribute("nonce", "secret")
    assert document.body is not None and element.get_attribute("nonce") == "secret"
    document.body.move_before(element, document.body.first_child)
    assert element.get_attribute("nonce") == "secret"
    document.body.append(element)
    assert (element.get_attribute("nonce"), element.nonce) == ("", "secret")
