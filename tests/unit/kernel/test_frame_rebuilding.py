"""Frames made of flat values, as where optimised code leaves inlined calls: they go on as if they had made the calls.

A script calls `again()`, which copies the values of the frames that run, makes other frames of them, and runs those to
their end. In the copy `again()` returns its number, so that scripts can tell the two apart, and 0 in the script itself,
which goes on afterwards; what both write to the heap is seen by both.
"""

from collections.abc import Callable

import pytest

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context, ScriptError, Terminated
from jsengine.modes import available_modes

THRESHOLDS = {"interpreter": 999_999_999, "baseline": 0, "growing warm": 3}
NAMES = [mode.name for mode in available_modes()]
MODES = [name for name in ("jitless", *THRESHOLDS) if name in NAMES or (name == "growing warm" and "baseline" in NAMES)]


class Copies:
    """A context whose scripts have `again`, and what the copies came to."""

    def __init__(self, mode: str, stress: bool) -> None:
        self.context = Context(jitless=True) if mode == "jitless" else Context(jit_threshold=THRESHOLDS[mode])
        self.stress = stress
        self.results: list[object] = []
        self._wanted = 0
        self._number = 0
        self.define(self.again)

    def define(self, function: Callable[[], object]) -> None:
        """Make a function of the test a global of the scripts."""
        self.context.define_global(function.__name__, function)

    def again(self) -> int:
        """Where copies are wanted still, runs one."""
        if self._wanted == 0:
            return self._number
        self._wanted -= 1
        here = self._number
        self._number += 1
        try:
            self.results.append(self.context.run_frames_again())
        except ScriptError as error:
            self.results.append(f"threw {error}")
        self._number = here
        return here

    def run(self, body: str, copies: int = 1) -> object:
        """What the body of a function comes to in the script itself. A first run without copies warms it."""
        self.context.eval(f"function main() {{\n{body}\n}}")
        expected = self.context.eval("main()")
        if self.stress:
            self.context.set_stress(1)
        self._wanted = copies
        assert self.context.eval("main()") == expected
        self.context.set_stress(0)
        self.context.verify()
        return expected


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    """How the engine runs."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["", "stress"])
def copies(mode: str, request: pytest.FixtureRequest) -> Copies:
    """Each way of running, without and with a collection at every allocation."""
    return Copies(mode, bool(request.param))


TWO_FRAMES = """
    function inner(a, b) { let t = a * 10; t += again() * 1000; return t + b }
    function outer(x) { let y = x + 1; let z = 5 + inner(y, 7); return [z, y, x].join() }
    return outer(1) + "!";
