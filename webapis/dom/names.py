"""Names of elements and attributes: https://dom.spec.whatwg.org/#namespaces"""

from typing import Final, final

from webapis.idl.exceptions import dom_exception
from webapis.infra import namespaces
from webapis.infra.ascii import ascii_lowercase, ascii_uppercase

CACHE_LIMIT: Final = 8192  # names come from scripts: a cache that grows with them is emptied now and then


@final
class QualifiedName:
    """A namespace, prefix and local name, shared by all that carry it."""

    def __init__(self, namespace: str | None, prefix: str | None, local_name: str) -> None:
        self.namespace = namespace
        self.prefix = prefix
        self.local_name = local_name
        self.qualified = local_name if prefix is None else f"{prefix}:{local_name}"
        self.upper = ascii_uppercase(self.qualified)
        self.is_html = namespace == namespaces.HTML


_html_names: Final[dict[str, QualifiedName]] = {}
_plain_names: Final[dict[str, QualifiedName]] = {}
_other_names: Final[dict[tuple[str | None, str | None, str], QualifiedName]] = {}
_lowercase: Final[dict[str, str]] = {}
_valid_attribute_names: Final[dict[str, bool]] = {}
_valid_element_names: Final[dict[str, bool]] = {}


def html_name(local_name: str) -> QualifiedName:
    """The name of an HTML element without a prefix."""
    name = _html_names.get(local_name)
    if name is None:
        if len(_html_names) >= CACHE_LIMIT:
            _html_names.clear()
        name = _html_names[local_name] = QualifiedName(namespaces.HTML, None, local_name)
    return name


def plain_name(local_name: str) -> QualifiedName:
    """The name of an attribute in no namespace."""
    name = _plain_names.get(local_name)
    if name is None:
        if len(_plain_names) >= CACHE_LIMIT:
            _plain_names.clear()
        name = _plain_names[local_name] = QualifiedName(None, None, local_name)
    return name


def qualified_name(namespace: str | None, prefix: str | None, local_name: str) -> QualifiedName:
    """Any name."""
    if prefix is None:
        if namespace is None:
            return plain_name(local_name)
        if namespace == namespaces.HTML:
            return html_name(local_name)
    key = (namespace, prefix, local_name)
    name = _other_names.get(key)
    if name is None:
        if len(_other_names) >= CACHE_LIMIT:
            _other_names.clear()
        name = _other_names[key] = QualifiedName(namespace, prefix, local_name)
    return name


def lowercase_name(name: str) -> str:
    """ASCII lowercase of a name that is asked for again and again."""
    lowered = _lowercase.get(name)
    if lowered is None:
        if len(_lowercase) >= CACHE_LIMIT:
            _lowercase.clear()
        lowered = _lowercase[name] = ascii_lowercase(name)
    return lowered


_BLANKS: Final = frozenset("\t\n\f\r \0")


def contains_any(name: str, characters: frozenset[str]) -> bool:
    """Whether one of the characters stands in the name."""
    return not characters.isdisjoint(name)


_PREFIX_STOPS: Final = _BLANKS | frozenset("/>")
_ATTRIBUTE_STOPS: Final = _BLANKS | frozenset("/=>")
_DOCTYPE_STOPS: Final = _BLANKS | frozenset(">")
_ALPHAS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NAME_CHARACTERS: Final = _ALPHAS | frozenset("0123456789-.:_")


def is_valid_namespace_prefix(prefix: str) -> bool:
    """https://dom.spec.whatwg.org/#valid-namespace-prefix"""
    return len(prefix) > 0 and not contains_any(prefix, _PREFIX_STOPS)


def is_valid_attribute_local_name(name: str) -> bool:
    """https://dom.spec.whatwg.org/#valid-attribute-local-name"""
    valid = _valid_attribute_names.get(name)
    if valid is None:
        if len(_valid_attribute_names) >= CACHE_LIMIT:
            _valid_attribute_names.clear()
        valid = len(name) > 0 and not contains_any(name, _ATTRIBUTE_STOPS)
        _valid_attribute_names[name] = valid
    return valid


def is_valid_element_local_name(name: str) -> bool:
    """https://dom.spec.whatwg.org/#valid-element-local-name"""
    valid = _valid_element_names.get(name)
    if valid is None:
        if len(_valid_element_names) >= CACHE_LIMIT:
            _valid_element_names.clear()
        valid = _valid_element_names[name] = _check_element_local_name(name)
    return valid


def _check_element_local_name(name: str) -> bool:
    # 1. Not empty.
    if not name:
        return False
    # 2. What a parser could have made.
    if name[0] in _ALPHAS:
        return not contains_any(name, _PREFIX_STOPS)
    # 3-4. Otherwise a narrower set.
    if name[0] not in ":_" and name[0] < "\x80":
        return False
    return all(not (character < "\x80" and character not in _NAME_CHARACTERS) for character in name)


def is_valid_doctype_name(name: str) -> bool:
    """https://dom.spec.whatwg.org/#valid-doctype-name"""
    return not contains_any(name, _DOCTYPE_STOPS)


def validate_and_extract(namespace: str | None, qualified: str, for_element: bool) -> QualifiedName:
    """https://dom.spec.whatwg.org/#validate-and-extract"""
    # 1. The empty namespace is none.
    if namespace == "":
        namespace = None
    # 2-4. What stands before and behind the first colon, up to the second.
    prefix: str | None = None
    local_name = qualified
    if ":" in qualified:
        prefix, local_name = qualified.split(":", 2)[:2]
        if not is_valid_namespace_prefix(prefix):
            raise dom_exception("InvalidCharacterError", f"The prefix '{prefix}' is not valid.")
    # 5-6. The local name.
    valid = is_valid_element_local_name(local_name) if for_element else is_valid_attribute_local_name(local_name)
    if not valid:
        raise dom_exception("InvalidCharacterError", f"The local name '{local_name}' is not valid.")
    # 7-10. Prefix and namespace agree.
    is_xmlns = qualified == "xmlns" or prefix == "xmlns"
    if (
        (prefix is not None and namespace is None)
        or (prefix == "xml" and namespace != namespaces.XML)
        or is_xmlns != (namespace == namespaces.XMLNS)
    ):
        raise dom_exception("NamespaceError", f"The name '{qualified}' does not go with its namespace.")
    # 11. The parts.
    return qualified_name(namespace, prefix, local_name)


def is_xml_name(name: str) -> bool:
    """https://www.w3.org/TR/xml/#NT-Name, for the targets of processing instructions."""
    if not name:
        return False
    for index, character in enumerate(name):
        if character in _ALPHAS or character in ":_" or is_xml_name_start(character):
            continue
        if index == 0 or not (
            character in "-.0123456789\xb7" or "\u0300" <= character <= "\u036f" or character in "\u203f\u2040"
        ):
            return False
    return True


def is_xml_name_start(character: str) -> bool:
    """https://www.w3.org/TR/xml/#NT-NameStartChar beyond ASCII; surrogates stand for the astral planes."""
    return any(first <= character <= last for first, last in _NAME_START_RANGES)


_NAME_START_RANGES: Final = (
    ("\xc0", "\xd6"),
    ("\xd8", "\xf6"),
    ("\xf8", "\u02ff"),
    ("\u0370", "\u037d"),
    ("\u037f", "\u1fff"),
    ("\u200c", "\u200d"),
    ("\u2070", "\u218f"),
    ("\u2c00", "\u2fef"),
    ("\u3001", chr(0xDFFF)),
    ("\uf900", "\ufdcf"),
    ("\ufdf0", "\ufffd"),
)
