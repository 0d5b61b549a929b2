"""Everything that a provider's server has been seen to do, by name."""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from time import time

from e2e.fakes.llm_wire import Call, head, reply, thought, write_answer

HTML = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"
HUGE = 40_000_000
SLOW = 5.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call and the way back to its sender; `delay` and `retry_after` are in seconds."""

    call: Call
    writer: asyncio.StreamWriter
    delay: float
    retry_after: float


Fault = Callable[[Exchange], Awaitable[bool]]


def _thinking(brain: str) -> Fault:
    async def answer(exchange: Exchange) -> bool:
        await asyncio.sleep(exchange.delay)
        return await _say(exchange, thought(exchange.call, brain))

    return answer


async def _say(exchange: Exchange, content: str, finish: str = "stop") -> bool:
    await write_answer(exchange.writer, 200, reply(exchange.call, content, finish))
    return True


def _error(status: int, code: str, **extra: str) -> Fault:
    async def answer(exchange: Exchange) -> bool:
        await asyncio.sleep(exchange.delay)
        kind = {"type": "error"} if exchange.call.is_anthropic else {}
        body = kind | {"error": {"type": code, "code": code, "message": f"The fake says {code}."}}
        await write_answer(exchange.writer, status, body, dict(extra))
        return True

    return answer


async def _rate_limit(exchange: Exchange) -> bool:
    wait = {"Retry-After": f"{exchange.retry_after:g}"}
    return await _error(429, "rate_limit_exceeded", **wait)(exchange)


async def _rate_limit_date(exchange: Exchange) -> bool:
    wait = {"Retry-After": formatdate(time() + exchange.retry_after, usegmt=True)}
    return await _error(429, "rate_limit_exceeded", **wait)(exchange)


async def _slow(exchange: Exchange) -> bool:
    await asyncio.sleep(exchange.delay or SLOW)
    return await _say(exchange, thought(exchange.call, "honest"))


async def _cut_json(exchange: Exchange) -> bool:
    whole = thought(exchange.call, "honest")
    return await _say(exchange, whole[: len(whole) * 2 // 3])


async def _length(exchange: Exchange) -> bool:
    whole = thought(exchange.call, "honest")
    return await _say(exchange, whole[: len(whole) // 2], "length")


async def _fenced(exchange: Exchange) -> bool:
    whole = thought(exchange.call, "honest")
    return await _say(exchange, f"Here is the result:\n```json\n{whole}\n```\nAnything else?")


async def _nonsense(exchange: Exchange) -> bool:
    return await _say(exchange, "The quick brown résumé scores eleventy out of ten.")


async def _refusal(exchange: Exchange) -> bool:
    answer = reply(exchange.call, "", "refusal")
    if not exchange.call.is_anthropic:
        answer["choices"][0]["message"] |= {"content": None, "refusal": "I cannot help with that."}
        answer["choices"][0]["finish_reason"] = "stop"
    await write_answer(exchange.writer, 200, answer)
    return True


async def _empty(exchange: Exchange) -> bool:
    answer = reply(exchange.call, "")
    answer["content" if exchange.call.is_anthropic else "choices"] = []
    await write_answer(exchange.writer, 200, answer)
    return True


def _page(status: int) -> Fault:
    async def answer(exchange: Exchange) -> bool:
        content = HTML.encode()
        exchange.writer.write(head(status, "text/html", len(content)) + content)
        await exchange.writer.drain()
        return True

    return answer


async def _cut_body(exchange: Exchange) -> bool:
    content = json.dumps(reply(exchange.call, thought(exchange.call, "honest"))).encode()
    exchange.writer.write(
        head(200, "application/json", len(content)) + content[: len(content) // 2]
    )
    await exchange.writer.drain()
    return False


async def _hang(_exchange: Exchange) -> bool:
    await asyncio.sleep(3600)
    return False


async def _hang_midway(exchange: Exchange) -> bool:
    exchange.writer.write(head(200, "application/json", 5_000) + b'{"id": "chat')
    await exchange.writer.drain()
    return await _hang(exchange)


async def _trickle(exchange: Exchange) -> bool:
    exchange.writer.write(head(200, "application/json", 5_000))
    for _ in range(5_000):
        exchange.writer.write(b" ")
        await exchange.writer.drain()
        await asyncio.sleep(0.2)
    return False


async def _reset(exchange: Exchange) -> bool:
    linger = struct.pack("ii", 1, 0)
    exchange.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    exchange.writer.transport.abort()
    return False


async def _close(_exchange: Exchange) -> bool:
    return False


async def _huge(exchange: Exchange) -> bool:
    exchange.writer.write(head(200, "application/json", HUGE))
    for _ in range(HUGE // 100_000):
        exchange.writer.write(b" " * 100_000)
        await exchange.writer.drain()
    return True


def _only_formats(*accepted: str) -> Fault:
    async def answer(exchange: Exchange) -> bool:
        wanted = (exchange.call.asked.get("response_format") or {}).get("type", "text")
        if wanted not in accepted:
            return await _error(400, "unsupported_response_format")(exchange)
        return await _thinking("honest")(exchange)

    return answer


FAULTS: Mapping[str, Fault] = {
    "honest": _thinking("honest"),
    "lying": _thinking("lying"),
    "inventing": _thinking("inventing"),
    "obedient": _thinking("obedient"),
    "hostile": _thinking("hostile"),
    "off_schema": _thinking("off_schema"),
    "slow": _slow,
    "rate_limit": _rate_limit,
    "rate_limit_date": _rate_limit_date,
    "rate_limit_bare": _error(429, "rate_limit_exceeded"),
    "quota": _error(429, "insufficient_quota"),
    "failing": _error(500, "server_error"),
    "bad_gateway": _page(502),
    "unavailable": _error(503, "unavailable"),
    "overloaded": _error(529, "overloaded_error"),
    "unauthorized": _error(401, "invalid_api_key"),
    "revoked": _error(403, "key_revoked"),
    "not_found": _error(404, "model_not_found"),
    "bad_request": _error(400, "invalid_request_error"),
    "html": _page(200),
    "nonsense": _nonsense,
    "cut_json": _cut_json,
    "length": _length,
    "fenced": _fenced,
    "refusal": _refusal,
    "empty": _empty,
    "cut_body": _cut_body,
    "hang": _hang,
    "hang_midway": _hang_midway,
    "trickle": _trickle,
    "reset": _reset,
    "close": _close,
    "huge": _huge,
    "no_schema": _only_formats("json_object", "text"),
    "no_json_mode": _only_formats("text"),
}
