"""A fake applicant tracking system: `python -m e2e.fakes.ats_server --port 8002`.

`GET /candidates` gives pages by `page` and `per_page`, by `offset` and `limit`, or by `cursor`:
`{"data": […], "total": n, "next_cursor": "…"}`. It lets 30 requests through in any second and
answers 429 with `Retry-After` to the others, 503 now and then, and with `error_mode=1` every tenth
record is broken. `GET /control` tells what was seen. Only the standard library is needed.
"""

from __future__ import annotations

import argparse
import json
import math
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from e2e.fakes import ats_records

MOST_PER_PAGE = 100
PERIOD = 1.0


@dataclass
class State:
    """How the server behaves and what it has seen; times are of a monotonic clock."""

    total: int = 10_000
    rate: int = 30
    fault_every: int = 0
    delay: float = 0.0
    token: str = ""
    arrivals: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    worst: int = 0
    _recent: deque[float] = field(default_factory=deque)
    _admitted: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self) -> tuple[int, dict[str, str]]:
        """Count a request and return the status it gets, with headers."""
        with self._lock:
            now = time.monotonic()
            self.arrivals.append(now)
            self._recent.append(now)
            for times in (self._recent, self._admitted):
                while times and times[0] <= now - PERIOD:
                    times.popleft()
            self.worst = max(self.worst, len(self._recent))
            status, headers = self._verdict(now)
            self.answers[status] += 1
            return status, headers

    def _verdict(self, now: float) -> tuple[int, dict[str, str]]:
        if len(self._admitted) >= self.rate:
            wait = self._admitted[0] + PERIOD - now
            return 429, {"Retry-After": str(math.ceil(wait))}
        self._admitted.append(now)
        if self.fault_every and len(self.arrivals) % self.fault_every == 0:
            return 503, {}
        return 200, {}

    def told(self) -> dict[str, Any]:
        """Return the counts."""
        return {
            "requests": len(self.arrivals),
            "answers": dict(self.answers),
            "most_in_a_second": self.worst,
        }


class AtsServer:
    """The fake on a loopback port, in threads of its own while the `with` block runs."""

    def __init__(self, *, port: int = 0, **behaviour: Any) -> None:
        self.state = State(**behaviour)
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self.state))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Give the address of the candidates."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/candidates"

    def source(self, **changes: Any) -> dict[str, Any]:
        """Return what `ATS_SOURCES` says of this server."""
        return {**source_at(self.url), **changes}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def serve_forever(self) -> None:
        """Serve until interrupted, in the caller's thread."""
        self._http.serve_forever()


def source_at(url: str) -> dict[str, Any]:
    """Return the entry of `ATS_SOURCES` for a fake at `url`."""
    return {
        "base_url": url,
        "accounts": ["*"],
        "records": "data",
        "error_mode": "error_mode",
        "most_per_page": MOST_PER_PAGE,
        "internal": True,
    }


def _handler(state: State) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 64 * 1024  # head and body leave together

        def do_GET(self) -> None:
            """Answer one request."""
            path = urlsplit(self.path)
            if path.path == "/control":
                self._say(200, state.told(), {})
                return
            asked = {name: values[-1] for name, values in parse_qs(path.query).items()}
            status, headers = state.admit()
            if state.token and self.headers.get("Authorization") != f"Bearer {state.token}":
                status = 401
            time.sleep(state.delay)
            body = _page(state, asked) if status == 200 else {"error": status}
            self._say(status, body, headers)

        def _say(self, status: int, body: Any, headers: dict[str, str]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    return Handler


def _page(state: State, asked: dict[str, str]) -> dict[str, Any]:
    size = min(int(asked.get("per_page") or asked.get("limit") or 25), MOST_PER_PAGE)
    if "page" in asked:
        start = (int(asked["page"]) - 1) * size
    else:
        start = int(asked.get("offset") or asked.get("cursor") or 0)
    numbers = range(start, min(start + size, state.total))
    breaks = asked.get("error_mode") == "1"
    data = [
        ats_records.broken(number)
        if breaks and ats_records.is_broken(number)
        else ats_records.applicant(number)
        for number in numbers
    ]
    following = str(start + size) if start + size < state.total else None
    return {"data": data, "total": state.total, "next_cursor": following}


def main() -> None:
    """Run the fake from the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--port", type=int, default=8002)
    options.add_argument("--total", type=int, default=10_000, help="applicants there are")
    options.add_argument("--rate", type=int, default=30, help="requests within a second")
    options.add_argument("--fault-every", type=int, default=50, help="how often 503; 0 is never")
    options.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options.add_argument("--token", default="", help="the bearer token that is asked for")
    chosen = vars(options.parse_args())
    server = AtsServer(**chosen)
    print(server.url, json.dumps({"ATS_SOURCES": {"sample": server.source()}}), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()
