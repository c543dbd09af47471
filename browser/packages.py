"""The packages that pages need, which the engine does without: the extra `page` of pyproject.toml"""

import sys
from functools import cache

PACKAGES = ("ada_url", "cssselect", "tinycss2", "webencodings")


@cache
def check_packages() -> None:
    """Say at once what is missing: each is imported when something asks for it, perhaps a script."""
    for name in PACKAGES:
        # As importlib.util.find_spec does, whose module takes longer to import than all of this.
        if not any(finder.find_spec(name, None) for finder in sys.meta_path):
            raise ModuleNotFoundError(
                f"pages need the package {name}, which is not installed: pip install 'whipsnake[page]'", name=name
            )