"""


def test_a_result_goes_into_the_register_of_the_call(copies: Copies) -> None:
    assert copies.run(TWO_FRAMES) == "32,2,1!"
    assert copies.results == ["1032,2,1!"]


def test_copies_of_copies(copies: Copies) -> None:
    copies.run(TWO_FRAMES, 3)
    assert copies.results == ["3032,2,1!", "2032,2,1!", "1032,2,1!"]


def test_what_the_inner_frame_throws_is_caught_outside(copies: Copies) -> None:
    result = copies.run("""
        let log = [];
        function inner(a) { try { if (again()) throw [a] } finally { log.push("finally") } return "returned" }
        function middle(a) { let result = inner(a + 1); log.push("middle"); return result }
        function outer(a) { try { return middle(a + 1) } catch (e) { return "caught " + (a + e[0]) } }
        let result = outer(1);
        return result + " " + log.splice(0).join();
    """)
    assert result == "returned finally,middle"
    assert copies.results == ["caught 4 finally"]


def test_what_nobody_catches_leaves_the_copy_only(copies: Copies) -> None:
    result = copies.run("""
        function inner() { if (again()) null.x; return 1 }
        function outer() { return inner() + 1 }
        return outer();
    """)
    assert result == 2
    assert copies.results == ["threw TypeError: Cannot read properties of null (reading 'x')"]


def test_stack_traces_show_all_frames(copies: Copies) -> None:
    copies.run("""
        function trace() { return new Error().stack.split("\\n").slice(1, 4).map(line => line.trim()).join() }
        function inner() {
            again();
            return trace();
        }
        function outer() {
            return "" +
                inner();
        }
        return outer();
    """)
    names = "at trace (<anonymous>:3:35),at inner (<anonymous>:6:20),at outer (<anonymous>:10:17)"
    assert copies.results == [names]


def test_generators_collections_and_polls_see_all_frames(copies: Copies) -> None:
    stacks: list[str] = []

    def look() -> None:
        copies.context.collect()
        stacks.append(" ".join(name for name, *_ in copies.context.call_stack()))

    copies.define(look)
    copies.run("""
        function* counter() { for (let i = 0; i < 200; i++) { if (i == 100) look(); yield { i } } }
        function inner(from) {
            let kept = { from };
            let sum = again() * 1e6;
            for (const { i } of counter()) sum += i;
            return sum + kept.from;
        }
        function outer(from) { let kept = [from]; return inner(from + 1) + kept[0] / 2 }
        return outer(1);
    """)
    assert copies.results == [1_019_902.5]
    # The run without copies, the copy, and the script below it.
    assert [len(stack.split()) for stack in stacks] == [4, 7, 4]
    assert all(stack.startswith("counter inner outer main") for stack in stacks)


def test_constructors_give_their_this(copies: Copies) -> None:
    result = copies.run("""
        class Base { constructor(x) { this.x = x + again(); this.target = new.target.name } }
        class Derived extends Base { y = 2; constructor(x) { super(x + 1); this.z = 3 } }
        function Old(x) { this.derived = new Derived(x); return 1 }
        let { x, y, z, target } = new Old(10).derived;
        return [x, y, z, target].join();
    """)
    assert result == "11,2,3,Derived"
    assert copies.results == ["12,2,3,Derived"]


def test_calls_with_opcodes_of_their_own(copies: Copies) -> None:
    result = copies.run("""
        let mine = {
            push(x) { return x + again() },
            get(x) { return this.push(x) + 1 },
            floor(x) { return this.get(x) + 1 },
        };
        let list = [1, 2].map(x => mine.floor(x * 10));
        return ((parts, x) => parts.raw.join("-") + x)`a${list}b`;
    """)
    assert result == "a-b12,22"
    assert copies.results == ["a-b13,23"]


def test_more_and_fewer_arguments_than_parameters(copies: Copies) -> None:
    result = copies.run("""
        function few(a, b, c) { let n = again(); return [a, n, b, c].join("|") }
        function many(a) { let given = few(1); return [a, given, arguments.length, arguments[2]].join() }
        function rest(a, ...others) { return many(a, 8, 9) + others }
        return rest(1, 2, 3);
    """)
    assert result == "1,1|0||,3,92,3"
    assert copies.results == ["1,1|1||,3,92,3"]


def test_wide_instructions(copies: Copies) -> None:
    many = "x.p;" * 22_000  # slots of feedback, so that the numbers of those behind need 32 bits
    result = copies.run(f"""
        let x = {{ p: 1 }};
        function inner(a) {{ return a + again() }}
        function outer(a) {{ if (a < 0) {{ {many * 3} }} let before = a; return inner(a + 1) + before }}
        return outer(10);
    """)
    assert result == 21
    assert copies.results == [22]


def test_frames_that_wait_in_loops_go_on_in_machine_code(copies: Copies) -> None:
    result = copies.run("""
        function inner(i) { let sum = 0; for (let k = 0; k < 20; k++) sum += i == 7 && k == 7 ? again() : 1; return sum }
        function outer() { let all = ""; for (let i = 0; i < 20; i++) all += inner(i) + " "; return all }
        return outer();
    """)
    assert result == "20 " * 7 + "19 " + "20 " * 12
    assert copies.results == ["20 " * 20]


def test_a_generator_and_an_async_function_below(copies: Copies) -> None:
    result = copies.run("""
        function inner(x) { return x + again() }
        function* outer() { let a = yield inner(1); yield a + inner(1) }
        let steps = outer();
        return [steps.next().value, steps.next(5).value].join();
    """)
    assert result == "1,6"
    # The copy was of the generator's frame, as resumed first: what it yielded.
    assert copies.results == [2]
    copies.run("""
        globalThis.settled = [];
        function inside(x) { return x + again() }
        async function outside() { let y = inside(1); settled.push(y); return y }
        outside();
    """)
    assert copies.context.eval("settled.join()") == "2,1"


def test_many_frames(copies: Copies) -> None:
    result = copies.run("""
        function down(n) { return n == 0 ? again() * 1000 : down(n - 1) + n }
        return down(60);
    """)
    assert result == 1830
    assert copies.results == [2830]


def test_frames_that_find_no_room_throw_from_the_call(mode: str) -> None:
    copies = Copies(mode, stress=False)
    copies.run("""
        let deepest = 0, n = 0;
        function measure() { n++; measure() }
        try { measure() } catch {}
        function down(left) { return left == 0 ? again() : down(left - 1) }
        function outer() { try { return "found room " + down(n / 3 * 2 | 0) } catch (e) { return e.name } }
        return outer();
    """)
    assert copies.results == ["RangeError"]


def test_a_termination_passes_through(mode: str) -> None:
    copies = Copies(mode, stress=False)
    copies.define(copies.context.terminate)
    with pytest.raises(Terminated):
        copies.run("""
            function inner() { try { if (again()) terminate(); for (let i = 0; i < 9; i++); } catch {} return 1 }
            function outer() { try { return inner() } finally { } }
            return outer();
        """)
    assert copies.context.eval("1 + 1") == 2
    assert copies.context.call_stack() == []


def test_only_where_scripts_run(context: Context) -> None:
    with pytest.raises(RuntimeError, match="no JavaScript runs"):
        context.run_frames_again()
