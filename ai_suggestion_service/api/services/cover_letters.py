"""Cover letters: asking for one, writing it, and refusing what the résumé does not support."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from api.clients.resume_service import ResumeText
from api.llm.letters import DEFAULT_TONE, Letter, LetterRequest, write_letter
from api.matching.requirements import read_job
from api.models import AIModel, CoverLetter, JobDescription
from api.rewriting.guard import Source
from api.rewriting.letters import GuardedLetter, guard_letter
from api.services import ai_models, charges, materials, receipts, works
from api.services.works import Errand
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.runner import Attempt

KIND = "write_letter"
# What was claimed stands in the letter's row alone: jobs are kept longer and shown to staff.
UNSUPPORTED = JobError(
    "unsupported_claims",
    "Too much of the letter claims what the résumé does not say; its `refused` names the claims.",
    retryable=True,
)
_SENDER = ("name", "label", "email", "phone", "url", "location", "profiles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(materials.Order):
    """What a caller asks for."""

    tone: str = DEFAULT_TONE


def write(*, user_id: str, token: str, order: Order, wait: float) -> CoverLetter:
    """Ask for a letter and wait up to `wait` seconds for it; it may still be in the making.

    Raises:
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the error's member `cover_letter_id` names the row that stays.
    """
    model = ai_models.choose(order.model)
    job_description = materials.job_of(order, user_id=user_id)
    resume = materials.resume_of(order, user_id=user_id, token=token)
    return works.begin(
        _draft(user_id, resume, job_description, model, order.tone),
        kind=KIND,
        charge=charges.prepare(user_id=user_id, model=model),
        wait=wait,
        drafts=[job_description],
    )


def _draft(
    user_id: str, resume: ResumeText, job: JobDescription, model: AIModel, tone: str
) -> CoverLetter:
    basics = resume.sections.get("basics")
    known = basics if isinstance(basics, dict) else {}
    return CoverLetter(
        user_id=user_id,
        resume_id=resume.resume_id,
        resume_version_id=resume.version_id,
        resume_number=resume.number,
        job_description=job,
        ai_model=model,
        model_name=model.display_name,
        provider=model.provider,
        tone=tone,
        sender={name: known[name] for name in _SENDER if known.get(name)},
        subject=job.title,
        company=job.company,
        input=materials.input_of(resume, job),
    )


def run(*, letter: CoverLetter, attempt: Attempt) -> None:
    """Write the letter and keep what of it stands up to the résumé, all of it or nothing.

    Raises:
        JobFailed: the provider failed as often as it may, or wrote what the résumé does not say.
        LeaseLost: another worker does it, or it was deleted.
    """
    with works.errand(letter, attempt) as errand:
        values = _written(letter, errand)
    errand.complete(**values)


def _written(letter: CoverLetter, errand: Errand) -> dict[str, Any]:
    given: dict[str, Any] = letter.input or {}
    request = LetterRequest(
        resume_text=given["resume_text"],
        job_text=given["job_text"],
        requirements=read_job(given["job_text"]).requirements,
        job_title=letter.subject,
        company=letter.company,
        tone=letter.tone,
        sections=given["sections"],
    )
    written = write_letter(errand.provider, request, errand.budget())
    guarded = guard_letter(
        Source(given["resume_text"], given["sections"]),
        greeting=written.greeting,
        paragraphs=written.paragraphs,
        closing=written.closing,
        posting=given["job_text"],
    )
    if not guarded.stands:
        raise _refused(letter, guarded)
    return _values(given, written, guarded)


def _refused(letter: CoverLetter, guarded: GuardedLetter) -> JobFailed:
    """Keep what was refused where its owner can read it, and end the job."""
    refused = [passage.as_dict() for passage in guarded.refused]
    CoverLetter.objects.unfinished().filter(pk=letter.pk).update(refused=refused)
    return JobFailed(UNSUPPORTED)


def _values(given: dict[str, Any], written: Letter, guarded: GuardedLetter) -> dict[str, Any]:
    origin = written.origin
    return {
        "greeting": guarded.greeting,
        "paragraphs": list(guarded.paragraphs),
        "closing": guarded.closing,
        "signature": written.signature[:255],
        "refused": [passage.as_dict() for passage in guarded.refused],
        "warnings": [asdict(finding) for finding in written.warnings],
        "usage": asdict(origin.usage),
        "receipt": {
            "resume_sha256": receipts.text_digest(given["resume_text"]),
            "job_description_sha256": receipts.text_digest(given["job_text"]),
            **receipts.origin_of(origin),
        },
    }
