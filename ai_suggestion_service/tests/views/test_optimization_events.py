"""Server-sent events of optimisations."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from api.models import Optimization
from api.views import event_streams
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

Follow = Callable[..., list[dict[str, Any]]]


def read(response: Any) -> Iterator[dict[str, Any]]:
    """Yield the events of a stream, without comments and hints."""
    for block in b"".join(response.streaming_content).decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if "event" in fields:
            yield {**fields, "data": json.loads(fields["data"])}


@pytest.fixture
def follow(client: APIClient) -> Follow:
    """Return a function that reads a whole stream."""

    def get(path: str, last: str | None = None) -> list[dict[str, Any]]:
        headers = {"Last-Event-ID": last} if last is not None else {}
        response = client.get(f"{path}/events", headers=headers)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/event-stream"
        events = list(read(response))
        response.close()
        return events

    return get


@pytest.fixture
def worked(optimize: Any) -> str:
    """Return the path of an optimisation that a worker has made."""
    path = str(optimize()["Location"])
    assert runner.run_by_id(Job.objects.get().pk)
    return path


def test_a_finished_one_tells_everything_and_ends(
    worked: str, follow: Follow, client: APIClient
) -> None:
    events = follow(worked)

    body = client.get(worked).json()
    names = [event["event"] for event in events]
    assert names == ["started", *["section"] * body["progress"]["total"], "completed"]
    told = [event["data"] for event in events[1:-1]]
    assert [row["section"] for row in told] == [
        row["section"] for row in body["progress"]["sections"]
    ]
    assert events[-1]["data"]["alignment_score"] == body["alignment_score"]


def test_a_client_that_reconnects_misses_and_repeats_nothing(worked: str, follow: Follow) -> None:
    everything = follow(worked)

    for place, event in enumerate(everything[:-1]):
        assert follow(worked, event["id"]) == everything[place + 1 :]


def test_after_the_last_event_there_is_nothing_to_reconnect_for(
    worked: str, follow: Follow, client: APIClient
) -> None:
    last = follow(worked)[-1]["id"]

    response = client.get(f"{worked}/events", headers={"Last-Event-ID": last})

    assert response.status_code == 204


@pytest.mark.parametrize("strange", ["", "x", "9" * 50, "1-1\x00"])
def test_an_id_that_was_never_given_out_begins_anew(
    worked: str, follow: Follow, strange: str
) -> None:
    assert follow(worked, strange) == follow(worked)


def test_events_come_while_it_runs(optimize: Any, follow: Follow, llm: LlmServer) -> None:
    llm.state.delay = 0.5
    path = optimize()["Location"]
    started = time.monotonic()

    def work() -> None:
        try:
            runner.run_by_id(Job.objects.get().pk)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    events = follow(path)
    worker.join()

    assert [event["event"] for event in events][-1] == "completed"
    assert time.monotonic() - started > 0.5


def test_a_stream_ends_in_time_and_goes_on_where_it_ended(
    optimize: Any, follow: Follow, settings: Any
) -> None:
    settings.EVENT_STREAM_SECONDS = 0.3
    path = optimize()["Location"]

    before = follow(path)
    runner.run_by_id(Job.objects.get().pk)

    assert before == []
    assert follow(path, "")[-1]["event"] == "completed"


def test_silence_is_broken_by_heartbeats(
    optimize: Any, client: APIClient, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EVENT_STREAM_SECONDS = 0.6
    monkeypatch.setattr(event_streams, "HEARTBEAT_SECONDS", 0.1)
    response = client.get(f"{optimize()['Location']}/events")

    content = b"".join(response.streaming_content)

    assert content.count(b": still here\n\n") >= 2


def test_a_cancelled_one_ends_failed(optimize: Any, client: APIClient, follow: Follow) -> None:
    path = optimize()["Location"]
    client.post(f"{path}/cancel")

    (event,) = follow(path)

    assert event["event"] == "failed"
    assert event["data"]["error"]["code"] == "cancelled"


def test_one_deleted_meanwhile_ends(optimize: Any, client: APIClient) -> None:
    response = client.get(f"{optimize()['Location']}/events")
    Optimization.objects.all().delete()

    events = list(read(response))

    assert [event["event"] for event in events] == ["deleted"]


def test_only_so_many_streams_are_open(optimize: Any, client: APIClient) -> None:
    path = f"{optimize()['Location']}/events"
    opened = [client.get(path) for _ in range(event_streams.STREAMS_PER_USER)]

    refused = client.get(path)
    opened[0].close()
    admitted = client.get(path)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
    assert int(refused["Retry-After"]) > 0
    assert admitted.status_code == 200
    for response in [*opened, admitted]:
        response.close()
    assert not event_streams.streams._open


def test_who_accepts_only_events_is_served_and_refused_in_words(
    worked: str, client: APIClient, stranger: APIClient
) -> None:
    wanted = {"Accept": "text/event-stream"}

    response = client.get(f"{worked}/events", headers=wanted)
    foreign = stranger.get(f"{worked}/events", headers=wanted)

    assert response.status_code == 200
    response.close()
    assert foreign.status_code == 404
    assert foreign["Content-Type"] == "application/problem+json"
    assert json.loads(foreign.content)["code"] == "not_found"


def test_a_stranger_sees_what_is_not_there(
    worked: str, stranger: APIClient, anonymous: APIClient
) -> None:
    foreign = stranger.get(f"{worked}/events")
    absent = stranger.get(f"/api/optimize/{uuid.uuid4()}/events")

    assert (foreign.status_code, anonymous.get(f"{worked}/events").status_code) == (404, 401)
    assert {**foreign.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
