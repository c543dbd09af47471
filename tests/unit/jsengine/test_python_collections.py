"""CPython's searches for cycles: small while a script runs, as always when none does."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from jsengine import Context

MOST_SEEN = 400_000
"""Objects of a search in a script: what it may see, and what a busy test session makes besides."""


class Ring:
    """A cycle of Python objects, as a small tree of nodes is one."""

    def __init__(self) -> None:
        self.ring = self


class Searches:
    """How many objects each search of all went through, as `gc.callbacks` sees it."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.in_script = False
        self.of_script: list[int] = []

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            count = len(gc.get_objects())
            (self.of_script if self.in_script else self.seen).append(count)


@pytest.fixture
def searches() -> Iterator[Searches]:
    gc.collect()
    searches = Searches()
    gc.callbacks.append(searches)
    thresholds = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield searches
    gc.set_threshold(*thresholds)
    gc.callbacks.remove(searches)
    gc.collect()


def script_that_makes(count: int, kept: list[Ring], searches: Searches, drop: bool = False) -> None:
    with Context() as js:

        def make() -> None:
            searches.in_script = True
            for _ in range(count):
                ring = Ring()
                if not drop:
                    kept.append(ring)
            searches.in_script = False

        js.globals.make = make
        js.eval("make()")


def test_searches_in_a_script_are_small(searches: Searches) -> None:
    before = [Ring() for _ in range(500_000)]
    kept: list[Ring] = []
    script_that_makes(300_000, kept, searches)
    assert searches.of_script and max(searches.of_script) < MOST_SEEN
    assert len(before) + len(kept) == 800_000 and gc.get_freeze_count() == 0


def test_young_garbage_of_a_script_dies_while_it_runs(searches: Searches) -> None:
    with Context() as js:
        reference = weakref.ref(Ring())

        def make() -> None:
            rings = [Ring() for _ in range(200_000)]
            assert rings and reference() is None

        js.globals.make = make
        js.eval("make()")


def test_old_garbage_of_a_script_dies_when_there_is_as_much_again(searches: Searches) -> None:
    with Context() as js:
        old: list[Ring] = []
        alive: list[int] = []

        def make() -> None:
            old.extend(Ring() for _ in range(300_000))
            reference = weakref.ref(old[0])
            old.clear()
            for _ in range(80):
                kept = [Ring() for _ in range(100_000)]
                alive.append(reference() is not None)
                kept.clear()

        js.globals.make = make
        js.eval("make()")
        assert alive[0] and not alive[-1]


def test_a_host_s_own_search_is_whole(searches: Searches) -> None:
    with Context() as js:
        ring = Ring()
        reference = weakref.ref(ring)
        found: list[bool] = []

        def make() -> None:
            nonlocal ring
            rings = [Ring() for _ in range(300_000)]
            del ring
            gc.collect()
            found.append(reference() is None and len(rings) > 0)

        js.globals.make = make
        js.eval("make()")
        assert found == [True]


def test_the_next_script_begins_with_the_search_that_was_put_off(searches: Searches) -> None:
    kept: list[Ring] = []
    script_that_makes(400_000, kept, searches)
    reference = weakref.ref(kept[0])
    kept.clear()
    seen = len(searches.seen)
    with Context() as js:
        js.eval("1")
    assert len(searches.seen) == seen + 1 and reference() is None


def test_what_a_host_froze_stays_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    try:
        with Context() as js:
            kept: list[Ring] = []
            js.globals.make = lambda: kept.extend(Ring() for _ in range(300_000))
            js.eval("make()")
        assert gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
