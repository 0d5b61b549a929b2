"""E-mails to account holders: asked for in a transaction, sent by a job.

A job carries the account's id and the kind of mail only; the token inside is made when it is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from api.models import User
from api.services import account_tokens
from servicekit.budgets import Budget
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.runner import Attempt

KIND = "send_mail"
VERIFY = "verify_email"
RESET = "reset_password"
SUBJECTS = {VERIFY: "Confirm your e-mail address", RESET: "Choose a new password"}
TOKENS: dict[str, Callable[[User], str]] = {
    VERIFY: account_tokens.verification_token,
    RESET: account_tokens.reset_token,
}
MAILS_AN_HOUR = 5
PATHS = {VERIFY: "verify-email", RESET: "reset-password"}


def request(*, user: User, mail: str) -> None:
    """Ask for a mail to be sent; over the account's budget, none is, and nobody is told so."""
    budget = Budget(f"mails:{mail}:{user.pk}", MAILS_AN_HOUR, 3600)
    if budget.spend() is None:
        queue.enqueue(KIND, subject_id=user.pk, user_id=str(user.pk), arguments={"mail": mail})


def request_for_nobody(*, mail: str) -> None:
    """Do what a request for an account does, so that time does not tell that there is none."""
    nobody = uuid4()
    Budget(f"mails:{mail}:{nobody}", MAILS_AN_HOUR, 3600).spend()
    queue.enqueue(KIND, subject_id=nobody, arguments={"mail": mail})


def send(*, user: User, mail: str, attempt: Attempt) -> None:
    """Send the mail; an e-mail server that is away is tried again for hours."""
    token = TOKENS[mail](user)
    link = f"{settings.FRONTEND_URL}/{PATHS[mail]}?token={token}"
    context = {"name": user.name, "token": token, "link": link}
    deliver(mail=mail, subject=SUBJECTS[mail], to=user.email, context=context, attempt=attempt)
    with attempt.completing():
        pass


def deliver(*, mail: str, subject: str, to: str, context: dict[str, str], attempt: Attempt) -> None:
    """Send the mail of the templates `mails/<mail>`, plain and rich.

    Raises:
        JobFailed: the e-mail server is away; it is to be tried again.
    """
    text = render_to_string(f"mails/{mail}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])
    message.attach_alternative(render_to_string(f"mails/{mail}.html", context), "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as error:
        failure = JobError("mail_not_sent", "The e-mail could not be sent.", retryable=True)
        raise JobFailed(failure, retry_in=queue.backoff(attempt.job)) from error
