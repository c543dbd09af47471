"""Work that waits in between, whoever does the waiting: a thread that sleeps, or a coroutine.

It is a generator: each time it yields, the number says for how many seconds at most it has nothing to do unless another
thread brings something; 0 says that this is a good place for others to go on.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Waiting = Generator[float, None, T]
