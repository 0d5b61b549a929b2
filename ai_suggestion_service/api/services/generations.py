"""Résumés from what somebody tells: asking for one, making it, and keeping only what was told."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.utils import timezone

from api.clients import resume_service
from api.llm.generating import Generated, GenerationRequest, generate_resume
from api.matching.sanitising import sanitise
from api.models import AIModel, EgressRecord, Generation
from api.models.work import WorkStatus
from api.rewriting.told import KeptSections, keep_told
from api.services import ai_models, charges, credits, receipts, works
from api.services.works import Errand
from servicekit.database import release_connections
from servicekit.errors import Conflict, FieldError, Invalid, Unauthenticated
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.runner import Attempt

KIND = "generate"
UNSUPPORTED = JobError(
    "unsupported_claims",
    "Nothing of the answer was told; its `refused` names the claims.",
    retryable=True,
)
ANONYMOUS = "anon-"
SALT = "api.generations"
MIN_CHARACTERS = 20


class LoginRequired(Unauthenticated):
    """The model is for callers with a token only."""

    code = "login_required"
    detail = "This model needs a login; see login_required at /api/ai/models."


class NothingTold(Invalid):
    """Once cleaned, the text says too little to make a résumé of."""

    code = "too_little_told"

    def __init__(self) -> None:
        detail = f"Tell {MIN_CHARACTERS} characters or more about yourself."
        super().__init__(detail, errors=[FieldError("user_input", "too_short", detail)])


class GenerationNotCompleted(Conflict):
    """There is nothing to save: it is still being made, or it failed."""

    code = "generation_not_completed"
    detail = "The generated résumé is not ready, or it failed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller tells; `model` "" is the default one that the caller may use."""

    user_input: str
    model: str = ""


def generate(*, user_id: str | None, address: str, order: Order, wait: float) -> Generation:
    """Ask for a résumé and wait up to `wait` seconds for it; it may still be in the making.

    Without a login (`user_id` None) it belongs to an account that stands for the address.

    Raises:
        LoginRequired, NothingTold
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the error's member `generation_id` names the row that stays.
    """
    told = sanitise(order.user_input).strip()
    if len(told) < MIN_CHARACTERS:
        raise NothingTold
    model = ai_models.choose(order.model) if user_id else _open_model(order.model)
    owner = user_id or anonymous_account(address)
    draft = Generation(
        user_id=owner,
        is_anonymous=user_id is None,
        ai_model=model,
        model_name=model.display_name,
        provider=model.provider,
        user_input=told,
        input={},
    )
    charge = charges.prepare(user_id=owner, model=model)
    return works.begin(draft, kind=KIND, charge=charge, wait=wait)


def _open_model(name: str) -> AIModel:
    """Return the named model, or the first, of those that need neither login nor credits."""
    if name:
        chosen = ai_models.choose(name)
        if not _is_open(chosen):
            raise LoginRequired
        return chosen
    chosen_first = next((model for model in ai_models.usable() if _is_open(model)), None)
    if chosen_first is None:
        raise LoginRequired
    return chosen_first


def _is_open(model: AIModel) -> bool:
    return not model.login_required and not credits.price(action=Generation.NOUN, model=model)


def anonymous_account(address: str) -> str:
    """Return the account id that stands for an address, which cannot be read from it."""
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256)
    return ANONYMOUS + digest.hexdigest()[:30]


def token_of(generation: Generation) -> str:
    """Return the token that gives this result to whoever holds it."""
    return signing.Signer(salt=SALT).signature(str(generation.pk))


def is_held(generation_id: UUID, token: str) -> bool:
    """Tell whether a token is that of the result."""
    return hmac.compare_digest(
        signing.Signer(salt=SALT).signature(str(generation_id)).encode(), token.encode()
    )


def run(*, generation: Generation, attempt: Attempt) -> None:
    """Make the résumé and keep what of it was told, all of it or nothing.

    Raises:
        JobFailed: the provider failed as often as it may, or wrote only what was never told.
        LeaseLost: another worker does it, or it was deleted.
    """
    with works.errand(generation, attempt) as errand:
        values = _made(generation, errand)
    errand.complete(**values)


def _made(generation: Generation, errand: Errand) -> dict[str, Any]:
    told = generation.user_input
    made = generate_resume(errand.provider, GenerationRequest(told), errand.budget())
    kept = keep_told(told, made.sections)
    if made.sections and not kept.sections:
        refused = [passage.as_dict() for passage in kept.refused]
        Generation.objects.unfinished().filter(pk=generation.pk).update(refused=refused)
        raise JobFailed(UNSUPPORTED)
    return _values(told, made, kept)


def _values(told: str, made: Generated, kept: KeptSections) -> dict[str, Any]:
    return {
        "sections": kept.sections,
        "notes": list(made.notes),
        "refused": [passage.as_dict() for passage in kept.refused],
        "warnings": [asdict(finding) for finding in made.warnings],
        "usage": asdict(made.origin.usage),
        "receipt": {
            "told_sha256": receipts.text_digest(told),
            **receipts.origin_of(made.origin),
        },
    }


def save(*, generation: Generation, user_id: str, token: str, name: str) -> UUID:
    """Make a résumé of it in the caller's account; saving it again gives the same résumé.

    A result made without a login becomes the caller's.

    Raises:
        GenerationNotCompleted, and what `resume_service.add_resume` raises
    """
    if generation.status != WorkStatus.COMPLETED:
        raise GenerationNotCompleted
    if generation.saved_resume_id is not None and generation.user_id == user_id:
        return generation.saved_resume_id
    release_connections()
    resume_id = resume_service.add_resume(
        sections=generation.sections,
        name=name,
        token=token,
        key=f"generation-{generation.pk}",
    )
    rows = Generation.objects.filter(pk=generation.pk)
    rows.filter(Q(user_id=user_id) | Q(is_anonymous=True)).update(
        user_id=user_id, is_anonymous=False, saved_resume_id=resume_id
    )
    return resume_id


def purge_anonymous() -> int:
    """Forget what was made without a login, and what left for it; return how many results."""
    limit = timezone.now() - timedelta(hours=settings.ANONYMOUS_RETENTION_HOURS)
    old = Generation.objects.filter(is_anonymous=True, created_at__lt=limit)
    EgressRecord.objects.filter(user_id__startswith=ANONYMOUS, sent_at__lt=limit).delete()
    return old.delete()[0]
