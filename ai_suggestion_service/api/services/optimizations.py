"""Optimisations: asking for one, how far it is, cancelling, deleting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from api.clients.resume_service import ResumeText
from api.models import AIModel, ExportArtifact, JobDescription, Optimization
from api.models.work import WorkStatus
from api.rewriting.strategies import DEFAULT_STRATEGY
from api.services import ai_models, charges, exports, materials, notices, works
from servicekit.database.transactions import in_transaction
from servicekit.errors import Conflict, TooMany
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError
from servicekit.jobs.models import Job

KIND = "optimize"
CANCELLED = JobError("cancelled", "It was cancelled by its owner.")
RETRY_SECONDS = 5.0


class TooManyRunning(TooMany):
    """The user has as many optimisations in the making as may be."""

    code = "too_many_running"

    def __init__(self) -> None:
        limit = settings.OPTIMIZATIONS_AT_ONCE
        detail = f"{limit} optimisations may be in the making at once; wait for one, or cancel it."
        super().__init__(detail, retry_after=RETRY_SECONDS)


class AlreadyFinished(Conflict):
    """There is nothing left to cancel."""

    code = "already_finished"
    detail = "The optimisation has already ended."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(materials.Order):
    """What a caller asks for."""

    strategy: str = DEFAULT_STRATEGY
    notify: bool = False


def optimize(*, user_id: str, token: str, order: Order, wait: float) -> Optimization:
    """Ask for an optimisation and wait up to `wait` seconds for it; it is usually in the making.

    Raises:
        TooManyRunning, DailyLimitReached, NoticeRefused, TooManyNotices: nothing was begun.
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the error's member `optimization_id` names the row that stays.
    """
    model = ai_models.choose(order.model)
    _free_slot(user_id)
    job_description = materials.job_of(order, user_id=user_id)
    resume = materials.resume_of(order, user_id=user_id, token=token)
    charge = charges.prepare(user_id=user_id, model=model)
    notice = notices.asked_for(token=token) if order.notify else {}
    for _ in range(settings.OPTIMIZATIONS_AT_ONCE + 1):
        draft = _draft(user_id, resume, job_description, model, order)
        draft.input = {**(draft.input or {}), **notice}
        try:
            return works.begin(draft, kind=KIND, charge=charge, wait=wait, drafts=[job_description])
        except IntegrityError:  # another request took the slot: nothing of this one was written
            job_description = materials.job_of(order, user_id=user_id)
    raise TooManyRunning


def _free_slot(user_id: str) -> int:
    """Return the first slot that no unfinished one has; the table keeps slots apart."""
    unfinished = Optimization.objects.for_user(user_id).unfinished()
    taken = set(unfinished.values_list("slot", flat=True))
    free = (slot for slot in range(settings.OPTIMIZATIONS_AT_ONCE) if slot not in taken)
    slot = next(free, None)
    if slot is None:
        raise TooManyRunning
    return slot


def _draft(
    user_id: str,
    resume: ResumeText,
    job_description: JobDescription,
    model: AIModel,
    order: Order,
) -> Optimization:
    return Optimization(
        user_id=user_id,
        resume_id=resume.resume_id,
        resume_version_id=resume.version_id,
        resume_number=resume.number,
        base_sha256=base_digest(resume),
        job_description=job_description,
        strategy=order.strategy,
        slot=_free_slot(user_id),
        ai_model=model,
        model_name=model.display_name,
        provider=model.provider,
        input=materials.input_of(resume, job_description),
    )


def base_digest(resume: ResumeText) -> str:
    """Name what changes are made to: the version, its text and its sections as corrected."""
    base = [str(resume.version_id), resume.text, resume.sections]
    return hashlib.sha256(orjson.dumps(base, option=orjson.OPT_SORT_KEYS)).hexdigest()


def progress_of(rows: Iterable[Optimization]) -> dict[UUID, dict[str, Any]]:
    """Tell how far optimisations are; the jobs know of those that have not completed."""
    known = {row.pk: row.progress for row in rows}
    unknown = [str(pk) for pk, progress in known.items() if not progress]
    if unknown:
        jobs = Job.objects.filter(kind=KIND, subject_id__in=unknown)
        for subject_id, progress in jobs.values_list("subject_id", "progress"):
            known[UUID(subject_id)] = progress
    return known


def cancel(*, optimization: Optimization) -> None:
    """End an optimisation as failed, `cancelled`; a worker on it writes nothing any more.

    What was charged is given back only while nothing was begun: what a provider was asked counts.

    Raises:
        AlreadyFinished
    """
    in_transaction(lambda: _cancel(optimization))


def _cancel(optimization: Optimization) -> None:
    rows = Optimization.objects.unfinished().filter(pk=optimization.pk)
    standing = rows.select_for_update().first()
    if standing is None:
        raise AlreadyFinished
    charges.stop(standing)
    rows.update(
        status=WorkStatus.FAILED,
        slot=None,
        input=None,
        error_code=CANCELLED.code,
        error_detail=CANCELLED.detail,
        completed_at=timezone.now(),
    )
    queue.cancel(KIND, subject_id=optimization.pk, error=CANCELLED)


def delete(*, optimization: Optimization) -> None:
    """Delete an optimisation with its versions and their files, also while it is being made."""
    exports.delete(list(ExportArtifact.objects.filter(version__optimization=optimization)))
    works.delete(optimization, kind=KIND)


def record_failure(optimization_id: UUID, error: JobError) -> None:
    """Show why there is no result, and make room for another one."""
    Optimization.objects.filter(pk=optimization_id).update(slot=None)
    works.record_failure(Optimization, optimization_id, error)
