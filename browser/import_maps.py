"""https://html.spec.whatwg.org/#import-maps"""

from collections.abc import Callable

from webapis.url.record import parse_url

SpecifierMap = dict[str, str | None]


class ImportMap:
    """The import map of a document: later ones add to it."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self.imports: SpecifierMap = {}
        self.scopes: dict[str, SpecifierMap] = {}
        self.complain = complain

    def register(self, text: str, base: str) -> None:
        """https://html.spec.whatwg.org/#register-an-import-map"""
        import json

        try:
            parsed = json.loads(text)
        except ValueError as error:
            self.complain(f"the import map is no JSON: {error}")
            return
        if not isinstance(parsed, dict):
            self.complain("the import map must be an object")
            return
        for specifier, url in self._map_of(parsed.get("imports", {}), base).items():
            self.imports.setdefault(specifier, url)
        scopes = parsed.get("scopes", {})
        for prefix, entries in (scopes if isinstance(scopes, dict) else {}).items():
            scope = parse_url(prefix, base)
            if scope is not None:
                known = self.scopes.setdefault(scope, {})
                for specifier, url in self._map_of(entries, base).items():
                    known.setdefault(specifier, url)

    def _map_of(self, entries: object, base: str) -> SpecifierMap:
        """https://html.spec.whatwg.org/#sorting-and-normalizing-a-module-specifier-map"""
        result: SpecifierMap = {}
        if not isinstance(entries, dict):
            self.complain("a part of the import map must be an object")
            return result
        for specifier, address in entries.items():
            key = url_like_specifier(specifier, base) or specifier
            url = url_like_specifier(address, base) if isinstance(address, str) else None
            if key and (url is None or not specifier.endswith("/") or url.endswith("/")):
                result[key] = url
        return result

    def resolve(self, specifier: str, base: str) -> str:
        """https://html.spec.whatwg.org/#resolve-a-module-specifier"""
        as_url = url_like_specifier(specifier, base)
        key = as_url or specifier
        for scope in sorted(self.scopes, reverse=True):
            if scope == base or (scope.endswith("/") and base.startswith(scope)):
                found = resolve_in_map(key, as_url, self.scopes[scope])
                if found is not None:
                    return found
        found = resolve_in_map(key, as_url, self.imports)
        if found is not None:
            return found
        if as_url is not None:
            return as_url
        raise ModuleNotFound(
            f"Failed to resolve module specifier '{specifier}'. Relative references must start with either "
            '"/", "./", or "../".'
        )


class ModuleNotFound(Exception):
    """A specifier means nothing; a TypeError for the script."""


def resolve_in_map(key: str, as_url: str | None, entries: SpecifierMap) -> str | None:
    """https://html.spec.whatwg.org/#resolve-an-imports-match"""
    for specifier in sorted(entries, reverse=True):
        url = entries[specifier]
        if specifier == key:
            if url is None:
                raise ModuleNotFound(f"The import map blocks the specifier '{key}'.")
            return url
        if specifier.endswith("/") and key.startswith(specifier) and (as_url is None or "//" in as_url):
            resolved = parse_url(key[len(specifier) :], url) if url is not None else None
            if resolved is None:
                raise ModuleNotFound(f"The import map blocks the specifier '{key}'.")
            return resolved
    return None


def url_like_specifier(specifier: str, base: str) -> str | None:
    """https://html.spec.whatwg.org/#resolving-a-url-like-module-specifier"""
    if specifier.startswith(("/", "./", "../")):
        return parse_url(specifier, base)
    return parse_url(specifier)
