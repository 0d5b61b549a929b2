"""Transactions that the database breaks off."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from servicekit.database import transactions
from servicekit.database.transactions import DEADLOCK, DatabaseBusy, in_transaction
from servicekit.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def _job() -> Job:
    return Job.objects.create(kind="scripted", subject_id=str(uuid.uuid4()))


def test_what_was_broken_off_is_undone_and_done_again() -> None:
    tries: list[int] = []

    def body() -> str:
        tries.append(1)
        _job()
        if len(tries) < 3:
            raise OperationalError(DEADLOCK, "Deadlock found when trying to get lock")
        return "done"

    assert in_transaction(body) == "done"

    assert len(tries) == 3
    assert Job.objects.count() == 1


def test_endless_deadlocks_end_in_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "PATIENCE_SECONDS", 0.05)

    def body() -> None:
        _job()
        raise OperationalError(DEADLOCK, "Deadlock found when trying to get lock")

    with pytest.raises(DatabaseBusy) as refused:
        in_transaction(body)

    assert refused.value.retry_after == 1
    assert not Job.objects.exists()


@pytest.mark.parametrize("error", [OperationalError(2006, "gone away"), OperationalError()])
def test_other_failures_are_not_tried_again(error: OperationalError) -> None:
    tries: list[int] = []

    def body() -> None:
        tries.append(1)
        raise error

    with pytest.raises(OperationalError):
        in_transaction(body)

    assert len(tries) == 1


def test_inside_of_another_transaction_it_is_left_to_that_one() -> None:
    tries: list[int] = []

    def body() -> None:
        tries.append(1)
        raise OperationalError(DEADLOCK, "Deadlock found when trying to get lock")

    with pytest.raises(OperationalError), transaction.atomic():
        in_transaction(body)

    assert len(tries) == 1


# SQLite has one writer at a time: nothing can deadlock there.
if connection.vendor == "mysql":

    def test_two_that_lock_the_same_rows_crosswise_both_get_through() -> None:
        rows = [_job().pk, _job().pk]
        both_hold_one = threading.Barrier(2)
        ended: list[int] = []

        def work(order: list[Any]) -> None:
            waited: list[int] = []

            def body() -> None:
                Job.objects.filter(pk=order[0]).update(request_id="x")
                if not waited:
                    waited.append(1)
                    both_hold_one.wait(10)
                Job.objects.filter(pk=order[1]).update(request_id="y")

            try:
                in_transaction(body)
                ended.append(1)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=(order,)) for order in (rows, rows[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(ended) == 2
