"""S9: whatever a provider or a résumé writes, an exported file only shows it.

Runs from the repository root: `python -m e2e.attacks.exports`. Real services, a hostile provider:
markup, scripts, images, formulas, field codes and links in rewrites, letters and generated résumés,
from the provider alone and standing in the résumé too, exported in every format.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from e2e.attacks.inert import active_parts
from e2e.attacks.rows import finish, report
from e2e.fakes.hostile_markup import HOSTILE
from e2e.fakes.llm_server import LlmServer
from e2e.pair import Person, running

FORMATS = ("pdf", "docx", "text", "json")
TEMPLATES = ("classic", "compact", "ats_plain")
SECONDS = 60
TOGETHER = 3
HEAD = "Ada Example\nada@example.com\nhttps://ada.example.com\n\nExperience\n"
JOB = "Developer\nRequirements:\n- Python\n- Django\n"
LINKS = ("https://ada.example.com", "mailto:ada@example.com")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
}


@dataclass
class Tally:
    """What was exported, what came of the rest, and what acted."""

    files: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    gave_way: list[str] = field(default_factory=list)


def main() -> None:
    """Print the row; exit with 1 when a file holds something that acts."""
    with LlmServer() as provider, tempfile.TemporaryDirectory(prefix="exports-") as folder:
        variables = {
            "THROTTLES": "off",
            "OPENAI_API_KEY": "k",
            "OPENAI_BASE_URL": provider.url,
            "OPENAI_MODEL": "hostile",
        }
        with running(Path(folder), variables=variables) as pair:
            tally = attack(Person(pair), provider)
    tried = tally.files.total() + tally.refused.total()
    report("S9", "hostile text in exported files", tried, tally.gave_way)
    print(f"       {tally.files.total()} files: {_counts(tally.files)}; not made: ", end="")
    print(_counts(tally.refused) or "none")
    if tally.files.total() <= len(HOSTILE):
        tally.gave_way.append("hardly a file was made: nothing was shown")
    finish(tally.gave_way)


def attack(person: Person, provider: LlmServer) -> Tally:
    """Export everything that is made of hostile text."""
    tally = Tally()
    for start in range(0, len(HOSTILE), TOGETHER):
        payloads = HOSTILE[start : start + TOGETHER]
        provider.state.modes = ["honest"]
        _told(person, " ".join(payloads), tally)
        resume_id = person.parsed_resume(_resume([" ".join(payloads)]), f"cv-{start}.txt")
        _letter(person, resume_id, tally)
    every = person.parsed_resume(_resume(HOSTILE), "every.txt")
    for mode in ("honest", "hostile"):
        provider.state.modes = [mode]
        _letter(person, every, tally)
        _told(person, " ".join(HOSTILE), tally)
        _version(person, every, tally)
    return tally


def _resume(payloads: Sequence[str]) -> bytes:
    lines = [f"- Responsible for Python services named {payload} in Leeds" for payload in payloads]
    return (f"{HEAD}Developer, Example Works, 2019 - 2022\n" + "\n".join(lines) + "\n").encode()


def _told(person: Person, payload: str, tally: Tally) -> None:
    told = (
        f"I built the Python service {payload} for shops. My name is Ada Example. "
        "I worked as a developer at Example Works from 2019 to 2022."
    )
    made = _post(person, "ai/generate", {"user_input": told})
    _export(person, "generation_id", made, tally)


def _letter(person: Person, resume_id: str, tally: Tally) -> None:
    order = {"resume_id": resume_id, "job_description": JOB}
    _export(person, "cover_letter_id", _post(person, "cover-letters", order), tally)


def _version(person: Person, resume_id: str, tally: Tally) -> None:
    order = {"resume_id": resume_id, "job_description": JOB}
    begun = _post(person, "optimize", order).json()
    url = f"{person.ai}/optimize/{begun['optimization_id']}"
    deadline = time.monotonic() + SECONDS
    while person.http.get(url, timeout=SECONDS).json()["status"] in ("queued", "processing"):
        if time.monotonic() > deadline:
            raise TimeoutError("the optimisation was not made in time")
        time.sleep(0.1)
    path = f"optimize/{begun['optimization_id']}/accept"
    _export(person, "version_id", _post(person, path, {"apply_all": True}), tally)


def _post(person: Person, path: str, body: dict[str, Any]) -> requests.Response:
    return person.http.post(f"{person.ai}/{path}", json=body, timeout=SECONDS)


def _export(person: Person, subject: str, made: requests.Response, tally: Tally) -> None:
    """Export what was made in every format and look; what was refused is counted."""
    if made.status_code != 201:
        tally.refused[f"{subject.removesuffix('_id')} {made.json()['code']}"] += 1
        return
    body = made.json()
    order = {subject: body.get("version_id") or body["id"]}
    for kind in FORMATS:
        for template in TEMPLATES if subject == "version_id" else TEMPLATES[:1]:
            answer = _post(person, "exports", {**order, "format": kind, "template": template})
            if answer.status_code != 201:
                tally.refused[f"{kind} {answer.json()['code']}"] += 1
                continue
            tally.files[kind] += 1
            tally.gave_way += _troubles(answer.json(), kind)


def _troubles(export: dict[str, Any], kind: str) -> Iterator[str]:
    file = requests.get(export["download_url"], timeout=SECONDS)
    for trouble in active_parts(file.content, kind, LINKS):
        yield f"{kind}: {trouble}"
    sent = {
        "Content-Type": TYPES[kind],
        "X-Content-Type-Options": "nosniff",
    }
    for name, value in sent.items():
        if file.headers.get(name) != value:
            yield f"{kind}: {name} is {file.headers.get(name)}"
    if not file.headers.get("Content-Disposition", "").startswith("attachment;"):
        yield f"{kind}: a browser would show it"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))


if __name__ == "__main__":
    main()
