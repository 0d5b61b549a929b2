"""R14: a file that crashes or exhausts the parser among 200: it alone fails, 199 finish.

Runs from the repository root: `python -m e2e.chaos.hostile_file`. Once for each fault, and once
with a real bomb, a PDF that takes all the time there is.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from e2e.attacks.parser.bombs import bombs  # noqa: E402
from e2e.chaos.fragile.parser import FAULTS  # noqa: E402
from e2e.pair import Person, running  # noqa: E402

FILES = 200
HOSTILE_AT = 60
BOMB = "rules_times_elements.html"
PATIENCE = 300.0
TEXT = (
    "Erika Example\nerika@example.com\n\nExperience\nClerk, Example Works, 2019 - 2022\n"
    "- Kept file {} of the archive\n"
)
FRAGILE = {
    "DJANGO_SETTINGS_MODULE": "e2e.chaos.fragile.settings",
    "PYTHONPATH": str(_ROOT),
    "THROTTLES": "off",
}


def main() -> None:
    """Print a line for each fault; exit with 1 when another file failed or one was lost."""
    bomb = next(data for name, data in bombs() if name == BOMB)
    hostile = [(fault.lower(), TEXT.format(fault).encode(), "cv.txt") for fault in FAULTS]
    hostile.append(("a bomb", bomb, "cv.html"))
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        running(
            Path(folder),
            parts=("resume-web", "resume-worker"),
            per_service={"resume": FRAGILE},
        ) as pair,
    ):
        person = Person(pair)
        held = [_row(person, *one, number) for number, one in enumerate(hostile)]
    sys.exit(0 if all(held) else 1)


def _row(person: Person, what: str, data: bytes, name: str, number: int) -> bool:
    """Upload 200 files with a hostile one among them and see how each ends."""
    begun = time.monotonic()
    ids = []
    for place in range(FILES):
        honest = TEXT.format(f"{number}-{place}").encode()
        answer = person.upload(data, name) if place == HOSTILE_AT else person.upload(honest)
        answer.raise_for_status()
        ids.append(str(answer.json()["id"]))
    ends = _ends(person, ids)
    hostile_end = ends.pop(ids[HOSTILE_AT])
    counted = Counter(ends.values())
    held = hostile_end == "failed" and counted == {"completed": FILES - 1}
    seconds = time.monotonic() - begun
    print(
        f"R14  {what:<28} it: {hostile_end}, the others: {dict(counted)} in {seconds:.0f} s"
        f"  {'held' if held else 'GAVE WAY'}",
        flush=True,
    )
    return held


def _ends(person: Person, ids: list[str]) -> dict[str, str]:
    """Wait until every file has an end; what has none in time is `pending` or `parsing`."""
    ends: dict[str, str] = {}
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for resume_id in ids:
            if ends.get(resume_id) not in ("completed", "failed"):
                url = f"{person.resumes}/resumes/{resume_id}"
                resume = person.http.get(url, timeout=30).json()
                ends[resume_id] = resume["latest_version"]["parse_status"]
        if set(ends.values()) <= {"completed", "failed"}:
            break
        time.sleep(0.2)
    return ends


if __name__ == "__main__":
    main()
