"""The packages that pages need, which the engine does without: the extra `page` of pyproject.toml"""

from functools import cache
from importlib.util import find_spec

PACKAGES = ("ada_url", "cssselect", "tinycss2", "webencodings")


@cache
def check_packages() -> None:
    """Say at once what is missing: each is imported when something asks for it, perhaps a script."""
    for name in PACKAGES:
        if find_spec(name) is None:
            raise ModuleNotFoundError(
                f"pages need the package {name}, which is not installed: pip install 'whipsnake[page]'", name=name
            )
