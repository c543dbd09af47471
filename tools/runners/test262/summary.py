"""What a run came to: the score, by folder, by feature."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.runners.report import Tallies, Tally
from tools.runners.test262.judge import Verdict
from tools.runners.test262.plan import Plan, Variant

FOLDER_DEPTH = {"language": 2, "built-ins": 2, "annexB": 2, "intl402": 2, "staging": 2, "harness": 1}


def folder_of(path: str) -> str:
    """The folder under which a test is counted."""
    parts = path.split("/")[:-1]
    return "/".join(parts[: FOLDER_DEPTH.get(parts[0], 1)]) if parts else "."


@dataclass
class Summary:
    """Counts of one run."""

    score: Tally = field(default_factory=Tally)
    apart: Tally = field(default_factory=Tally)
    statuses: dict[str, int] = field(default_factory=dict)
    areas: Tallies = field(default_factory=Tallies)
    folders: Tallies = field(default_factory=Tallies)
    features: Tallies = field(default_factory=Tallies)

    @classmethod
    def of(cls, results: Sequence[tuple[Variant, Verdict]]) -> "Summary":
        """Counts results."""
        summary = cls()
        for variant, verdict in results:
            passed = verdict.status == "pass"
            (summary.apart if variant.apart else summary.score).add(passed)
            summary.statuses[verdict.status] = summary.statuses.get(verdict.status, 0) + 1
            if not variant.apart:
                summary.areas.add([variant.path.split("/")[0]], passed)
                summary.folders.add([folder_of(variant.path)], passed)
            summary.features.add(variant.meta.features, passed)
        return summary

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return self.score.passed < self.score.total or self.apart.passed < self.apart.total

    def print_failures(self, results: Sequence[tuple[Variant, Verdict]]) -> None:
        """One line for each failure."""
        for variant, verdict in results:
            if verdict.status != "pass":
                print(f"{verdict.status} {variant.key}: {verdict.message}")

    def print(self, plan: Plan, seconds: float) -> None:
        """Prints tables and, last, the score."""
        self.features.print("features not whole", only_failing=True)
        self.folders.print("folders not whole", only_failing=True)
        self.areas.print("areas")
        print()
        for reason, count in sorted(plan.left_out.items()):
            print(f"left out: {count} tests: {reason}")
        for line in plan.broken:
            print(f"unreadable: {line}")
        if self.apart.total:
            print(f"set apart: {self.apart.passed} of {self.apart.total} ({self.apart.percent:.2f} %)")
        kinds = ", ".join(f"{count} {status}" for status, count in sorted(self.statuses.items()))
        print(
            f"score: {self.score.passed} of {self.score.total} ({self.score.percent:.2f} %); {kinds}; {seconds:.1f} s"
        )

    def as_json(self, results: Sequence[tuple[Variant, Verdict]], plan: Plan, seconds: float) -> dict[str, object]:
        """The whole report."""
        return {
            "suite": "test262",
            "passed": self.score.passed,
            "total": self.score.total,
            "percent": round(self.score.percent, 3),
            "apart": {"passed": self.apart.passed, "total": self.apart.total},
            "seconds": round(seconds, 1),
            "statuses": self.statuses,
            "left_out": plan.left_out,
            "broken": plan.broken,
            "areas": self.areas.as_json(),
            "folders": self.folders.as_json(),
            "features": self.features.as_json(),
            "failures": {
                variant.key: [verdict.status, verdict.message]
                for variant, verdict in results
                if verdict.status != "pass"
            },
        }
