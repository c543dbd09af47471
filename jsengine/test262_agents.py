"""`$262.agent` of test262: agents on threads of their own, and memory shared between them.

https://github.com/tc39/test262/blob/main/INTERPRETING.md#host-defined-functions
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue

from jsengine._kernel import Context, Handle, ScriptError, Terminated

Functions = Mapping[str, Callable[..., object]]

SLICE = 0.02
"""Seconds that a blocked thread needs at most to see that the test is over."""


def text_of(value: object) -> str:
    """What String() makes of a primitive."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Handle):
        return "[object Object]"
    return "undefined" if value is None else str(value)


class _Agent(threading.Thread):
    """An agent that is not the main one."""

    def __init__(self, agents: "Agents", text: str) -> None:
        super().__init__(daemon=True)
        self.agents = agents
        self.text = text
        self.inbox: SimpleQueue[tuple[object, object]] = SimpleQueue()
        self.context: Context | None = None
        self.over = False
        """Whether it takes no broadcasts any more."""

    def run(self) -> None:
        agents = self.agents
        context = self.context = agents.new_context()
        context.define_test262_host()
        functions: Functions = {
            "receiveBroadcast": self.receive_broadcast,
            "report": agents.report,
            "leaving": self.leaving,
        }
        agents.install(context, functions)
        try:
            context.eval(self.text, "agent")
            context.run_jobs()
            while not agents.closed and context.wait_for_notification(SLICE):
                context.run_jobs()
        except (ScriptError, Terminated) as ended:
            agents.failures.append(str(ended))
        finally:
            self.over = True
            self.context = None
            context.close()

    def receive_broadcast(self, callback: Handle) -> None:
        """Wait for a broadcast, then call back."""
        while not self.agents.closed:
            try:
                memory, identifier = self.inbox.get(timeout=SLICE)
            except Empty:
                continue
            assert self.context is not None
            callback(self.context.adopt(memory), identifier)
            return

    def leaving(self) -> None:
        """The agent says that it has nothing more to do."""


class Agents:
    """The agents of one test."""

    def __init__(self, context: Context, time_limit: float, memory_limit: int) -> None:
        self.context = context
        self.limits = (time_limit, memory_limit)
        self.members: list[_Agent] = []
        self.reports: deque[str] = deque()
        self.failures: list[str] = []
        self.closed = False
        functions: Functions = {"start": self.start, "broadcast": self.broadcast, "getReport": self.get_report}
        self.install(context, functions)

    def new_context(self) -> Context:
        """The heap and realm of one more agent."""
        return Context(time_limit=self.limits[0], memory_limit=self.limits[1])

    def install(self, context: Context, functions: Functions) -> None:
        """Define `$262.agent` with these functions and those that all agents have."""
        agent = context.eval("$262.agent = {}")
        assert isinstance(agent, Handle)
        for name, function in {**functions, "sleep": self.sleep, "monotonicNow": self.monotonic_now}.items():
            agent.set(name, function)

    def start(self, text: str) -> None:
        """Run a script in an agent of its own."""
        member = _Agent(self, text)
        self.members.append(member)
        member.start()

    def broadcast(self, buffer: Handle, identifier: object = None) -> None:
        """Give a SharedArrayBuffer to all agents; returns when they have it."""
        memory = self.context.share(buffer)
        for member in self.members:
            member.inbox.put((memory, identifier))
        while any(not member.inbox.empty() and not member.over for member in self.members):
            time.sleep(0.001)

    def report(self, value: object) -> None:
        """Leave a text for the main agent."""
        self.reports.append(text_of(value))

    def get_report(self) -> str | None:
        """The oldest report, if there is one."""
        return self.reports.popleft() if self.reports else None

    def sleep(self, milliseconds: float) -> None:
        """Let the other agents run."""
        time.sleep(milliseconds / 1000)

    def monotonic_now(self) -> float:
        """In milliseconds."""
        return time.monotonic() * 1000

    def close(self) -> None:
        """End what still runs."""
        self.closed = True
        for member in self.members:
            context = member.context
            if context is not None:
                context.terminate()
        for member in self.members:
            member.join()
