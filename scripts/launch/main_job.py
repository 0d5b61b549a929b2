"""The main job over HTTP: an account, a résumé, a suggestion for a job description."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.launch.api import Client, RequestError
from scripts.launch.instance import ROOT

SAMPLES = ROOT / "samples"
RESUME = SAMPLES / "resume.pdf"
FITTING = SAMPLES / "job-fitting.txt"
UNRELATED = SAMPLES / "job-unrelated.txt"
DEMO_EMAIL = "demo@example.com"
PARSE_SECONDS = 60.0
SUGGEST_SECONDS = 120.0
SHOWN = 3


class Visitor:
    """A person who uses the pair, both services at their addresses."""

    def __init__(self, resume_url: str, ai_url: str, email: str = DEMO_EMAIL) -> None:
        self.resumes = f"{resume_url}/api"
        self.suggestions = f"{ai_url}/api/suggestions"
        self.email = email
        self.client = Client()

    def register(self, password: str) -> None:
        """Create the account, or log in when it is there already."""
        account = {"email": self.email, "password": password, "name": "Demo"}
        try:
            answer = self.client.post(f"{self.resumes}/auth/register", account)
        except RequestError:
            answer = self.client.post(f"{self.resumes}/auth/login", account)
        self.client.access = answer["access"]

    def upload(self, path: Path) -> str:
        """Upload a résumé, wait until it has been read, and return its id."""
        answer = self.client.upload(f"{self.resumes}/resumes", path, "application/pdf")
        resume = f"{self.resumes}/resumes/{answer['id']}"
        deadline = time.monotonic() + PARSE_SECONDS
        while (version := self.client.get(resume)["latest_version"])["parse_status"] != "completed":
            if version["parse_status"] == "failed":
                raise RequestError(f"{path.name} could not be read: {version['parse_error']}")
            if time.monotonic() > deadline:
                raise RequestError(f"{path.name} was not read within {PARSE_SECONDS:.0f} s")
            time.sleep(0.1)
        return str(answer["id"])

    def suggest(self, resume_id: str, job_description: Path) -> dict[str, Any]:
        """Ask for a suggestion and return it completed; raise RequestError otherwise."""
        order = {"resume_id": resume_id, "job_description": job_description.read_text()}
        suggestion: dict[str, Any] = self.client.post(self.suggestions, order)
        deadline = time.monotonic() + SUGGEST_SECONDS
        while suggestion["status"] in ("queued", "processing"):
            if time.monotonic() > deadline:
                raise RequestError(f"no suggestion within {SUGGEST_SECONDS:.0f} s")
            time.sleep(0.2)
            suggestion = self.client.get(f"{self.suggestions}/{suggestion['id']}")
        if suggestion["status"] != "completed" or suggestion["score"] is None:
            raise RequestError(f"the suggestion failed: {suggestion['error']}")
        return suggestion


def compare(visitor: Visitor, resume_id: str) -> None:
    """Print suggestions for both sample jobs; raise RequestError unless the unrelated is lower."""
    scores = []
    for job_description in (FITTING, UNRELATED):
        suggestion = visitor.suggest(resume_id, job_description)
        print(f"\n{describe(suggestion, RESUME, job_description)}", flush=True)
        scores.append(suggestion["score"])
    if not scores[1] < scores[0]:
        raise RequestError("the unrelated job description does not score lower")


def describe(suggestion: dict[str, Any], resume: Path, job_description: Path) -> str:
    """Put a suggestion into a few lines: the score, what is strong and what is weak."""
    rows = [row for row in suggestion["requirements"] if row["max_points"]]
    strong = sorted((r for r in rows if r["points"]), key=lambda r: (-gained(r), -r["points"]))
    weak = sorted((r for r in rows if lost(r)), key=lambda r: -lost(r))
    names = f"{resume.relative_to(ROOT)} against {job_description.relative_to(ROOT)}"
    return "\n".join(
        [
            f"{names}: score {suggestion['score']:.0f} of 100",
            *section("strongest", strong[:SHOWN]),
            *section("weakest", weak[:SHOWN]),
        ]
    )


def section(title: str, rows: Iterable[dict[str, Any]]) -> list[str]:
    """List requirements with their verdicts and the evidence found."""
    lines = [f"  {title}:"]
    for row in rows:
        points = f"{row['points']:g} of {row['max_points']:g}"
        lines.append(f"    {row['verdict']:<8} {points:>10}  {shorten(row['text'])}")
        if row["evidence"]:
            lines.append(f"{'':24}“{shorten(row['evidence'][0]['quote'])}”")
    return lines if len(lines) > 1 else [*lines, "    none"]


def gained(row: dict[str, Any]) -> float:
    """Return the share of a requirement's points that was reached."""
    return float(row["points"] / row["max_points"])


def lost(row: dict[str, Any]) -> float:
    """Return the points that are missing."""
    return float(row["max_points"] - row["points"])


def shorten(text: str, length: int = 88) -> str:
    """Fit a text into one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
