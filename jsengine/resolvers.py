"""How modules are found: a function of the embedder, or a dict of texts."""

from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath

Resolver = Callable[[str, str | None], tuple[str, str]] | Mapping[str, str]
"""`resolver(specifier, referrer)` gives key and text; or texts by key."""

Loader = Callable[[str, str | None, str], tuple[str, str]]


def loader_of(resolver: Resolver) -> Loader:
    """The resolver as the kernel calls it: (specifier, referrer, type) to (key, text)."""
    if isinstance(resolver, Mapping):
        texts = resolver
        return lambda specifier, referrer, _: _look_up(texts, specifier, referrer)
    function = resolver
    return lambda specifier, referrer, _: function(specifier, referrer)


def _look_up(texts: Mapping[str, str], specifier: str, referrer: str | None) -> tuple[str, str]:
    key = specifier
    if specifier.startswith(("./", "../")):
        key = normpath(join(dirname(referrer or ""), specifier))
    if key not in texts:
        raise ImportError(f"there is no module {key!r}" + (f" (imported from {referrer!r})" if referrer else ""))
    return key, texts[key]
