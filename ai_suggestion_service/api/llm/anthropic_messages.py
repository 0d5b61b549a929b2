"""Providers that speak Anthropic's messages: the answer is the input of a tool it must use."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Unpack

import httpx2
import orjson

from api.llm.dialect import Dialect
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key
from api.llm.presets import PRESETS
from api.llm.provider import Reply, StructuredRequest, Usage
from api.llm.remote import JSON, Options, RemoteModel, SdkErrors, repair, usage_in
from api.llm.replies import strict_schema
from api.llm.retrying import Spoken, Turn


class AnthropicMessages(RemoteModel):
    """A model behind Anthropic's API."""

    def __init__(
        self,
        *,
        model: str,
        base_url: str = PRESETS["anthropic"],
        name: str = "anthropic",
        **options: Unpack[Options],
    ) -> None:
        """Take the model and the keys; the address is that of the API without its version."""
        import anthropic  # takes seconds, which only who asks such a model shall wait

        address = base_url.rstrip("/").removesuffix("/v1")
        super().__init__(
            base_url=address,
            model=model,
            name=name,
            errors=SdkErrors(
                anthropic.APIStatusError, anthropic.APITimeoutError, anthropic.APIConnectionError
            ),
            dialect=Dialect(),
            options=options,
        )
        self._client = anthropic.Anthropic(
            api_key="set per call", base_url=address, max_retries=0, http_client=self._http
        )

    def _body(
        self, request: StructuredRequest[Reply], turn: Turn, dialect: Dialect
    ) -> dict[str, Any]:
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
        return body | ({"temperature": request.temperature} if dialect.temperature else {})

    def _adapted(self, dialect: Dialect, complaint: str) -> Dialect | None:
        told = dialect.temperature and "temperature" in complaint
        return replace(dialect, temperature=False) if told else None

    def _post(self, body: bytes, key: Key, timeout: httpx2.Timeout) -> bytes:
        response = self._client.post(
            "/v1/messages",
            cast_to=httpx2.Response,
            content=body,
            options={"headers": JSON | {"x-api-key": key.secret}, "timeout": timeout},
        )
        return response.content

    def _usage(self, answer: Mapping[str, Any]) -> Usage:
        return usage_in(answer.get("usage"), "input_tokens", "output_tokens")

    def _spoken(self, answer: Mapping[str, Any], usage: Usage) -> Spoken:
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
