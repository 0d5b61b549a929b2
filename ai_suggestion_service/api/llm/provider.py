"""The one thing that every provider can do: answer a request in a given structure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from api.llm.budget import CallBudget

Reply = TypeVar("Reply", bound=BaseModel)


def _no_objection(_reply: BaseModel) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class StructuredRequest(Generic[Reply]):
    """A question with the form of its answer.

    `system` and `user` are the prompt; `source` is the task that the prompt was written from,
    for providers that need no prose. `objection` says what is wrong with an answer of the right
    form, or None; a provider repairs such an answer once.
    """

    name: str
    system: str
    user: str
    reply: type[Reply]
    source: object
    budget: CallBudget
    max_tokens: int = 16_000
    temperature: float = 0.0
    objection: Callable[[Reply], str | None] = _no_objection


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and calls spent on an answer; tokens are None where a provider does not count."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    calls: int = 0


@dataclass(frozen=True, slots=True)
class StructuredReply(Generic[Reply]):
    """An answer in the asked-for form, with its origin; hashes are SHA-256, latency seconds."""

    data: Reply
    provider: str
    model: str
    request_hash: str
    reply_hash: str
    usage: Usage = field(default_factory=Usage)
    latency: float = 0.0


class Provider(Protocol):
    """Somebody who answers structured requests.

    `outside` says that what it is sent leaves this service, so personal data is masked first.
    """

    @property
    def name(self) -> str:
        """Name the provider, as stored with what it answered."""

    @property
    def model(self) -> str:
        """Name the model asked."""

    @property
    def outside(self) -> bool:
        """Tell whether requests leave this service."""

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request. Raises ProviderError."""
