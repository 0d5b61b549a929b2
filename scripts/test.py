"""Run all tests (`make test`): first on what is embedded, then on private servers.

With REQUIRE_ALL=1 everything that could not be exercised is a failure.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.testing import servers, suites
from scripts.testing.suites import Result

EMBEDDED = "SQLite + disk"
ALONE = "no server"


def main() -> int:
    """Run every suite and end with a table; return 1 when anything failed."""
    present = [suite for suite in suites.SUITES if suite.present()]
    missing = {
        suite.name: f"{suite.program} is not installed" for suite in present if not suite.runnable()
    }
    chosen = [suite for suite in present if suite.runnable()]
    with tempfile.TemporaryDirectory(prefix="pair-tests-") as folder:
        scratch = Path(folder)
        results = [suites.run(suite, label(suite), {}, scratch) for suite in chosen]
        with servers.started() as running:
            for suite in chosen:
                if suite.pure is not None and running.backends:
                    variables = running.variables(suite.databases)
                    results.append(suites.run(suite, running.describe(), variables, scratch))
    missing |= running.missing
    print_table(results)
    print_servers(running, missing)
    return verdict(results, missing)


def label(suite: suites.Suite) -> str:
    """Name what a suite uses when no server runs."""
    return ALONE if suite.pure is None else EMBEDDED


def print_table(results: list[Result]) -> None:
    """Print one line for each run of a suite."""
    print(f"\n{'suite':<16}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}  with")
    for result in results:
        counts = f"{result.passed:>8}{result.failed:>8}{len(result.skipped):>9}"
        print(f"{result.suite:<16}{counts}{result.seconds:>9.1f}  {result.backends}")


def print_servers(running: servers.Servers, missing: Mapping[str, str]) -> None:
    """Say which servers were exercised, and why others were not."""
    print()
    for backend in running.backends:
        print(f"{backend.name:<10}exercised      {backend.program}")
    for name, reason in missing.items():
        print(f"{name:<10}not exercised  {reason}")


def verdict(results: list[Result], missing: Mapping[str, str]) -> int:
    """Print the last line and return the exit status."""
    failed = [f"{result.suite} ({result.backends})" for result in results if result.status]
    skipped = sorted({reason for result in results for reason in result.skipped})
    for reason in skipped:
        print(f"skipped: {reason}")
    gaps = bool(skipped or missing)
    if failed:
        print(f"\nFAILED: {', '.join(failed)}")
        return 1
    if gaps and os.environ.get("REQUIRE_ALL") == "1":
        print("\nFAILED: not everything was exercised, and REQUIRE_ALL asks for all of it")
        return 1
    print("\nAll tests passed" + (", with the gaps named above." if gaps else "."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
