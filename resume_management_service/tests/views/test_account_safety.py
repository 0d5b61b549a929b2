"""Verification, resets, sessions, cookies, second factors, lockout, administrators."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from api.models import Session, User
from api.services import mails, signing_keys
from servicekit.audit.models import AuditEvent
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from tests.conftest import logged_in
from tests.samples import RESUME_TEXT

PASSWORD = "correct horse battery"
NEW_PASSWORD = "another horse battery"


@pytest.fixture(autouse=True)
def _mails_are_kept(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


def _register(client: APIClient, **fields: Any) -> Any:
    body = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", **fields}
    return client.post("/api/auth/register", body, format="json")


def _login(client: APIClient, **fields: Any) -> Any:
    body = {"email": "ada@example.com", "password": PASSWORD, **fields}
    return client.post("/api/auth/login", body, format="json")


def _sent_token() -> str:
    for job in Job.objects.filter(kind=mails.KIND, status="queued"):
        runner.run_by_id(job.pk)
    link = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert link is not None
    return parse_qs(urlsplit(link[0]).query)["token"][0]


def test_an_address_is_verified_by_the_link_once(anonymous: APIClient) -> None:
    _register(anonymous)
    token = _sent_token()

    first = anonymous.post("/api/auth/verify", {"token": token}, format="json")
    second = anonymous.post("/api/auth/verify", {"token": token}, format="json")

    assert (first.status_code, first.json()) == (200, {"status": "verified"})
    assert second.status_code == 400
    assert second.json()["code"] == "invalid_token"
    assert User.objects.get().email_verified


def test_the_mail_has_a_plain_and_a_rich_part(anonymous: APIClient) -> None:
    _register(anonymous, name="Ada <b>&")
    _sent_token()

    message = mail.outbox[0]
    assert message.to == ["ada@example.com"]
    assert "Ada <b>&" in message.body
    (html,) = message.alternatives  # type: ignore[attr-defined]
    assert "Ada &lt;b&gt;&amp;" in html[0]


def test_no_job_holds_a_token(anonymous: APIClient) -> None:
    _register(anonymous)

    assert Job.objects.get(kind=mails.KIND).arguments == {"mail": "verify_email"}


@pytest.mark.parametrize("token", ["", "x", "x.y", "AAAA.bbb-ccc", "é.é"])
def test_a_forged_link_verifies_nothing(anonymous: APIClient, user: User, token: str) -> None:
    response = anonymous.post("/api/auth/verify", {"token": token}, format="json")

    assert response.status_code == 400


def test_another_link_can_be_asked_for(client: APIClient) -> None:
    response = client.post("/api/auth/verify/resend")

    assert response.status_code == 202
    assert Job.objects.filter(kind=mails.KIND).count() == 1


def test_uploads_need_a_verified_address_where_it_is_required(
    anonymous: APIClient, settings: Any
) -> None:
    settings.REQUIRE_VERIFIED_EMAIL = True
    tokens = _register(anonymous).json()
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
    file = {"file": SimpleUploadedFile("cv.txt", RESUME_TEXT)}

    refused = anonymous.post("/api/resumes", file)
    anonymous.post("/api/auth/verify", {"token": _sent_token()}, format="json")
    refreshed = anonymous.post(
        "/api/auth/refresh", {"refresh": tokens["refresh"]}, format="json"
    ).json()
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {refreshed['access']}")
    file = {"file": SimpleUploadedFile("cv.txt", RESUME_TEXT)}

    assert refused.status_code == 403
    assert refused.json()["code"] == "email_not_verified"
    assert anonymous.post("/api/resumes", file).status_code == 201


def test_a_password_is_reset_by_the_link_once(anonymous: APIClient, user: User) -> None:
    session = logged_in(user)
    anonymous.post("/api/auth/password-reset/request", {"email": user.email}, format="json")
    body = {"token": _sent_token(), "new_password": NEW_PASSWORD}

    first = anonymous.post("/api/auth/password-reset/confirm", body, format="json")
    second = anonymous.post("/api/auth/password-reset/confirm", body, format="json")

    assert (first.status_code, second.status_code) == (200, 400)
    assert session.get("/api/users/me").status_code == 401
    assert _login(anonymous).status_code == 401
    assert _login(anonymous, password=NEW_PASSWORD).status_code == 200


def test_a_reset_does_not_tell_whether_the_address_is_known(
    anonymous: APIClient, user: User
) -> None:
    answers = [
        anonymous.post("/api/auth/password-reset/request", {"email": email}, format="json")
        for email in (user.email, "nobody@example.com")
    ]

    assert answers[0].status_code == answers[1].status_code == 202
    assert answers[0].content == answers[1].content
    for job in Job.objects.filter(kind=mails.KIND):
        runner.run_by_id(job.pk)
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert set(Job.objects.values_list("status", flat=True)) == {"succeeded"}


def test_one_mailbox_is_not_flooded_from_many_addresses(anonymous: APIClient, user: User) -> None:
    answers = [
        anonymous.post(
            "/api/auth/password-reset/request",
            {"email": user.email},
            format="json",
            REMOTE_ADDR=f"203.0.113.{number}",
        )
        for number in range(9)
    ]

    assert {answer.status_code for answer in answers} == {202}
    assert Job.objects.filter(kind=mails.KIND).count() == mails.MAILS_AN_HOUR


def test_a_weak_new_password_is_refused(anonymous: APIClient, user: User) -> None:
    anonymous.post("/api/auth/password-reset/request", {"email": user.email}, format="json")
    body = {"token": _sent_token(), "new_password": "password123"}

    response = anonymous.post("/api/auth/password-reset/confirm", body, format="json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "password"
    assert _login(anonymous).status_code == 200


def test_changing_the_password_ends_the_other_sessions(client: APIClient, user: User) -> None:
    other = logged_in(user)
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    response = client.post("/api/users/me/password", body, format="json")

    assert response.status_code == 204
    assert client.get("/api/users/me").status_code == 200
    assert other.get("/api/users/me").status_code == 401


def test_the_current_password_is_asked_for(client: APIClient) -> None:
    body = {"current_password": "wrong", "new_password": NEW_PASSWORD}

    response = client.post("/api/users/me/password", body, format="json")

    assert response.status_code == 403
    assert response.json()["code"] == "wrong_password"


def test_sessions_are_listed_and_revoked(client: APIClient, user: User) -> None:
    other = logged_in(user)

    listed = client.get("/api/auth/sessions").json()["results"]
    (foreign,) = [session for session in listed if not session["current"]]
    response = client.delete(f"/api/auth/sessions/{foreign['id']}")

    assert len(listed) == 2
    assert response.status_code == 204
    assert other.get("/api/users/me").status_code == 401
    assert client.get("/api/users/me").status_code == 200


def test_a_stranger_cannot_revoke_my_session(client: APIClient, stranger: APIClient) -> None:
    mine = client.get("/api/auth/sessions").json()["results"][0]["id"]

    assert stranger.delete(f"/api/auth/sessions/{mine}").status_code == 404
    assert client.get("/api/users/me").status_code == 200


def test_browsers_keep_the_refresh_token_in_a_cookie(anonymous: APIClient, user: User) -> None:
    response = _login(anonymous, cookie=True)

    cookie = response.cookies["refresh_token"]
    assert response.json()["refresh"] is None
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/api/auth"
    proof = {"X-CSRF-Token": response.cookies["csrf_token"].value}
    refreshed = anonymous.post("/api/auth/refresh", {}, format="json", headers=proof)
    assert refreshed.status_code == 200
    assert refreshed.json()["refresh"] is None
    assert refreshed.cookies["refresh_token"].value != cookie.value


@pytest.mark.parametrize("proof", [{}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": "x.y"}])
def test_a_cookie_without_proof_is_a_forgery(
    anonymous: APIClient, user: User, proof: dict[str, str]
) -> None:
    _login(anonymous, cookie=True)

    response = anonymous.post("/api/auth/refresh", {}, format="json", headers=proof)

    assert response.status_code == 403
    assert response.json()["code"] == "csrf_failed"
    assert Session.objects.get().revoked_at is None


def test_failed_logins_lock_account_and_address_alike(anonymous: APIClient, user: User) -> None:
    def answers(email: str) -> list[tuple[int, str]]:
        tries = [_login(anonymous, email=email, password="wrong horse") for _ in range(7)]
        return [(answer.status_code, answer.json()["code"]) for answer in tries]

    known, unknown = answers(user.email), answers("nobody@example.com")

    assert known == unknown
    assert known[0] == (401, "invalid_credentials")
    assert known[-1] == (429, "too_many_attempts")
    locked = _login(anonymous)
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) > 60


def _enable_second_factor(client: APIClient) -> tuple[pyotp.TOTP, list[str]]:
    uri = client.post("/api/auth/second-factor", {"password": PASSWORD}, format="json").json()[
        "uri"
    ]
    totp = pyotp.TOTP(parse_qs(urlsplit(uri).query)["secret"][0])
    confirmed = client.post("/api/auth/second-factor/confirm", {"code": totp.now()}, format="json")
    assert confirmed.status_code == 200, confirmed.content
    return totp, confirmed.json()["recovery_codes"]


def test_a_second_factor_is_asked_for_once_set_up(client: APIClient, anonymous: APIClient) -> None:
    totp, codes = _enable_second_factor(client)

    assert _login(anonymous).json()["code"] == "otp_required"
    assert _login(anonymous, otp="000000").json()["code"] == "invalid_otp"
    assert _login(anonymous, otp=totp.now()).json()["code"] == "invalid_otp"  # used to confirm
    assert _login(anonymous, otp=codes[0]).status_code == 200
    assert _login(anonymous, otp=codes[0]).json()["code"] == "invalid_otp"


def test_under_a_new_secret_of_the_service_people_can_still_log_in(
    client: APIClient, anonymous: APIClient, settings: Any
) -> None:
    totp, codes = _enable_second_factor(client)
    settings.SECRET_KEY = "another-" + "z" * 40
    signing_keys.forget_loaded()

    assert _login(anonymous, otp=totp.at(time.time() + 30)).json()["code"] == "invalid_otp"
    assert _login(anonymous, otp=codes[0]).status_code == 200
    assert client.get("/api/users/me").status_code == 200  # the old key still verifies
    signing_keys.forget_loaded()


def test_an_unconfirmed_second_factor_does_not_count(
    client: APIClient, anonymous: APIClient
) -> None:
    client.post("/api/auth/second-factor", {"password": PASSWORD}, format="json")

    assert _login(anonymous).status_code == 200


def test_removing_the_second_factor_needs_the_password(
    client: APIClient, anonymous: APIClient
) -> None:
    _enable_second_factor(client)

    wrong = client.delete("/api/auth/second-factor", {"password": "x"}, format="json")
    right = client.delete("/api/auth/second-factor", {"password": PASSWORD}, format="json")

    assert (wrong.status_code, right.status_code) == (403, 204)
    assert _login(anonymous).status_code == 200


def test_accepted_texts_are_recorded_with_their_version(
    anonymous: APIClient, settings: Any
) -> None:
    tokens = _register(anonymous, accept_terms=True).json()
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")

    newer = {"document": "terms", "version": "2027-01"}
    assert anonymous.post("/api/users/me/consents", newer, format="json").status_code == 201

    accepted = {
        (c["document"], c["version"]) for c in anonymous.get("/api/users/me/consents").json()
    }
    assert accepted == {
        ("terms", settings.LEGAL_VERSIONS["terms"]),
        ("privacy", settings.LEGAL_VERSIONS["privacy"]),
        ("terms", "2027-01"),
    }


def test_the_owner_reads_the_audit_log(client: APIClient, stranger: APIClient) -> None:
    client.patch("/api/users/me", {"name": "New"}, format="json")

    events = client.get("/api/users/me/audit").json()["results"]

    assert events[0]["action"] == "account.updated"
    assert stranger.get("/api/users/me/audit").json()["results"] == []


@pytest.fixture
def admin(other_user: User) -> APIClient:
    """Return a client that is logged in as an administrator."""
    User.objects.filter(pk=other_user.pk).update(is_staff=True)
    other_user.refresh_from_db()
    return logged_in(other_user)


def test_an_administrator_disables_an_account_and_that_is_recorded(
    admin: APIClient, client: APIClient, user: User, other_user: User
) -> None:
    response = admin.patch(f"/api/admin/users/{user.pk}", {"is_active": False}, format="json")

    assert response.json()["is_active"] is False
    assert client.get("/api/users/me").status_code == 401
    event = AuditEvent.objects.get(action="account.disabled")
    assert (event.user_id, event.actor) == (str(user.pk), str(other_user.pk))
    shown = admin.get(f"/api/admin/users/{user.pk}/audit").json()["results"]
    assert "account.disabled" in [event["action"] for event in shown]


@pytest.mark.parametrize("path", ["users", "users/{id}", "users/{id}/audit"])
def test_users_are_no_administrators(client: APIClient, user: User, path: str) -> None:
    url = f"/api/admin/{path.format(id=user.pk)}"

    responses = [client.get(url), client.patch(url, {}, format="json")]

    assert {response.status_code for response in responses} <= {403, 405}
