"""Mails that people ask for ahead: tickets, their use, and what is sent."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import Notice, User
from api.services import housekeeping, notices
from servicekit import personal_data
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from servicekit.throttling import EndpointThrottle
from tests.conftest import logged_in

MINE = "/api/users/me/notices"
USED = "/api/notices"
ASKED = {"kind": "optimization_ready"}


@pytest.fixture(autouse=True)
def _mails_are_kept(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def verified(user: User) -> User:
    """Return an account whose address is known to be the person's."""
    user.email_verified_at = timezone.now()
    user.save()
    return user


@pytest.fixture
def ticket(verified: User, client: APIClient) -> str:
    """Return a ticket of the user's."""
    response = client.post(MINE, ASKED, "json")
    assert response.status_code == 201, response.content
    return str(response.json()["ticket"])


def _use(client: APIClient, ticket: str, outcome: str = "completed") -> Any:
    return client.post(USED, {"ticket": ticket, "outcome": outcome}, "json")


def _work() -> None:
    for job in Job.objects.filter(kind=notices.KIND, status="queued"):
        runner.run_by_id(job.pk)


def test_a_ticket_is_given_for_a_day_and_kept_as_a_digest(
    verified: User, client: APIClient
) -> None:
    response = client.post(MINE, ASKED, "json")

    body = response.json()
    kept = Notice.objects.values().get()
    assert (response.status_code, set(body)) == (201, {"ticket", "expires_at"})
    assert len(body["ticket"]) >= 43
    assert body["ticket"] not in str(kept)
    assert timedelta(hours=23) < kept["expires_at"] - timezone.now() <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("outcome", "subject", "told"),
    [
        ("completed", "Your optimised résumé is ready", "are ready"),
        ("failed", "Your résumé could not be optimised", "could not be made"),
    ],
)
def test_the_person_is_told_how_it_went(
    ticket: str, anonymous: APIClient, settings: Any, outcome: str, subject: str, told: str
) -> None:
    settings.FRONTEND_URL = "https://app.example.com"
    response = _use(anonymous, ticket, outcome)

    _work()

    (message,) = mail.outbox
    (html,) = message.alternatives  # type: ignore[union-attr]
    assert (response.status_code, response.json()) == (202, {"status": "accepted"})
    assert (message.to, message.subject) == (["ada@example.com"], subject)
    for text in (str(message.body), str(html[0])):
        assert told in text
        assert "Hello Ada Example," in text
        assert "https://app.example.com/optimizations" in text
        assert ticket not in text
    assert not Notice.objects.exists()


def test_a_ticket_is_good_once(ticket: str, anonymous: APIClient) -> None:
    answers = [_use(anonymous, ticket) for _ in range(2)]
    _work()
    answers.append(_use(anonymous, ticket))

    assert [answer.status_code for answer in answers] == [202, 404, 404]
    assert len(mail.outbox) == 1


def test_an_expired_ticket_is_not_there(ticket: str, anonymous: APIClient) -> None:
    Notice.objects.update(expires_at=timezone.now())

    response = _use(anonymous, ticket)
    unknown = _use(anonymous, "unknown")

    assert (response.status_code, unknown.status_code) == (404, 404)
    assert {**response.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"outcome": "completed"}, "ticket"),
        ({"ticket": "", "outcome": "completed"}, "ticket"),
        ({"ticket": "x" * 201, "outcome": "completed"}, "ticket"),
        ({"ticket": "x", "outcome": "cancelled"}, "outcome"),
        ({"ticket": "x"}, "outcome"),
    ],
)
def test_a_use_that_says_too_little_is_refused(
    anonymous: APIClient, body: dict[str, str], attr: str
) -> None:
    response = anonymous.post(USED, body, "json")

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [attr]


def test_a_mail_server_that_is_away_is_tried_again_and_gets_the_mail_once(
    ticket: str, anonymous: APIClient, settings: Any
) -> None:
    _use(anonymous, ticket)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    _work()
    job = Job.objects.get(kind=notices.KIND)
    assert (job.status, job.error["code"]) == ("queued", "mail_not_sent")  # type: ignore[index]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(run_after=timezone.now())
    _work()

    assert len(mail.outbox) == 1
    assert Job.objects.get(kind=notices.KIND).status == "succeeded"


def test_a_worker_that_died_while_sending_does_not_have_it_sent_twice(
    ticket: str, anonymous: APIClient
) -> None:
    _use(anonymous, ticket)
    Notice.objects.update(sent_at=timezone.now())

    _work()

    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_a_disabled_account_gets_no_mail(ticket: str, anonymous: APIClient, user: User) -> None:
    _use(anonymous, ticket)
    User.objects.update(is_active=False)

    _work()

    assert mail.outbox == []
    assert Job.objects.get(kind=notices.KIND).status == "succeeded"


def test_an_unverified_address_gets_no_ticket(client: APIClient) -> None:
    response = client.post(MINE, ASKED, "json")

    assert (response.status_code, response.json()["code"]) == (409, "email_not_verified")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("body", [{}, {"kind": "newsletter"}])
def test_only_known_kinds_can_be_asked_for(
    verified: User, client: APIClient, body: dict[str, str]
) -> None:
    response = client.post(MINE, body, "json")

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == ["kind"]


def test_an_anonymous_caller_is_asked_to_log_in(anonymous: APIClient) -> None:
    assert anonymous.post(MINE, ASKED, "json").status_code == 401


def test_the_same_key_gives_one_ticket(verified: User, client: APIClient) -> None:
    headers = {"Idempotency-Key": "once"}

    answers = [client.post(MINE, ASKED, "json", headers=headers) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert Notice.objects.count() == 1


def test_a_user_gets_so_many_tickets_an_hour(verified: User, settings: Any) -> None:
    cache.clear()
    settings.THROTTLES_ENABLED = True
    client = logged_in(verified)

    answers = [client.post(MINE, ASKED, "json").status_code for _ in range(31)]

    cache.clear()
    assert answers == [201] * 30 + [429]


def test_an_address_may_try_so_many_tickets(
    anonymous: APIClient, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    settings.THROTTLES_ENABLED = True
    monkeypatch.setitem(EndpointThrottle.THROTTLE_RATES, "notice_delivery", "3/min")

    answers = [_use(anonymous, "unknown") for _ in range(4)]

    cache.clear()
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_what_has_expired_is_purged_once_no_mail_of_it_is_due(
    ticket: str, client: APIClient
) -> None:
    client.post(MINE, ASKED, "json")
    old = Notice.objects.order_by("created_at").first()
    assert old is not None
    Notice.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(hours=7))

    housekeeping.keep_house()

    assert Notice.objects.count() == 1
    assert not Notice.objects.filter(pk=old.pk).exists()


def test_notices_go_with_the_account(ticket: str, user: User) -> None:
    Notice.objects.create(
        user_id=str(uuid.uuid4()), kind="optimization_ready", expires_at=timezone.now()
    )

    counts = personal_data.remove(str(user.pk), kept=("Erasure",))

    assert counts["Notice"] == 1
    assert Notice.objects.count() == 1


def test_no_log_line_and_no_job_has_the_ticket(
    ticket: str, anonymous: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        _use(anonymous, ticket)
        _work()

    assert ticket not in caplog.text
    assert "ada@example.com" not in caplog.text
    assert ticket not in str(list(Job.objects.values()))
