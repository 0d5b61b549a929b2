"""How the results of the suites are counted and judged."""

from pathlib import Path

import pytest

from scripts import test as runner
from scripts.backends.server import Backend
from scripts.testing import suites
from scripts.testing.servers import Servers
from scripts.testing.suites import Result

REPORT = """<testsuites><testsuite><testcase/><testcase><failure/></testcase>
<testcase><error/></testcase><testcase><skipped message="no server"/></testcase>
</testsuite></testsuites>"""


def result(status: int = 0, skipped: tuple[str, ...] = ()) -> Result:
    return Result("suite", "SQLite + disk", status, 1, 0, skipped, 0.1)


def test_a_report_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    counted = suites.read_report(report, "suite", "nothing", 1, 2.0)

    assert (counted.passed, counted.failed, counted.skipped) == (1, 2, ("no server",))


def test_a_run_without_a_report_has_failed(tmp_path: Path) -> None:
    counted = suites.read_report(tmp_path / "missing.xml", "suite", "nothing", 0, 2.0)

    assert (counted.status, counted.failed) == (1, 1)


@pytest.mark.parametrize(
    ("results", "missing", "require_all", "status"),
    [
        ([result()], {}, "1", 0),
        ([result()], {"broker": "not installed"}, "", 0),
        ([result()], {"broker": "not installed"}, "1", 1),
        ([result(skipped=("no OCR",))], {}, "", 0),
        ([result(skipped=("no OCR",))], {}, "1", 1),
        ([result(), result(status=1)], {}, "", 1),
    ],
)
def test_a_failure_fails_and_a_gap_fails_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch,
    results: list[Result],
    missing: dict[str, str],
    require_all: str,
    status: int,
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", require_all)

    assert runner.verdict(results, missing) == status


def test_no_setting_of_a_running_pair_reaches_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "AWS_STORAGE_BUCKET_NAME", "OPENAI_API_KEY", "RESUME_PORT"):
        monkeypatch.setenv(name, "leaked")

    assert "leaked" not in suites.clean_environment().values()


def test_a_suite_gets_its_own_database_and_e2e_one_for_each_service() -> None:
    own = {name: {"DATABASE_URL": f"mysql://{name}"} for name in ("tests", "resume", "ai")}
    running = Servers((Backend("database", "MariaDB", per_service=own),))

    assert running.variables("tests") == {"DATABASE_URL": "mysql://tests"}
    assert running.variables("pair") == {
        "RESUME_DATABASE_URL": "mysql://resume",
        "AI_DATABASE_URL": "mysql://ai",
    }
