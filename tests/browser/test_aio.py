"""`browser.aio`: the same pages, awaited; and the waiting API inside a running loop."""

import asyncio
import doctest
from collections.abc import Iterator

import pytest

import browser.page
from browser import aio, open_page
from browser.page_core import ElementNotFound, NavigationError, ScriptFailure
from tests.serving import Answering, serving


def test_examples() -> None:
    for module in (aio, browser.page):
        outcome = doctest.testmod(module)
        assert outcome.attempted and outcome.failed == 0


def test_its_methods_are_those_of_the_waiting_page() -> None:
    def names(cls: type) -> set[str]:
        return {name for name in dir(cls) if not name.startswith("_")}

    assert names(aio.Page) == names(browser.page.Page)


def test_pages_take_turns_with_coroutines() -> None:
    async def main() -> list[int]:
        ticks: list[int] = []

        async def tick() -> None:
            while True:
                ticks.append(1)
                await asyncio.sleep(0.001)

        other = asyncio.create_task(tick())
        async with await aio.open_page() as page:
            await page.set_content(
                "<script>let n = 0; setInterval(() => { for (let i = 0; i < 1e6; i++) n++ }, 1)</script>"
            )
            await page.settle()
        other.cancel()
        return ticks

    assert len(asyncio.run(main())) > 3


def test_values_and_errors() -> None:
    async def main() -> None:
        async with await aio.open_page() as page:
            assert await page.evaluate("(a) => new Promise((r) => setTimeout(r, 1000, a + 1))", 41) == 42
            await page.set_content(
                "<input><p id=out></p><script>document.querySelector('input').oninput = (e) => { out.textContent = e.target.value }</script>"
            )
            await page.type("input", "Ada")
            assert page.text("#out") == "Ada" and page.errors == []
            with pytest.raises(ElementNotFound):
                await page.dispatch_click("video")
            with pytest.raises(ScriptFailure, match="no"):
                await page.evaluate("Promise.reject(new Error('no'))")
            with pytest.raises(NavigationError):
                await page.goto("http://127.0.0.1:9/")

    asyncio.run(main())


def test_cancelling_leaves_a_page_that_works() -> None:
    async def main() -> None:
        async with await aio.open_page(real_time=True) as page:
            await page.set_content("<p>x")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(page.evaluate("new Promise(() => setTimeout(() => {}, 1e5))"), 0.05)
            assert await page.evaluate("document.querySelector('p').textContent") == "x"

    asyncio.run(main())


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(Answering):
        def do_GET(self) -> None:
            self.answer("text/html", b"<p>served</p>")

    with serving(Handler) as origin:
        yield f"{origin}/"


def test_answers_of_servers_wake_it(server: str) -> None:
    async def text() -> str:
        async with await aio.open_page(server) as page:
            return page.text("p")

    async def main() -> list[str]:
        return await asyncio.gather(*[text() for _ in range(3)])

    assert asyncio.run(main()) == ["served"] * 3


def test_the_waiting_page_works_inside_a_running_loop() -> None:
    async def main() -> str:
        with open_page() as page:
            page.set_content("<script>setTimeout(() => document.body.append('late'), 10)</script>")
            page.settle()
            return page.text("body")

    assert asyncio.run(main()).endswith("late")
