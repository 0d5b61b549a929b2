"""Providers that speak OpenAI's chat completions: OpenAI, Gemini, OpenRouter, local servers."""

from collections.abc import Mapping
from typing import Any, Unpack

import httpx2

from api.llm.dialect import Dialect
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key
from api.llm.provider import Reply, StructuredRequest, Usage
from api.llm.remote import JSON, Options, RemoteModel, SdkErrors, repair, usage_in
from api.llm.replies import strict_schema
from api.llm.retrying import Spoken, Turn


class OpenAICompatible(RemoteModel):
    """A model behind an OpenAI-compatible URL."""

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        name: str = "openai",
        dialect: Dialect | None = None,
        **options: Unpack[Options],
    ) -> None:
        """Take the address and the keys, and which parameters the server is known to take."""
        import openai  # takes a second, which only who asks such a model shall wait

        super().__init__(
            base_url=base_url,
            model=model,
            name=name,
            errors=SdkErrors(
                openai.APIStatusError, openai.APITimeoutError, openai.APIConnectionError
            ),
            dialect=dialect or Dialect.of(model),
            options=options,
        )
        self._client = openai.OpenAI(
            api_key="set per call", base_url=base_url, max_retries=0, http_client=self._http
        )

    def _body(
        self, request: StructuredRequest[Reply], turn: Turn, dialect: Dialect
    ) -> dict[str, Any]:
        schema = strict_schema(request.reply)
        messages = [
            {"role": "system", "content": turn.system + dialect.in_words(request.name, schema)},
            {"role": "user", "content": turn.user},
        ]
        if turn.complaint:
            messages += [
                {"role": "assistant", "content": turn.bad_reply},
                {"role": "user", "content": repair(turn.complaint)},
            ]
        settings = dialect.settings(request.name, schema, request.max_tokens, request.temperature)
        return {"model": self.model, "messages": messages, **settings}

    def _post(self, body: bytes, key: Key, timeout: httpx2.Timeout) -> bytes:
        headers = JSON | {"authorization": f"Bearer {key.secret}"}
        response = self._client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=body,
            options={"headers": headers, "timeout": timeout},
        )
        return response.content

    def _usage(self, answer: Mapping[str, Any]) -> Usage:
        return usage_in(answer.get("usage"), "prompt_tokens", "completion_tokens")

    def _spoken(self, answer: Mapping[str, Any], usage: Usage) -> Spoken:
        choices = answer.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(first, dict) or not isinstance(message := first.get("message"), dict):
            raise ProviderError(Code.INVALID_REPLY, "The provider's answer holds no choice.")
        if message.get("refusal"):
            detail = "The model declined to answer."
            raise ProviderError(Code.INVALID_REPLY, detail, retryable=False)
        cut_off = first.get("finish_reason") == "length"
        return Spoken(_text(message.get("content")), usage, cut_off)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""
