"""S5: hostile code inside the parser's process gets nothing done.

Runs from the repository root: `python -m e2e.attacks.hostile_code`. It reads secrets, connects,
forks, writes, takes 2 GB, spins; all inside the sandbox that reads résumés.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from api.extraction.errors import UnreadableFile  # noqa: E402
from api.extraction.sandbox import ParserSandbox, SandboxLimits  # noqa: E402
from e2e.attacks.parser.hostile import ATTACKS, ENDING  # noqa: E402
from e2e.attacks.rows import finish, report  # noqa: E402

TARGET = "e2e.attacks.parser.hostile"
MOST_SECONDS = 5.0
MOST_MEGABYTES = 300


def main() -> None:
    """Print the row; exit with 1 when an attack succeeded."""
    os.environ["CANARY_SECRET"] = "CANARY"
    gave_way = [*_stopped(), *_ended()]
    report("S5", "hostile code inside the parser process", len(ATTACKS), gave_way)
    finish(gave_way)


def _stopped() -> list[str]:
    """Run what must be refused with an error; return what was not."""
    with ParserSandbox(f"{TARGET}:attack", ocr=False) as sandbox:
        answers = {
            name: sandbox.read(name.encode(), "txt") for name in ATTACKS.keys() - ENDING.keys()
        }
    return [
        f"{name}: {answer['succeeded'].get(name, 'was not tried')}"
        for name, answer in answers.items()
        if list(answer["stopped"]) != [name]
    ]


def _ended() -> list[str]:
    """Run what must end the process; return what ended otherwise, late or too large."""
    gave_way = []
    limits = SandboxLimits(output_bytes=2**20)
    with ParserSandbox(f"{TARGET}:one", limits=limits, ocr=False) as sandbox:
        for name, endings in ENDING.items():
            sandbox.peak_kilobytes, begun = 0, time.monotonic()
            try:
                ended = str(sandbox.read(name.encode(), "txt"))
            except UnreadableFile as error:
                ended = str(error.code)
            seconds = time.monotonic() - begun
            megabytes = sandbox.peak_kilobytes // 1024
            if ended not in endings or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES:
                gave_way.append(f"{name}: {ended} after {seconds:.1f} s, {megabytes} MB")
    return gave_way


if __name__ == "__main__":
    main()
