"""What `whipsnake run` tells of exceptions that nobody caught."""

from pathlib import Path

import pytest

from tests.conftest import RunCommand

CASES = {
    "let f = (x) => {\n\treturn x.y.z;\n};\nf({});\n": """\
case.js:2:13
\treturn x.y.z;
\t           ^

TypeError: Cannot read properties of undefined (reading 'z')
    at f (case.js:2:13)
    at case.js:4:1
""",
    "throw 'text'": "Uncaught 'text'\n",
    "throw null": "Uncaught null\n",
    "throw undefined": "Uncaught undefined\n",
    "throw { a: 1 }": "Uncaught { a: 1 }\n",
    "Promise.reject(5); console.log('goes on')": "Uncaught (in promise) 5\n",
    "import './x.mjs'": """\
case.js:1:1
import './x.mjs'
^

SyntaxError: Cannot use import statement outside a module

Files that import and export are modules: name them .mjs, or pass --module.
""",
    "let 1": "case.js:1:5\nlet 1\n    ^\n\nSyntaxError: Unexpected number\n",
    "throw Object.assign(new RangeError('far'), { code: 7, cause: 'none' })": """\
case.js:1:21
throw Object.assign(new RangeError('far'), { code: 7, cause: 'none' })
                    ^

RangeError: far
    at case.js:1:21 {
  code: 7,
  cause: 'none'
}
""",
    "const e = new Error('m'); e.stack = 'Error: m\\n    at /etc/passwd:1:1'; throw e": "Error: m\n    at /etc/passwd:1:1\n",
    "const e = new Error('m'); e.stack = 'Error: m\\n    at case.js:99:1'; throw e": "Error: m\n    at case.js:99:1\n",
    "throw { get [Symbol.toStringTag]() { for (;;); } }": "Uncaught #<Object>\n",
}


@pytest.mark.parametrize("text", CASES, ids=range(len(CASES)))
def test_report(text: str, tmp_path: Path, whipsnake: RunCommand) -> None:
    (tmp_path / "case.js").write_text(text)
    done = whipsnake("run", "--time-limit", "2", "case.js", cwd=tmp_path)
    assert (done.status, done.stderr) == (1, CASES[text])


def test_modules(tmp_path: Path, whipsnake: RunCommand) -> None:
    (tmp_path / "main.js").write_text("import { f } from './other.js';\nf();\n")
    (tmp_path / "other.js").write_text("export function f() {\n  throw new Error('inside');\n}\n")
    done = whipsnake("run", "--module", "main.js", cwd=tmp_path)
    assert done.status == 1
    assert done.stderr.startswith(
        "other.js:2:9\n  throw new Error('inside');\n        ^\n\nError: inside\n    at f (other.js:2:9)\n"
    )
    (tmp_path / "other.js").write_text("export const five; 5")
    done = whipsnake("run", "--module", "main.js", cwd=tmp_path)
    assert done.status == 1
    assert (
        done.stderr
        == "other.js:1:14\nexport const five; 5\n             ^\n\nSyntaxError: Missing initializer in const declaration\n"
    )
