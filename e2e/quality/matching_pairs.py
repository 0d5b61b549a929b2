"""Our own résumés and job descriptions of eighteen professions, and what a pair scores."""

import re
from dataclasses import dataclass
from pathlib import Path

from api.llm.assessing import Assessment, AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.llm.offline import OfflineProvider
from api.llm.provider import Provider
from api.matching import ledger
from api.matching.judgement import Verified, verify
from api.matching.requirements import JobReading, read_job

_CASES = Path(__file__).parent / "matching_cases"
_PART = re.compile(r"^=== (job|resume for [\d ]+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A profession with its jobs and its people's résumés, as plain text.

    `fits` gives for each résumé the jobs of its profession that it is right for, by place; for
    the others it is neither right nor wrong, as a pastry cook is for a sous chef's post.
    """

    profession: str
    jobs: tuple[str, ...]
    resumes: tuple[str, ...]
    fits: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its ledger and score."""

    score: float
    verified: Verified
    assessment: Assessment


def cases() -> list[Case]:
    """Read the cases, by profession."""
    return [_case(path) for path in sorted(_CASES.glob("*.txt"))]


def _case(path: Path) -> Case:
    _, *parts = _PART.split(path.read_text(encoding="utf-8"))
    named = [(kind, text.strip()) for kind, text in zip(parts[::2], parts[1::2], strict=True)]
    jobs = tuple(text for kind, text in named if kind == "job")
    resumes = [(kind, text) for kind, text in named if kind != "job"]
    fits = tuple(frozenset(int(at) - 1 for at in re.findall(r"\d", kind)) for kind, _ in resumes)
    return Case(path.stem, jobs, tuple(text for _, text in resumes), fits)


def judge(
    resume: str, job: str, *, provider: Provider | None = None, reading: JobReading | None = None
) -> Judged:
    """Judge a pair as the service does; without a score it counts as zero."""
    requirements = (reading or read_job(job)).requirements
    request = AssessmentRequest(resume, job, requirements)
    assessment = assess(provider or OfflineProvider(), request, CallBudget())
    verified = verify(assessment.judgements, requirements, resume)
    return Judged(ledger.score(verified.rows) or 0.0, verified, assessment)
