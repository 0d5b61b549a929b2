"""Sessions under parallel use, and key rotation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from api.models import Session, SigningKey, User
from api.services import sessions, signing_keys
from servicekit.authentication import verifier
from servicekit.errors import Unauthenticated


@pytest.mark.django_db(transaction=True)
def test_one_of_many_parallel_refreshes_wins() -> None:
    user = User.objects.create_user("ada@example.com", "correct horse battery")
    pair = sessions.open_session(user=user, origin=sessions.Origin())

    def refresh(_: int) -> bool:
        try:
            sessions.rotate(refresh=pair.refresh)
        except Unauthenticated:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(refresh, range(50)))

    assert won.count(True) == 1
    assert Session.objects.get().revoked_at is not None


def test_every_session_but_one_can_be_ended(user: User) -> None:
    pairs = [sessions.open_session(user=user, origin=sessions.Origin()) for _ in range(3)]
    kept = jwt.decode(pairs[0].access, options={"verify_signature": False})["sid"]

    ended = sessions.revoke_all(user_id=str(user.pk), except_session=kept)

    assert ended == 2
    assert str(Session.objects.alive().get().pk) == kept


def test_an_expired_session_cannot_be_refreshed(user: User) -> None:
    pair = sessions.open_session(user=user, origin=sessions.Origin())
    Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(sessions.RefreshRefused):
        sessions.rotate(refresh=pair.refresh)


def test_old_tokens_stay_valid_after_a_rotation(user: User) -> None:
    before = sessions.open_session(user=user, origin=sessions.Origin())
    old_kid, _ = signing_keys.current()

    call_command("rotate_signing_key", signs_in=0)
    signing_keys.forget_loaded()
    after = sessions.open_session(user=user, origin=sessions.Origin())

    assert jwt.get_unverified_header(after.access)["kid"] != old_kid
    assert {key["kid"] for key in signing_keys.published()} >= {old_kid}
    assert verifier().verify(before.access).subject == str(user.pk)
    assert verifier().verify(after.access).subject == str(user.pk)
    assert sessions.rotate(refresh=before.refresh).refresh


def test_a_new_key_is_published_before_it_signs(user: User) -> None:
    old_kid, _ = signing_keys.current()

    new = signing_keys.rotate(signs_in=timedelta(minutes=2))
    signing_keys.forget_loaded()

    assert signing_keys.current()[0] == old_kid
    assert new.kid in {key["kid"] for key in signing_keys.published()}


def test_a_retired_key_is_no_longer_believed(user: User) -> None:
    pair = sessions.open_session(user=user, origin=sessions.Origin())
    SigningKey.objects.update(retires_at=timezone.now() - timedelta(seconds=1))
    signing_keys.forget_loaded()
    verifier().forget()

    with pytest.raises(Unauthenticated):
        verifier().verify(pair.access)


def test_the_private_key_is_not_readable_in_the_database(user: User) -> None:
    signing_keys.current()

    stored = bytes(SigningKey.objects.get().encrypted_private_key)

    assert b"PRIVATE" not in stored


def test_the_role_comes_from_the_account(user: User) -> None:
    User.objects.update(is_staff=True)
    user.refresh_from_db()

    pair = sessions.open_session(user=user, origin=sessions.Origin())

    claims: dict[str, Any] = jwt.decode(pair.access, options={"verify_signature": False})
    assert claims["role"] == "admin"
