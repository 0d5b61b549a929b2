"""P1, P2, P12: the list of résumés, the token check, the statements of a list."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from e2e.bench.figures import in_turn, report, requests_per_second
from e2e.bench.statements import count_statements
from e2e.pair import Person, running
from scripts.launch.instance import ROOT

RESUMES = 20
TEXT = "Ada Example\nada@example.com\n\nExperience\nDeveloper at Example Works, 2019 - 2022\n"
BENCH_WEB = {
    "resume-web": (
        sys.executable,
        "-m",
        "gunicorn",
        "-w",
        "1",
        "--threads",
        "4",
        "e2e.bench.project.wsgi:application",
    )
}
BENCH_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "e2e.bench.project.settings",
    "PYTHONPATH": str(ROOT),
    "THROTTLES": "off",
    "LOG_LEVEL": "INFO",
}


def main() -> None:
    """Print the rows."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running(
            Path(folder),
            parts=("resume-web",),
            per_service={"resume": BENCH_ENVIRONMENT},
            commands=BENCH_WEB,
        ) as pair,
    ):
        person = Person(pair)
        for number in range(RESUMES):
            person.upload(TEXT.encode() + str(number).encode(), f"cv {number}.txt")
        _print_rates(pair.instance.resume_url, person)
    for size, statements in count_statements().items():
        report(
            "P12", f"SQL statements of a page of {size}", str(statements), "equal, at most 3", ""
        )


def _print_rates(base: str, person: Person) -> None:
    token = {"Authorization": f"Bearer {person.access}"}
    paths = {
        "ours": "/api/resumes?page_size=20",
        "bare": f"/bench/bare/{person.user_id}",
        "plain": "/bench/plain?page_size=20",
        "guarded": "/bench/guarded",
        "unguarded": "/bench/unguarded",
    }
    rates = in_turn(
        {
            name: lambda path=path: requests_per_second(base + path, token)  # type: ignore[misc]
            for name, path in paths.items()
        }
    )
    sides = {name: f"{rate:.0f}/s" for name, rate in rates.items()}
    report(
        "P1",
        "list of 20 against a bare JsonResponse",
        f"{rates['ours'] / rates['bare']:.2f}×",
        "at least 0.90×",
        f"{sides['ours']} : {sides['bare']}",
    )
    report(
        "P1",
        "list of 20 against a plain ModelViewSet",
        f"{rates['ours'] / rates['plain']:.2f}×",
        "at least 2×",
        f"{sides['ours']} : {sides['plain']}",
    )
    report(
        "P2",
        "a view with the token check against without",
        f"{rates['guarded'] / rates['unguarded']:.2f}×",
        "at least 0.95×",
        f"{sides['guarded']} : {sides['unguarded']}",
    )


if __name__ == "__main__":
    main()
