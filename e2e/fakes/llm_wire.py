"""HTTP/1.1 as far as the fake language model needs it, and the two providers' formats."""

import asyncio
import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from e2e.fakes.llm_brains import BRAINS, Question, read_question

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
           429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
           503: "Service Unavailable", 529: "Overloaded"}  # fmt: skip
_SCHEMA = re.compile(r'<schema name="(?P<name>[^"]+)">\n(?P<schema>.*?)\n</schema>', re.DOTALL)


@dataclass(frozen=True)
class Call:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> dict[str, Any]:
        """Read the body as a JSON object; an empty one when there is none."""
        return dict(json.loads(self.body)) if self.body else {}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """Read the body once."""
        return self.json()

    @property
    def key(self) -> str:
        """Name the key that came with the call."""
        bearer = self.headers.get("authorization", "").removeprefix("Bearer ")
        return self.headers.get("x-api-key") or bearer

    @property
    def model(self) -> str:
        """Name the model asked for."""
        return str(self.asked.get("model", "")) if self.body else ""

    @property
    def is_anthropic(self) -> bool:
        """Tell the wire format by the path."""
        return self.path.endswith("/messages")


async def read_call(reader: asyncio.StreamReader) -> Call | None:
    """Read a request; None when the client has gone."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *rest = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in rest if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Call(method, path, headers, body)


def head(status: int, kind: str, size: int, extra: dict[str, str] | None = None) -> bytes:
    """Write a response's head."""
    fields = {"Content-Type": kind, "Content-Length": str(size), **(extra or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {REASONS[status]}\r\n{lines}\r\n".encode("latin-1")


async def write_answer(
    writer: asyncio.StreamWriter, status: int, body: Any, extra: dict[str, str] | None = None
) -> None:
    """Write a JSON response."""
    content = json.dumps(body).encode()
    writer.write(head(status, "application/json", len(content), extra) + content)
    await writer.drain()


def question_of(call: Call) -> Question:
    """Read what a call asks, whichever format it is in."""
    asked = call.asked
    prompt = "\n".join([str(asked.get("system", "")), *_texts(asked.get("messages", []))])
    if call.is_anthropic:
        tool = (asked.get("tools") or [{}])[0]
        name, schema = tool.get("name", ""), tool.get("input_schema", {})
    else:
        wanted = (asked.get("response_format") or {}).get("json_schema", {})
        name, schema = wanted.get("name", ""), wanted.get("schema", {})
    if not name and (told := _SCHEMA.search(prompt)):
        name, schema = told["name"], json.loads(told["schema"])
    return read_question(name, prompt, schema)


def _texts(messages: list[dict[str, Any]]) -> list[str]:
    out: list[str] = []
    for message in messages:
        content = message.get("content")
        parts = content if isinstance(content, list) else [{"text": content}]
        out += [str(part.get("text", "")) for part in parts]
    return out


@lru_cache(maxsize=256)
def _thought(brain: str, anthropic: bool, body: bytes) -> str:
    call = Call("POST", "/messages" if anthropic else "/chat/completions", {}, body)
    return json.dumps(BRAINS[brain](question_of(call)), ensure_ascii=False)


def thought(call: Call, brain: str) -> str:
    """Let a brain answer; the same question is thought about once."""
    return _thought(brain, call.is_anthropic, call.body)


def reply(call: Call, content: str, finish: str = "stop") -> dict[str, Any]:
    """Wrap an answer's text in the caller's format."""
    if call.is_anthropic:
        return _anthropic_reply(call, content, finish)
    message = {"role": "assistant", "content": content, "refusal": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": call.model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": _usage(call, content),
    }


def _anthropic_reply(call: Call, content: str, finish: str) -> dict[str, Any]:
    tools = call.asked.get("tools") or []
    block: dict[str, Any] = {"type": "text", "text": content}
    if tools and finish == "stop":
        try:
            block = {"type": "tool_use", "id": "t1", "name": tools[0]["name"],
                     "input": json.loads(content)}  # fmt: skip
        except ValueError:
            block = {"type": "text", "text": content}
    usage = _usage(call, content)
    stop = {"length": "max_tokens", "refusal": "refusal"}.get(finish, "tool_use")
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": call.model,
        "content": [block],
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {
            "input_tokens": usage["prompt_tokens"],
            "output_tokens": usage["completion_tokens"],
        },
    }


def _usage(call: Call, content: str) -> dict[str, int]:
    asked, told = len(call.body) // 4, len(content) // 4
    return {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told}
