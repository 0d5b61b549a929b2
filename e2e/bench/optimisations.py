"""How long an optimisation takes from the request to its end, at a provider of 4 s a call.

python -m e2e.bench.optimisations [how many, default 30]

Sections are asked for side by side, so the figure is near one call's time; the reach for the 90th
percentile is 20 s. Ten people ask for one each at a time, by `Prefer: wait`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from e2e.fakes.llm_server import LlmServer
from e2e.pair import Person, running
from scripts.launch.instance import ROOT

CALL_SECONDS = 4.0
PEOPLE = 10
SAMPLES = ROOT / "samples"


def main() -> None:
    """Print median, 90th percentile and the longest."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        LlmServer(delay=CALL_SECONDS) as provider,
    ):
        own = {"OPENAI_API_KEY": "k1", "OPENAI_BASE_URL": provider.url, "OPENAI_MODEL": "any"}
        with running(Path(folder), variables={"THROTTLES": "off"}, per_service={"ai": own}) as pair:
            people = [Person(pair, f"person{number}") for number in range(PEOPLE)]
            resumes = [_resume_of(person) for person in people]
            with ThreadPoolExecutor(PEOPLE) as pool:
                each = [count // PEOPLE] * PEOPLE
                took = [one for many in pool.map(_optimise, people, resumes, each) for one in many]
    calls, p90 = provider.state.calls / len(took), statistics.quantiles(took, n=10)[-1]
    print(
        f"Optimisation, {len(took)} by {PEOPLE} people, {CALL_SECONDS:g} s a call,"
        f" {calls:.1f} calls each: median {statistics.median(took):.1f} s,"
        f" p90 {p90:.1f} s (reach 20), longest {max(took):.1f} s",
        flush=True,
    )


def _resume_of(person: Person) -> str:
    return person.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "resume.pdf")


def _optimise(person: Person, resume_id: str, count: int) -> list[float]:
    job = (SAMPLES / "job-fitting.txt").read_text()
    order = {
        "resume_id": resume_id,
        "job_description": job,
        "strategy": "keyword_focused",
    }
    took = []
    for _ in range(count):
        begun = time.perf_counter()
        answer = person.http.post(
            f"{person.ai}/optimize", json=order, headers={"Prefer": "wait=60"}, timeout=120
        )
        took.append(time.perf_counter() - begun)
        assert answer.status_code == 201, answer.text
    return took


if __name__ == "__main__":
    main()
