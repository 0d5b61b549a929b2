"""S4: bombs. Each ends failed within 5 s and 300 MB, reads no file and opens no socket.

Runs from the repository root: `python -m e2e.attacks.bombs`. First every bomb goes through the
sandbox alone, then over HTTP into a running service, which must go on reading honest files.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from api.extraction.detect import detect  # noqa: E402
from api.extraction.errors import UnreadableFile, UnsupportedFileType  # noqa: E402
from api.extraction.sandbox import ParserSandbox  # noqa: E402
from e2e.attacks.parser.bombs import bombs  # noqa: E402
from e2e.attacks.parser.watched import OPENED  # noqa: E402
from e2e.attacks.rows import finish, report  # noqa: E402
from e2e.pair import Person, running  # noqa: E402

WATCHED = "e2e.attacks.parser.watched:read"
MOST_SECONDS = 5.0
MOST_MEGABYTES = 300.0
REFUSED = (400, 413, 415)
HONEST = b"Erika Example\nerika@example.com\n\nExperience\nClerk, Example Works, 2019 - 2022\n"
PATIENCE = 180.0


@dataclass
class Burst:
    """How one bomb ended in the sandbox."""

    name: str
    ending: str
    seconds: float
    megabytes: float

    @property
    def gave_way(self) -> str:
        """Say what was not as it must be; nothing if all was."""
        if self.ending == "" or OPENED in self.ending:
            return f"{self.name}: {self.ending or 'was read'}"
        if self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES:
            return f"{self.name}: {self.seconds:.1f} s, {self.megabytes:.0f} MB"
        return ""


def main() -> None:
    """Print the row; exit with 1 when a bomb did more than fail."""
    everything = list(bombs())
    with ParserSandbox(WATCHED, ocr=False) as sandbox:
        sandbox.read(HONEST, "txt")
        burst = [_burst(sandbox, name, data) for name, data in everything]
    gave_way = [one.gave_way for one in burst if one.gave_way]
    slowest = max(burst, key=lambda one: one.seconds)
    largest = max(burst, key=lambda one: one.megabytes)
    report("S4", "bombs in the sandbox", len(burst), gave_way)
    print(f"       slowest {slowest.name} {slowest.seconds:.2f} s;", end=" ")
    print(f"largest {largest.name} {largest.megabytes:.0f} MB")
    uploaded = _uploaded(everything)
    report("S4", "bombs uploaded over HTTP", len(everything), uploaded)
    finish([*gave_way, *uploaded])


def _burst(sandbox: ParserSandbox, name: str, data: bytes) -> Burst:
    sandbox.peak_kilobytes = 0
    begun = time.monotonic()
    ending = ""
    try:
        sandbox.read(data, detect(io.BytesIO(data), name))
    except (UnreadableFile, UnsupportedFileType) as error:
        ending = f"{getattr(error, 'code', '')} {error}"
    return Burst(name, ending, time.monotonic() - begun, sandbox.peak_kilobytes / 1024)


def _uploaded(everything: list[tuple[str, bytes]]) -> list[str]:
    """Upload every bomb and an honest file behind them; return which did not end failed."""
    with (
        tempfile.TemporaryDirectory(prefix="bombs-") as folder,
        running(
            Path(folder), parts=("resume-web", "resume-worker"), variables={"THROTTLES": "off"}
        ) as pair,
    ):
        person = Person(pair)
        taken, gave_way = {}, []
        for name, data in everything:
            answer = person.upload(data, name)
            if answer.status_code == 201:
                taken[answer.json()["id"]] = name
            elif answer.status_code not in REFUSED:
                gave_way.append(f"{name}: HTTP {answer.status_code}")
        honest = person.upload(HONEST, "honest.txt").json()["id"]
        ends = _ends(person, [*taken, honest])
    if ends[honest] != "completed":
        gave_way.append(f"the honest file behind them: {ends[honest]}")
    return gave_way + [f"{taken[id_]}: {ends[id_]}" for id_ in taken if ends[id_] != "failed"]


def _ends(person: Person, ids: list[str]) -> dict[str, str]:
    """Wait until every résumé has been read or has failed."""
    ends: dict[str, str] = {}
    deadline = time.monotonic() + PATIENCE
    while len(ends) < len(ids) and time.monotonic() < deadline:
        for resume_id in (one for one in ids if one not in ends):
            resume = person.http.get(f"{person.resumes}/resumes/{resume_id}", timeout=30).json()
            status = resume["latest_version"]["parse_status"]
            if status in ("completed", "failed"):
                ends[resume_id] = status
        time.sleep(0.2)
    return {one: ends.get(one, "never ended") for one in ids}


if __name__ == "__main__":
    main()
