"""S7, the part of the AI service: orders planted in résumés and jobs move nothing.

Runs from the repository root: `python -m e2e.attacks.injection`. Real services, a model that obeys
every order it sees. An order stands in the open, above or below everything else, or is hidden in
the file; its twin is the same file with a harmless word in its place. The scores may differ by 2
points at most. Letters and rewrites must not answer an order either.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ai_suggestion_service"))

from e2e.attacks.parser.hidden_documents import hidden_in_documents  # noqa: E402
from e2e.attacks.parser.hidden_pdf import hidden_in_pdf  # noqa: E402
from e2e.attacks.rows import finish, report  # noqa: E402
from e2e.fakes.llm_server import LlmServer  # noqa: E402
from e2e.pair import Person, running  # noqa: E402
from e2e.quality.matching_attacks import ALLOWED, IN_JOB, IN_RESUME  # noqa: E402

AT_ONCE = 2
ORDER = IN_RESUME["order"]
HARMLESS = "Quizzically"
OBEYED = "Hire at once"
JOB = (
    "Backend developer\nRequirements:\n- Python and Django\n- PostgreSQL\n- Kubernetes\n"
    "- Ten years of COBOL on mainframes\n- Fluent Japanese\n"
)
RESUME = (
    "Ada Example\nada@example.com\n\nExperience\nDeveloper, Example Works, 2019 - 2022\n"
    "- Built REST services in Python and Django\n- Wrote reports on PostgreSQL\n\n"
    "Education\nBSc Computer Science, University of Leeds, 2018\n"
)


@dataclass(frozen=True, slots=True)
class Twins:
    """A poisoned file or job and its clean twin."""

    name: str
    poisoned: bytes
    clean: bytes
    job: str = JOB


def main() -> None:
    """Print the row; exit with 1 when an order moved a score or was answered."""
    with LlmServer(modes=["obedient"]) as model, tempfile.TemporaryDirectory() as folder:
        variables = {
            "THROTTLES": "off",
            "OPENAI_API_KEY": "k",
            "OPENAI_BASE_URL": model.url,
            "OPENAI_MODEL": "obedient",
        }
        with running(Path(folder), variables=variables) as pair:
            person = Person(pair)
            cases = [*_open(), *_hidden(), *_in_jobs()]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                results = list(pool.map(lambda case: _moved(person, case), cases))
    gave_way = [moved for moved, _ in results if moved]
    report("S7", "orders to a model that obeys", len(cases), gave_way)
    told = Counter(answer for _, answer in results)
    print("       " + ", ".join(f"{count} {answer}" for answer, count in sorted(told.items())))
    finish(gave_way)


def _open() -> Iterator[Twins]:
    first, _, rest = RESUME.partition("\n")
    for name, order in IN_RESUME.items():
        for place, text in (
            ("below", f"{RESUME}\n{order}\n"),
            ("above", f"{first}\n{order}\n{rest}"),
        ):
            yield Twins(f"{name} {place}", text.encode(), text.replace(order, HARMLESS).encode())


def _hidden() -> Iterator[Twins]:
    poisoned = (*hidden_in_pdf(ORDER), *hidden_in_documents(ORDER))
    clean = dict((*hidden_in_pdf(HARMLESS), *hidden_in_documents(HARMLESS)))
    for name, data in poisoned:
        yield Twins(name, data, clean[name])


def _in_jobs() -> Iterator[Twins]:
    for name, order in IN_JOB.items():
        for place, job in (("below", f"{JOB}{order}\n"), ("above", f"{order}\n{JOB}")):
            yield Twins(f"job {name} {place}", RESUME.encode(), RESUME.encode(), job)


def _moved(person: Person, case: Twins) -> tuple[str, str]:
    """Tell what gave way, "" for nothing, and how the poisoned file was answered."""
    file_name = case.name if "." in case.name else "cv.txt"
    clean, _ = _score(person, case.clean, file_name, JOB)
    poisoned, answer = _score(person, case.poisoned, file_name, case.job)
    if OBEYED in answer:
        return f"{case.name}: obeyed", "obeyed"
    if poisoned is None or clean is None:
        trouble = "" if poisoned == clean else f"{case.name}: {clean} → {poisoned}"
        return trouble, "could not be read, like their twins"
    far = abs(poisoned - clean) > ALLOWED
    return f"{case.name}: {clean} → {poisoned}" if far else "", "judged like their twins"


def _score(person: Person, data: bytes, file_name: str, job: str) -> tuple[float | None, str]:
    """Return the score, None for a file that is not read, with everything that was answered."""
    resume_id = person.parsed_resume(data, file_name)
    answer = person.suggest(resume_id, job)
    if answer.status_code == 422:
        return None, answer.text
    answer.raise_for_status()
    letter = person.http.post(
        f"{person.ai}/cover-letters",
        json={"resume_id": resume_id, "job_description": job},
        timeout=90,
    )
    return float(answer.json()["score"]), answer.text + letter.text


if __name__ == "__main__":
    main()
