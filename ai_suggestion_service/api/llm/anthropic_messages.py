"""Providers that speak Anthropic's messages: the answer is the input of a tool it must use."""

from collections.abc import Mapping, Sequence
from typing import Any

import anthropic
import httpx2
import orjson

from api.llm.breaker import Breaker
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key
from api.llm.provider import Reply, StructuredRequest, Usage
from api.llm.remote import DEFAULT_TIMEOUT, JSON, RemoteModel, SdkErrors, count, repair
from api.llm.replies import strict_schema
from api.llm.retrying import Pace, Spoken, Turn

BASE_URL = "https://api.anthropic.com"


class AnthropicMessages(RemoteModel):
    """A model behind Anthropic's API."""

    errors = SdkErrors(
        anthropic.APIStatusError, anthropic.APITimeoutError, anthropic.APIConnectionError
    )

    def __init__(
        self,
        *,
        model: str,
        base_url: str = BASE_URL,
        name: str = "anthropic",
        keys: Sequence[str] = (),
        timeout: float = DEFAULT_TIMEOUT,
        breaker: Breaker | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Take the model and the keys; the address is that of the API without its version."""
        address = base_url.rstrip("/").removesuffix("/v1")
        super().__init__(
            base_url=address,
            model=model,
            name=name,
            keys=keys,
            timeout=timeout,
            breaker=breaker,
            pace=pace,
        )
        self._takes_temperature = True
        self._client = anthropic.Anthropic(
            api_key="set per call", base_url=address, max_retries=0, http_client=self._http
        )

    def _body(self, request: StructuredRequest[Reply], turn: Turn) -> dict[str, Any]:
        messages = [{"role": "user", "content": turn.user}]
        if turn.complaint:
            messages += [
                {"role": "assistant", "content": turn.bad_reply},
                {"role": "user", "content": repair(turn.complaint)},
            ]
        schema = strict_schema(request.reply)
        body = {
            "model": self.model,
            "system": turn.system,
            "messages": messages,
            "max_tokens": request.max_tokens,
            "tools": [
                {"name": request.name, "description": "Give the answer.", "input_schema": schema}
            ],
            "tool_choice": {"type": "tool", "name": request.name},
        }
        return body | ({"temperature": request.temperature} if self._takes_temperature else {})

    def _learn(self, complaint: str) -> bool:
        learns = self._takes_temperature and "temperature" in complaint
        self._takes_temperature = self._takes_temperature and not learns
        return learns

    def _post(self, body: bytes, key: Key, timeout: httpx2.Timeout) -> bytes:
        response = self._client.post(
            "/v1/messages",
            cast_to=httpx2.Response,
            content=body,
            options={"headers": JSON | {"x-api-key": key.secret}, "timeout": timeout},
        )
        return response.content

    def _spoken(self, answer: Mapping[str, Any]) -> Spoken:
        told = answer.get("usage")
        usage = Usage(count(told, "input_tokens"), count(told, "output_tokens"))
        if answer.get("stop_reason") == "refusal":
            detail = "The model declined to answer."
            raise ProviderError(Code.INVALID_REPLY, detail, retryable=False)
        cut_off = answer.get("stop_reason") == "max_tokens"
        return Spoken(_text(answer.get("content")), usage, cut_off)


def _text(blocks: Any) -> str:
    """Give the tool's input as JSON text, else what was said."""
    found = [block for block in blocks if isinstance(block, dict)] if blocks else []
    if not found:
        raise ProviderError(Code.INVALID_REPLY, "The provider's answer is empty.")
    for block in found:
        if block.get("type") == "tool_use":
            return orjson.dumps(block.get("input")).decode()
    return "".join(str(block.get("text", "")) for block in found)
