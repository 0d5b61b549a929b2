"""Server-sent events: bounded in time and number, without a database connection while waiting."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence

import orjson
from django.conf import settings
from django.http import StreamingHttpResponse

from api.services.optimization_events import LAST, Event, Position, position_of
from servicekit.database import release_connections
from servicekit.errors import TooMany
from servicekit.rendering import FastJSONRenderer

LOOK_EVERY_SECONDS = 0.25
HEARTBEAT_SECONDS = 10.0
RECONNECT_MILLISECONDS = 1000
STREAMS_PER_USER = 3
# Of the threads that also answer everything else.
SHARE_OF_THREADS = 4
Look = Callable[[Position], Sequence[Event]]


class TooManyStreams(TooMany):
    """The caller, or everybody together, follows as many streams as this process serves."""

    code = "too_many_streams"
    detail = "Too many event streams are open. Poll instead, or close one."


class EventStreamRenderer(FastJSONRenderer):
    """Lets a client ask for `text/event-stream`; what is refused is a problem document in JSON."""

    media_type = "text/event-stream"
    format = "events"


class Streams:
    """How many streams this process serves, by user."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, user_id: str) -> None:
        """Count a stream. Raises TooManyStreams."""
        with self._lock:
            most = max(1, settings.AI_THREADS // SHARE_OF_THREADS)
            if self._open[user_id] >= STREAMS_PER_USER or self._open.total() >= most:
                raise TooManyStreams
            self._open[user_id] += 1

    def leave(self, user_id: str) -> None:
        """Forget a stream that has ended."""
        with self._lock:
            self._open[user_id] -= 1
            if not self._open[user_id]:
                del self._open[user_id]


streams = Streams()


class EventStream:
    """What happens, as it happens, for at most `EVENT_STREAM_SECONDS`; then the client reconnects.

    It has `close`, which the server calls however a response ends, also one never begun.
    """

    def __init__(self, user_id: str, look: Look, position: Position) -> None:
        streams.enter(user_id)
        self._user_id = user_id
        self._lines = _lines(look, position)
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self._lines

    def close(self) -> None:
        """Give the place to another stream."""
        self._lines.close()
        if self._is_open:
            self._is_open = False
            streams.leave(self._user_id)


def _lines(look: Look, position: Position) -> Generator[bytes, None, None]:
    deadline = time.monotonic() + settings.EVENT_STREAM_SECONDS
    yield f"retry: {RECONNECT_MILLISECONDS}\n\n".encode()
    spoke = time.monotonic()
    while True:
        events = look(position)
        release_connections()
        for event in events:
            yield _written(event)
            spoke = time.monotonic()
            if event.id == LAST:
                return
            position = position_of(event.id)
        if time.monotonic() >= deadline:
            return
        if time.monotonic() - spoke >= HEARTBEAT_SECONDS:
            yield b": still here\n\n"
            spoke = time.monotonic()
        time.sleep(LOOK_EVERY_SECONDS)


def _written(event: Event) -> bytes:
    data = orjson.dumps(event.data).decode()
    return f"id: {event.id}\nevent: {event.name}\ndata: {data}\n\n".encode()


def stream_response(user_id: str, look: Look, position: Position) -> StreamingHttpResponse:
    """Answer with a stream of events. Raises TooManyStreams."""
    return StreamingHttpResponse(
        EventStream(user_id, look, position),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
