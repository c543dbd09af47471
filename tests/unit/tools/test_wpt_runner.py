"""Choosing pages, reading their consoles, scoring, and a run with a driver that fetches and answers by script."""

import json
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools.runners.wpt import main, score
from tools.runners.wpt.driver import CommandDriver, PageCrash
from tools.runners.wpt.pages import exists, find_pages, select

HARNESS = '<script src="/resources/testharness.js"></script>'

# Says what the page's own lines after `console:` say.
DRIVER = """\
import sys, time, os, socket
host, _, path = sys.argv[1].removeprefix("http://").partition("/")
name, _, port = host.partition(":")
with socket.create_connection((name, int(port))) as server:
    server.sendall(f"GET /{path} HTTP/1.0\\r\\nHost: {host}\\r\\n\\r\\n".encode())
    text = server.makefile(encoding="utf-8").read()
for line in text.partition("console:\\n")[2].splitlines():
    if line == "hang": time.sleep(60)
    if line == "abort": os.abort()
    print(line, flush=True)
"""


def crc(name: str) -> str:
    return f"{zlib.crc32(name.encode()):08x}"


def subtest(name: str, status: str) -> str:
    return "WPT-SUBTEST " + json.dumps({"name": name, "status": status, "message": ""})


DONE = 'WPT-DONE {"status": "ok", "message": ""}'


def make_suite(root: Path) -> Path:
    files = {
        "resources/testharness.js": "",
        "resources/page.html": HARNESS,
        "dom/whole.html": "\n".join([HARNESS, "console:", subtest("a", "pass"), subtest("b", "pass"), DONE]),
        "dom/half.html": "\n".join([HARNESS, "console:", subtest("a", "pass"), subtest("b", "fail"), DONE]),
        "dom/hangs.html": "\n".join([HARNESS, "console:", subtest("a", "pass"), "hang"]),
        "html/deep/crashes.html": "\n".join([HARNESS, "console:", subtest("a", "pass"), "abort"]),
        "html/no-harness.html": "",
        "html/x-manual.html": HARNESS,
        "html/variants.html": f'<meta name="variant" content="?1"><meta name="variant" content="?2">{HARNESS}',
        "html/b.any.js": "",
        "html/w.any.js": "// META: global=worker\n",
        "html/support/c.html": HARNESS,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_pages_of_a_suite(tmp_path: Path) -> None:
    suite = make_suite(tmp_path)
    pages = list(find_pages(suite))
    assert pages == [
        "dom/half.html",
        "dom/hangs.html",
        "dom/whole.html",
        "html/b.any.html",
        "html/variants.html?1",
        "html/variants.html?2",
        "html/deep/crashes.html",
    ]
    assert select(pages, ["dom", "html/v*"]) == [*pages[:3], *pages[4:6]]
    assert exists(suite, "html/b.any.html?1")
    assert exists(suite, "html/variants.html?1")
    assert not exists(suite, "html/gone.html")


def test_names_are_told_apart_without_the_port() -> None:
    assert score.identity("to 127.0.0.1:4711 and localhost:1") == crc("to HOST and HOST")


def test_counting_with_and_without_a_reference() -> None:
    result = score.read_console("p", ["noise", subtest("a", "pass"), subtest("b", "notrun"), DONE])
    assert result.harness == "ok"
    assert score.counted(result, None) == {crc("a"): "pass", crc("b"): "fail"}
    statuses = score.counted(result, frozenset({crc("a"), crc("missing")}))
    assert statuses == {crc("a"): "pass", crc("missing"): "fail"}
    assert score.page_score(statuses) == 0.5
    silent = score.read_console("p", [])
    assert score.counted(silent, None) == {"page": "timeout"}
    assert score.counted(silent, frozenset({crc("a")})) == {crc("a"): "timeout"}


def test_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = make_suite(tmp_path / "suite")
    script, output, expect = tmp_path / "driver.py", tmp_path / "out.json", tmp_path / "expect.txt"
    reference = tmp_path / "reference.json"
    script.write_text(DRIVER)
    pages = ["dom/half.html", "dom/hangs.html", "dom/whole.html", "html/deep/crashes.html"]
    reference.write_text(json.dumps({"tests": {page: {"ok": [crc("a"), crc("b")]} for page in pages}}))
    words = ["--suite", str(suite), "--jobs", "2", "--timeout", "4"]
    # Without what takes Python long to start: the machine may be busy.
    words += ["--driver", f"{sys.executable} -I -S {script} {{url}}"]
    words += ["--reference", str(reference), "--json", str(output), "--expect", str(expect)]
    assert main.main([*words, "--rebaseline"]) == 0
    # Whole 1, the others 1/2 each; the mean over pages.
    assert "score: 62.50 % over 4 pages, 1 of them whole" in capsys.readouterr().out
    data = json.loads(output.read_text())
    assert data["folders"] == {"dom": 66.67, "html/deep": 50.0}
    assert data["pages"]["html/deep/crashes.html"]["harness"] == "crash"
    text = expect.read_text()
    assert f"fail dom/half.html {crc('b')}\n" in text
    assert f"timeout dom/hangs.html {crc('b')}\n" in text
    assert f"crash html/deep/crashes.html {crc('b')}\n" in text
    expect.write_text(text.replace("?undiagnosed:", "scripted: The driver was told to."))
    assert main.main(words) == 0
    (suite / "dom/half.html").write_text((suite / "dom/half.html").read_text().replace("fail", "pass"))
    assert main.main(words) == 1
    assert "unexpected passes" in capsys.readouterr().out


def test_a_command_that_dies(tmp_path: Path) -> None:
    script = tmp_path / "driver.py"
    script.write_text("import os; print('one', flush=True); os.abort()")
    with pytest.raises(PageCrash, match="SIGABRT") as crash:
        CommandDriver(f"{sys.executable} {script} {{url}}").run("http://127.0.0.1/", 10.0)
    assert crash.value.lines == ["one"]


@pytest.mark.parametrize("driver", ["unheard", "command without an address"])
def test_an_unknown_driver_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], driver: str) -> None:
    assert main.main(["--suite", str(make_suite(tmp_path)), "--driver", driver]) == 2
    assert driver in capsys.readouterr().err


def test_a_driver_in_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PageHost:
        def run(self, url: str, timeout: float) -> list[str]:
            return [subtest("a", "pass"), DONE] if "whole" in url else []

    monkeypatch.setitem(sys.modules, "browser.page_host", SimpleNamespace(PageHost=PageHost))
    suite = str(make_suite(tmp_path))
    assert main.main(["--suite", suite, "--filter", "dom/whole.html"]) == 0
    assert main.main(["--suite", suite, "--filter", "dom/h*"]) == 1


def test_not_a_checkout(tmp_path: Path) -> None:
    assert main.main(["--suite", str(tmp_path)]) == 2
