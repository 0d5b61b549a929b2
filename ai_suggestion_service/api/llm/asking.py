"""One question to a provider: the prompt filled, the answer checked, its origin noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic

from api.llm.budget import CallBudget
from api.llm.prompts import load
from api.llm.provider import Provider, Reply, StructuredRequest, Usage


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from; hashes are SHA-256, latency is in seconds."""

    provider: str
    model: str
    prompt: str
    prompt_hash: str
    request_hash: str
    reply_hash: str
    usage: Usage
    latency: float


@dataclass(frozen=True, slots=True)
class Answered(Generic[Reply]):
    """An answer with its origin."""

    data: Reply
    origin: Origin


@dataclass(frozen=True, slots=True)
class Question(Generic[Reply]):
    """A task put into words.

    `prompt` is the versioned name of the prompt, `data` fills its frame, `source` is the task for
    providers that need no words, `objection` says what is wrong with an answer or gives None.
    """

    prompt: str
    data: Mapping[str, str]
    reply: type[Reply]
    source: object
    objection: Callable[[Reply], str | None]
    max_tokens: int = 16_000


def put(provider: Provider, question: Question[Reply], budget: CallBudget) -> Answered[Reply]:
    """Have a provider answer. Raises ProviderError."""
    prompt = load(question.prompt)
    reply = provider.complete(
        StructuredRequest(
            name=prompt.task,
            system=prompt.system,
            user=prompt.user(**{name: fenced(text) for name, text in question.data.items()}),
            reply=question.reply,
            source=question.source,
            budget=budget,
            max_tokens=question.max_tokens,
            objection=question.objection,
        )
    )
    origin = Origin(
        provider=reply.provider,
        model=reply.model,
        prompt=question.prompt,
        prompt_hash=prompt.sha256,
        request_hash=reply.request_hash,
        reply_hash=reply.reply_hash,
        usage=reply.usage,
        latency=reply.latency,
    )
    return Answered(reply.data, origin)


def fenced(text: str) -> str:
    """Keep data from closing the marks that it stands between."""
    return text.replace("</data", "< /data").replace("<data", "< data")
