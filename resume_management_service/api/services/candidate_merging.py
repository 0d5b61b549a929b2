"""Two rows that are one person become one."""

from __future__ import annotations

from django.db import transaction

from api.models import Candidate, CandidateLanguage, Education, Resume, WorkExperience
from api.services.candidates import GROUPS, locked, rebuild, survivor
from servicekit.audit.recording import record
from servicekit.errors import Conflict, Invalid

MOVED = (Resume, WorkExperience, Education, CandidateLanguage)


class SameCandidate(Invalid):
    """A candidate cannot be merged into itself."""

    code = "same_candidate"
    detail = "Name another candidate to merge into this one."


class MergedMeanwhile(Conflict):
    """Another request has merged one of the two."""

    code = "merged_meanwhile"
    detail = "One of the candidates was merged into somebody else just now. Read both again."


def merge(*, candidate: Candidate, other: Candidate) -> Candidate:
    """Give everything of `other` to the candidate; done before, it does nothing.

    The other row stays and leads to the candidate: résumés with its address still find them.

    Raises:
        SameCandidate, MergedMeanwhile
    """
    if candidate.pk == other.pk:
        raise SameCandidate
    with transaction.atomic():
        kept, absorbed = survivor(candidate), survivor(other)
        rows = locked([kept, absorbed])
        kept, absorbed = rows[kept.pk], rows[absorbed.pk]
        if kept.merged_into_id or absorbed.merged_into_id not in (None, kept.pk):
            raise MergedMeanwhile
        if kept.pk != absorbed.pk and absorbed.merged_into_id is None:
            _absorb(kept, absorbed)
    return kept


def _absorb(kept: Candidate, absorbed: Candidate) -> None:
    for model in MOVED:
        model._default_manager.filter(candidate=absorbed).update(candidate=kept)
    absorbed.merged.update(merged_into=kept)
    absorbed.merged_into, absorbed.resume_count = kept, 0
    absorbed.save(update_fields=["merged_into", "resume_count", "updated_at"])
    for columns in (*GROUPS, ("email",)):
        if not any(getattr(kept, column) for column in columns):
            for column in columns:
                setattr(kept, column, getattr(absorbed, column))
    kept.save()
    rebuild(candidate=kept)
    rebuild(candidate=absorbed)
    record(user_id=kept.user_id, action="candidate.merged", object_id=kept.pk)
    record(user_id=kept.user_id, action="candidate.absorbed", object_id=absorbed.pk)
