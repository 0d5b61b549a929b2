"""Notices: mails that people ask for now and another service has sent later.

Whoever asks gets a ticket, which is good once and for a day. The service that holds it learns no
address and cannot have anything else sent.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from api.models import Notice, NoticeOutcome
from api.services import mails, outside_accounts
from servicekit.errors import Conflict, NotFound
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobFailed
from servicekit.jobs.runner import Attempt
from servicekit.tokens import Claims

KIND = "send_notice"
MAX_ATTEMPTS = 60  # an e-mail server that is away is tried for five hours
GOOD_FOR = timedelta(hours=24)
TRIED_FOR = timedelta(hours=6)  # a mail that is due may outlive its ticket by this
PATH = "optimizations"
MAILS = {
    NoticeOutcome.COMPLETED: ("optimization_completed", "Your optimised résumé is ready"),
    NoticeOutcome.FAILED: ("optimization_failed", "Your résumé could not be optimised"),
}


class NoAddress(Conflict):
    """Nobody has told an address of the caller's."""

    code = "no_address"
    detail = "There is no e-mail address of yours to write to."


class AddressNotVerified(Conflict):
    """The address may be somebody else's."""

    code = "email_not_verified"
    detail = "Confirm your e-mail address first; then mails are sent to it."


class TicketRefused(NotFound):
    """The ticket was used, has expired or was never given."""

    detail = "There is no such ticket, or it is not good any more."


@dataclass(frozen=True, slots=True)
class Ticket:
    """The secret itself, which is kept as a digest only."""

    ticket: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a mail."""

    email: str
    name: str = ""


def issue(*, user_id: str, claims: Claims, kind: str) -> Ticket:
    """Give the user of these claims a ticket for one mail to their own verified address.

    Raises:
        NoAddress, AddressNotVerified
    """
    email = _outside_address(claims) if settings.OUTSIDE_ACCOUNTS else ""
    if not settings.OUTSIDE_ACCOUNTS:
        _require_verified_account(user_id)
    ticket = Ticket(secrets.token_urlsafe(32), timezone.now() + GOOD_FOR)
    Notice.objects.create(
        user_id=user_id,
        kind=kind,
        email=email,
        ticket_hash=_digest(ticket.ticket),
        expires_at=ticket.expires_at,
    )
    return ticket


def _require_verified_account(user_id: str) -> None:
    user = outside_accounts.account_rows(user_id).first()
    if user is None:
        raise NoAddress
    if not user.email_verified:
        raise AddressNotVerified


def _outside_address(claims: Claims) -> str:
    """Return the address that the identity provider vouches for."""
    told = str(claims.raw.get("email", ""))
    try:
        validate_email(told)
    except ValidationError as error:
        raise NoAddress from error
    if not claims.email_verified:
        raise AddressNotVerified
    return told


def redeem(*, ticket: str, outcome: str) -> None:
    """Use a ticket up: the mail is sent by a job.

    Raises:
        TicketRefused
    """
    with transaction.atomic():
        good = Notice.objects.unused().filter(ticket_hash=_digest(ticket))
        notice = good.first()
        if notice is None or not good.update(outcome=outcome):
            raise TicketRefused
        queue.enqueue(KIND, subject_id=notice.pk, user_id=notice.user_id)


def send(*, attempt: Attempt) -> None:
    """Send the mail that is due, once; whoever is gone gets none."""
    notice = Notice.objects.due().filter(pk=attempt.subject_id).first()
    recipient = _recipient(notice) if notice else None
    if notice is None or recipient is None or not _claim(notice):
        _conclude(attempt, {"skipped": "it was begun before, or the account is gone"})
        return
    try:
        _deliver(notice, recipient, attempt)
    except JobFailed:
        Notice.objects.filter(pk=notice.pk).update(sent_at=None)
        raise
    _conclude(attempt, {})


def _claim(notice: Notice) -> bool:
    due = Notice.objects.due().filter(pk=notice.pk)
    return bool(due.update(sent_at=timezone.now()))


def _recipient(notice: Notice) -> Recipient | None:
    if notice.email:
        return Recipient(notice.email)
    user = outside_accounts.account_rows(notice.user_id).filter(is_active=True).first()
    return Recipient(user.email, user.name) if user else None


def _deliver(notice: Notice, recipient: Recipient, attempt: Attempt) -> None:
    mail, subject = MAILS[NoticeOutcome(notice.outcome)]
    context = {"name": recipient.name, "link": f"{settings.FRONTEND_URL}/{PATH}"}
    mails.deliver(mail=mail, subject=subject, to=recipient.email, context=context, attempt=attempt)


def _conclude(attempt: Attempt, result: dict[str, str]) -> None:
    with attempt.completing(result):
        Notice.objects.filter(pk=attempt.subject_id).delete()


def purge_expired() -> int:
    """Remove notices that nobody can have sent any more; return how many."""
    return Notice.objects.filter(expires_at__lt=timezone.now() - TRIED_FOR).delete()[0]


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
