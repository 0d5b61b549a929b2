"""A language model's server that is not one: OpenAI and Anthropic wire formats, and every fault.

    python -m e2e.fakes.llm_server --port 9100 --mode honest --delay 5

The mode of a call is taken from the header `X-Fake-Mode`, else from the key, else from the model
(`fake-lying`), else from the server's script. `PUT /control` changes them while it runs:
`{"modes": ["failing", "honest"], "keys": {"k1": "revoked"}, "delay": 0.5, "retry_after": 2}`;
the modes are used one call each, the last one from then on. `GET /control` tells the counts,
`GET /control/bodies` what was sent here, `DELETE /control` forgets both.
"""

import argparse
import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from e2e.fakes.llm_faults import FAULTS, Exchange
from e2e.fakes.llm_wire import Call, read_call, write_answer

MOST_BODIES = 5_000


@dataclass(slots=True)
class State:
    """What the server does and what it has seen."""

    modes: list[str] = field(default_factory=lambda: ["honest"])
    keys: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    retry_after: float = 1.0
    record: bool = True
    calls: int = 0
    active: int = 0
    most_active: int = 0
    by_key: Counter[str] = field(default_factory=Counter)
    by_mode: Counter[str] = field(default_factory=Counter)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def forget(self) -> None:
        """Set counts and records back to nothing."""
        self.calls = self.most_active = 0
        self.by_key, self.by_mode = Counter(), Counter()
        self.bodies, self.times = [], []

    def enter(self, call: Call) -> str:
        """Count a call and choose its mode."""
        mode = self._mode(call)
        self.calls += 1
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        self.by_key[call.key] += 1
        self.by_mode[mode] += 1
        self.times.append(time.time())
        if self.record:
            self.bodies.append({"path": call.path, "key": call.key, "body": call.text})
            del self.bodies[:-MOST_BODIES]
        return mode

    def _mode(self, call: Call) -> str:
        named = call.headers.get("x-fake-mode") or self.keys.get(call.key)
        if named:
            return named
        if call.model.startswith("fake-"):
            return call.model.removeprefix("fake-")
        return self.modes.pop(0) if len(self.modes) > 1 else self.modes[0]

    def counts(self) -> dict[str, Any]:
        """Tell what was seen."""
        return {
            "calls": self.calls,
            "active": self.active,
            "most_active": self.most_active,
            "by_key": dict(self.by_key),
            "by_mode": dict(self.by_mode),
            "times": self.times,
        }


class LlmServer:
    """The fake on a loopback port, in a thread of its own while the `with` block runs."""

    def __init__(
        self,
        *,
        port: int = 0,
        modes: Sequence[str] = ("honest",),
        delay: float = 0.0,
        keys: Mapping[str, str] | None = None,
        retry_after: float = 1.0,
    ) -> None:
        self.state = State(list(modes), dict(keys or {}), delay, retry_after)
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._stop: asyncio.Event

    @property
    def url(self) -> str:
        """Give the base URL as an SDK wants it."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    async def _run(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._converse, "127.0.0.1", self.port, backlog=2048)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    async def serve_forever(self) -> None:
        """Serve until cancelled, in the caller's loop."""
        await self._run()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while call := await read_call(reader):
                exchange = Exchange(call, writer, self.state.delay, self.state.retry_after)
                if call.path.startswith("/control"):
                    await self._control(exchange)
                elif not await self._answer(exchange):
                    break
        writer.close()

    async def _answer(self, exchange: Exchange) -> bool:
        """Answer a call; False when the connection is to be closed."""
        mode = self.state.enter(exchange.call)
        try:
            if mode not in FAULTS:
                await write_answer(exchange.writer, 400, {"error": f"no such mode: {mode}"})
                return True
            return await FAULTS[mode](exchange)
        finally:
            self.state.active -= 1

    async def _control(self, exchange: Exchange) -> None:
        call, state = exchange.call, self.state
        if call.method == "DELETE":
            state.forget()
        elif call.method in ("PUT", "POST"):
            for name, value in call.json().items():
                setattr(state, name, value)
        told: Any = state.bodies if call.path.endswith("/bodies") else state.counts()
        await write_answer(exchange.writer, 200, told)


def main() -> None:
    """Run the fake from the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--port", type=int, default=9100)
    options.add_argument("--mode", default="honest", help="or several, by comma, one call each")
    options.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options.add_argument("--retry-after", type=float, default=1.0)
    options.add_argument("--keys", type=json.loads, default={}, help='{"key": "mode"}')
    chosen = options.parse_args()
    server = LlmServer(
        port=chosen.port,
        modes=chosen.mode.split(","),
        delay=chosen.delay,
        keys=chosen.keys,
        retry_after=chosen.retry_after,
    )
    print(f"http://127.0.0.1:{chosen.port}/v1", flush=True)
    with suppress(KeyboardInterrupt):
        asyncio.run(server.serve_forever())


if __name__ == "__main__":
    main()
