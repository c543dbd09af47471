"""A crash, a hang or an exit costs one job."""

import os
import signal
import time
from collections.abc import Callable

from tools.runners.pool import Lost, PoolOptions, Unavailable, run_jobs, why_unavailable


def make_work() -> Callable[[str], str]:
    def work(job: str) -> str:
        if job.startswith("crash"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if job.startswith("exit"):
            os.write(2, b"last words\n")
            os._exit(3)
        if job.startswith("hang"):
            time.sleep(60)
        return f"{job} by {os.getpid()}"

    return work


def run(jobs: list[str], options: PoolOptions) -> dict[str, str | Lost]:
    results = dict(run_jobs(jobs, make_work, options))
    assert len(results) == len(jobs)
    return results


def test_a_lost_worker_costs_one_job() -> None:
    jobs = [f"job{i}" for i in range(40)]
    jobs[3:3] = ["crash1"]
    jobs[10:10] = ["hang1"]
    jobs[20:20] = ["exit1"]
    results = run(jobs, PoolOptions(jobs=2, timeout=5))
    lost = {job: result for job, result in results.items() if isinstance(result, Lost)}
    assert lost.keys() == {"crash1", "hang1", "exit1"}
    assert lost["crash1"].status == "crash"
    assert "SIGSEGV" in lost["crash1"].message
    assert lost["hang1"].status == "timeout"
    assert lost["exit1"].status == "crash"
    assert "exited with status 3\nlast words" in lost["exit1"].message


def test_workers_are_replaced_after_so_many_jobs() -> None:
    results = run([f"job{i}" for i in range(20)], PoolOptions(jobs=1, recycle=5))
    assert len({str(result).split()[-1] for result in results.values()}) == 4


def test_no_jobs() -> None:
    assert run([], PoolOptions()) == {}


def test_what_cannot_be_loaded_is_one_sentence() -> None:
    def missing() -> None:
        raise Unavailable("there is no engine")

    assert why_unavailable(make_work) == ""
    assert why_unavailable(missing) == "there is no engine"
    assert "killed by SIGKILL" in why_unavailable(lambda: os.kill(os.getpid(), signal.SIGKILL))
