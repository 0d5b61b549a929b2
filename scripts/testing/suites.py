"""The test suites, and how one of them is run."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scripts.backends.server import find_program
from scripts.launch.instance import ROOT

# What a developer has set for a running pair must not reach the tests.
SERVER_VARIABLES = ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL")
FOREIGN_PREFIXES = (
    "AWS_", "OPENAI_", "ANTHROPIC_", "GEMINI_", "OPENROUTER_", "LOCAL_LLM_", "JWT_", "RESUME_",
    "AI_", "THROTTLE", "DJANGO_", "BILLING_", "STRIPE_",
)  # fmt: skip
FOREIGN = (*SERVER_VARIABLES, "DEBUG", "ALLOWED_HOSTS", "CORS_ALLOWED_ORIGINS", "DATA_DIR")


@dataclass(frozen=True)
class Suite:
    """Tests that are run by one pytest process from one folder.

    `pure` names the parts that touch no database, broker, cache or storage; `None` means all.
    `databases` is whose DATABASE_URL the suite gets; `program` must be installed.
    """

    name: str
    folder: str
    paths: tuple[str, ...] = ("tests",)
    pure: tuple[str, ...] | None = ()
    databases: str = "tests"
    workers: int = 2
    program: str | None = None

    def present(self) -> bool:
        """Say whether the suite has tests."""
        return any((ROOT / self.folder / path).is_dir() for path in self.paths)

    def runnable(self) -> bool:
        """Say whether the program it needs is installed."""
        return self.program is None or find_program(self.program) is not None


SUITES = (
    Suite("scripts", ".", ("scripts/tests",), pure=None, workers=0),
    Suite("gateway", ".", ("gateway/tests",), pure=None, workers=0, program="nginx"),
    Suite("lexicon", "lexicon", pure=None),
    Suite("servicekit", "servicekit"),
    Suite("résumé service", "resume_management_service", pure=("extraction", "parsing")),
    Suite(
        "AI service",
        "ai_suggestion_service",
        pure=("llm", "matching", "rewriting", "rendering"),
    ),
    Suite("e2e", ".", ("e2e/tests",), databases="pair", workers=0),
)


@dataclass(frozen=True)
class Result:
    """What came out of one run of a suite; `skipped` holds the reasons."""

    suite: str
    backends: str
    status: int
    passed: int
    failed: int
    skipped: tuple[str, ...]
    seconds: float


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what configures a pair."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in FOREIGN and not name.startswith(FOREIGN_PREFIXES)
    }


def run(suite: Suite, backends: str, variables: Mapping[str, str], scratch: Path) -> Result:
    """Run a suite with these variables; against servers, leave its pure parts out."""
    data_dir = scratch / f"data-{suite.name}-{backends}".replace(" ", "-").replace("/", "-")
    data_dir.mkdir()
    report = data_dir / "report.xml"
    command = [sys.executable, "-m", "pytest", *suite.paths, "-q", "-ra", f"--junitxml={report}"]
    command += ["-n", str(suite.workers)] if suite.workers else []
    command += ["-W", "error", "-p", "no:django"] if suite.folder == "." else []
    if variables and suite.pure:
        command += [f"--ignore={path}/{part}" for path in suite.paths for part in suite.pure]
    environment = clean_environment() | {"DATA_DIR": str(data_dir)} | dict(variables)
    print(f"\n=== {suite.name}: {backends}", flush=True)
    started = time.monotonic()
    status = subprocess.run(command, cwd=ROOT / suite.folder, env=environment).returncode
    return read_report(report, suite.name, backends, status, time.monotonic() - started)


def read_report(report: Path, suite: str, backends: str, status: int, seconds: float) -> Result:
    """Count what pytest wrote; a run without a report has failed."""
    if not report.is_file():
        return Result(suite, backends, status or 1, 0, 1, (), seconds)
    cases = list(ElementTree.parse(report).iter("testcase"))
    skipped = [case.find("skipped") for case in cases]
    reasons = tuple(str(mark.get("message")) for mark in skipped if mark is not None)
    failed = sum(
        case.find("failure") is not None or case.find("error") is not None for case in cases
    )
    passed = len(cases) - failed - len(reasons)
    return Result(suite, backends, status, passed, failed, reasons, seconds)
