"""Optimised versions: made of accepted changes, compared, deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from api.clients import resume_service
from api.clients.resume_service import ResumeText
from api.models import ExportArtifact, Optimization, OptimizedVersion
from api.models.work import WorkStatus
from api.rewriting import apply
from api.rewriting.changes import Change
from api.rewriting.compare import compare
from api.rewriting.guard import Refusal, Source, review_document
from api.rewriting.proposals import offered
from api.services import exports
from api.services.alignment import Posting, align
from api.services.optimizations import base_digest
from servicekit.database import release_connections
from servicekit.errors import Conflict, FieldError, Invalid, Unprocessable

NUMBERING_TRIES = 5


class OptimizationNotCompleted(Conflict):
    """There are no changes to accept: it is still being made, or it failed."""

    code = "optimization_not_completed"
    detail = "The optimisation has no changes to accept: it is not ready, or it failed."


class NothingToAccept(Conflict):
    """The optimisation proposes nothing."""

    code = "nothing_to_accept"
    detail = "The optimisation proposes no change."


class UnknownChange(Invalid):
    """An id is not one of the changes that are offered."""

    code = "unknown_change"

    def __init__(self, unknown: Collection[str], refused: Collection[str]) -> None:
        errors = [
            FieldError("accepted_changes", "unknown", f"There is no change {one!r}.")
            for one in sorted(unknown)
        ]
        detail = "was refused: the résumé does not support what it claims."
        errors += [
            FieldError("accepted_changes", "refused", f"Change {one!r} {detail}")
            for one in sorted(refused)
        ]
        super().__init__("Accept only changes that are proposed; see errors.", errors=errors)


class ConflictingChanges(Conflict):
    """Two of the changes cannot both be made."""

    code = "conflicting_changes"


class StaleBase(Conflict):
    """The résumé is not what the changes were made for any more."""

    code = "stale_base"
    detail = (
        "The résumé has a newer version or was corrected since. Optimise it again to get changes "
        "that fit."
    )


class UnsupportedClaims(Unprocessable):
    """The changes together claim what the résumé does not support."""

    code = "unsupported_claims"

    def __init__(self, refusals: list[Refusal]) -> None:
        errors = [
            FieldError(one.pointer, one.kind.value, f"{one.claim!r}: {one.detail}")
            for one in refusals
        ]
        super().__init__("Together the changes claim more than the résumé says.", errors=errors)


def accept(
    *, optimization: Optimization, accepted: Collection[str] | None, token: str
) -> tuple[OptimizedVersion, bool]:
    """Make a version of some changes, of all that are proposed for None; tell whether it is new.

    The same changes give the same version, however often they are accepted.

    Raises:
        OptimizationNotCompleted, NothingToAccept, UnknownChange, ConflictingChanges, StaleBase,
        UnsupportedClaims, and what `resume_service.read_text` raises
    """
    if optimization.status != WorkStatus.COMPLETED:
        raise OptimizationNotCompleted
    changes = _chosen(optimization, accepted)
    digest = _digest(changes)
    known = OptimizedVersion.objects.filter(optimization=optimization, accepted_sha256=digest)
    standing = known.first()
    if standing is not None:
        return standing, False
    release_connections()
    base = _base(optimization, token)
    draft = _draft(optimization, changes, base)
    for _ in range(NUMBERING_TRIES):
        try:
            return _numbered(draft), True
        except IntegrityError:  # somebody else took the number, or accepted the same
            standing = known.first()
            if standing is not None:
                return standing, False
    raise ConflictingChanges("The résumé gets other versions at the same moment. Try again.")


def _chosen(optimization: Optimization, accepted: Collection[str] | None) -> list[Change]:
    changes = [Change.from_json(row) for row in optimization.changes]
    proposed = {change.id: change for change in offered(changes)}
    if not proposed and accepted is None:
        raise NothingToAccept
    wanted = proposed.keys() if accepted is None else set(accepted)
    strange = wanted - proposed.keys()
    if strange:
        refused = strange & {change.id for change in changes}
        raise UnknownChange(strange - refused, refused)
    return [change for change in proposed.values() if change.id in wanted]


def _digest(changes: list[Change]) -> str:
    ids = sorted(change.id for change in changes)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def _base(optimization: Optimization, token: str) -> ResumeText:
    """Read what the changes are made to, as it is now. Raises StaleBase."""
    base = resume_service.read_text(
        resume_id=optimization.resume_id, version=None, user_id=optimization.user_id, token=token
    )
    if base_digest(base) != optimization.base_sha256:
        raise StaleBase
    return base


def _draft(optimization: Optimization, changes: list[Change], base: ResumeText) -> OptimizedVersion:
    sections = _applied(base.sections, changes)
    refusals = review_document(Source(base.text, base.sections), sections)
    if refusals:
        raise UnsupportedClaims(refusals)
    aligned = align(sections, Posting.from_dict(optimization.receipt["posting"]))
    return OptimizedVersion(
        user_id=optimization.user_id,
        optimization=optimization,
        resume_id=optimization.resume_id,
        resume_version_id=optimization.resume_version_id,
        resume_number=optimization.resume_number,
        accepted=sorted(change.id for change in changes),
        accepted_sha256=_digest(changes),
        sections=sections,
        diff=[row.to_json() for row in compare(base.sections, sections)],
        ledger=[row.as_dict() for row in aligned.rows],
        score=aligned.score,
        base_score=optimization.score_before,
    )


def _applied(sections: dict[str, Any], changes: list[Change]) -> dict[str, Any]:
    try:
        return apply.apply_changes(sections, changes)
    except apply.ChangeConflict as error:
        raise ConflictingChanges(str(error)) from error
    except apply.StaleBase as error:
        raise StaleBase from error


def _numbered(draft: OptimizedVersion) -> OptimizedVersion:
    """Write the version under the next number of its résumé."""
    siblings = OptimizedVersion.objects.for_user(draft.user_id).filter(resume_id=draft.resume_id)
    with transaction.atomic():
        last: int | None = siblings.aggregate(last=Max("number"))["last"]
        draft.number = (last or 0) + 1
        draft.parent = siblings.filter(saved_file_id=draft.resume_version_id).first()
        draft.save(force_insert=True)
    return draft


def differences(old: OptimizedVersion, new: OptimizedVersion) -> list[dict[str, Any]]:
    """List what differs between two versions, section by section, with word diffs."""
    return [row.to_json() for row in compare(old.sections, new.sections)]


def delete(*, version: OptimizedVersion) -> None:
    """Delete a version with its files; what was saved as a résumé version stays there."""
    exports.delete(list(ExportArtifact.objects.filter(version=version)))
    version.delete()
