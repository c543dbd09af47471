"""Contexts for the tests of the kernel."""

from collections.abc import Iterator

import pytest

from jsengine._kernel import Context
from tools.build.native import missing_functions


@pytest.fixture
def context() -> Iterator[Context]:
    """A context without limits."""
    missing = missing_functions()
    if missing:
        pytest.skip(f"the kernel lacks {len(missing)} functions, such as {missing[0]}")
    made = Context()
    yield made
    made.close()
