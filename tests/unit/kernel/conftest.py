"""Contexts for the tests of the kernel."""

from collections.abc import Iterator

import pytest

from jsengine._kernel import Context


@pytest.fixture
def context() -> Iterator[Context]:
    """A context without limits."""
    made = Context()
    yield made
    made.close()
