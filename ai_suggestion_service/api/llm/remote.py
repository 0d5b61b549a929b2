"""What is the same for every provider behind a URL, whichever wire format it speaks."""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, TypedDict

import httpx2
import orjson

from api.llm import server_errors, transport
from api.llm.breaker import Breaker
from api.llm.budget import Sent
from api.llm.dialect import Dialect
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key, KeyRing
from api.llm.prices import Prices
from api.llm.provider import Reply, StructuredReply, StructuredRequest, Usage
from api.llm.retrying import Conversation, Pace, Spoken, Turn

DEFAULT_TIMEOUT = 60.0
JSON = {"content-type": "application/json"}
_REFUSED_REQUEST = (400, 404, 422)


@dataclass(frozen=True, slots=True)
class SdkErrors:
    """The errors of an SDK, which the SDKs name alike and do not share."""

    status: type[Exception]
    timeout: type[Exception]
    connection: type[Exception]


class Options(TypedDict, total=False):
    """What every remote model takes besides its address and name.

    `timeout` is the seconds one call may take as a whole; `ring` stands for `keys` where what is
    known of them is shared.
    """

    keys: Sequence[str]
    ring: KeyRing
    timeout: float
    breaker: Breaker
    pace: Pace
    prices: Prices


class RemoteModel(ABC):
    """A model behind a URL. Safe to share between threads."""

    outside = True

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        name: str,
        errors: SdkErrors,
        dialect: Dialect,
        options: Options,
    ) -> None:
        """Take the address, the names, and the errors of the SDK that speaks for it."""
        self.name = name
        self.model = model
        self.keys = options.get("ring") or KeyRing(options.get("keys", ()))
        self.breaker = options.get("breaker") or Breaker(name)
        self._errors = errors
        self._dialect = dialect
        self._timeout = options.get("timeout", DEFAULT_TIMEOUT)
        self._pace = options.get("pace") or Pace()
        self._prices = options.get("prices") or Prices()
        self._host = httpx2.URL(base_url).host
        self._http = transport.client(base_url)

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request. Raises ProviderError."""
        speak = partial(self._speak, request)
        return Conversation(
            provider=self.name,
            model=self.model,
            ring=self.keys,
            breaker=self.breaker,
            speak=speak,
            timeout=self._timeout,
            pace=self._pace,
        ).hold(request)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @abstractmethod
    def _body(
        self, request: StructuredRequest[Reply], turn: Turn, dialect: Dialect
    ) -> dict[str, Any]:
        """Write a call in the provider's format."""

    @abstractmethod
    def _post(self, body: bytes, key: Key, timeout: httpx2.Timeout) -> bytes:
        """Send a call by the SDK and return the response's body."""

    @abstractmethod
    def _usage(self, answer: Mapping[str, Any]) -> Usage:
        """Read the counts of tokens."""

    @abstractmethod
    def _spoken(self, answer: Mapping[str, Any], usage: Usage) -> Spoken:
        """Read the provider's format. Raises ProviderError."""

    def _adapted(self, dialect: Dialect, complaint: str) -> Dialect | None:
        """Leave out what a server says it does not understand; None when that is unknown."""
        return dialect.without(complaint)

    def _speak(
        self, request: StructuredRequest[Reply], turn: Turn, key: Key, seconds: float
    ) -> Spoken:
        dialect = self._dialect
        body = orjson.dumps(self._body(request, turn, dialect))
        digest = sha256(body).hexdigest()
        sent = request.budget.spend(self.name, self._host, self.model, digest, len(body))
        try:
            content = self._timed(sent, body, key, seconds)
        except self._errors.status as error:
            failure = server_errors.of_response(error)
            if failure.status in _REFUSED_REQUEST and self._learn(dialect, failure.complaint):
                remaining = min(seconds, request.budget.remaining())
                return self._speak(request, turn, key, remaining)
            raise failure.meaning() from error
        except self._errors.timeout as error:
            raise server_errors.timed_out() from error
        except self._errors.connection as error:
            raise server_errors.of_connection(error) from error
        return self._read(sent, _object(content))

    def _timed(self, sent: Sent, body: bytes, key: Key, seconds: float) -> bytes:
        started = time.monotonic()
        try:
            return self._post(body, key, transport.seconds(seconds))
        finally:
            sent.latency = time.monotonic() - started

    def _read(self, sent: Sent, answer: Mapping[str, Any]) -> Spoken:
        """Read an answer; what it cost is known even when it is of no use."""
        usage = self._usage(answer)
        sent.input_tokens, sent.output_tokens = usage.input_tokens, usage.output_tokens
        sent.cost = self._prices.cost(usage.input_tokens, usage.output_tokens)
        return self._spoken(answer, usage)

    def _learn(self, spoken: Dialect, complaint: str) -> bool:
        """Adapt to a complaint about a call; True when another dialect may be understood.

        Calls at the same time complain of the same thing: what one has learnt helps them all.
        """
        learnt = self._adapted(spoken, complaint)
        if learnt is not None and self._dialect == spoken:
            self._dialect = learnt
        return learnt is not None


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise ProviderError(Code.INVALID_REPLY, "The provider's answer is not JSON.") from None
    if not isinstance(answer, dict):
        raise ProviderError(Code.INVALID_REPLY, "The provider's answer is no object.")
    return answer


def repair(complaint: str) -> str:
    """Ask for the same answer in the right form."""
    return (
        f"That reply cannot be used: {complaint}\n"
        "Answer again, with the whole JSON object in the form asked for and nothing else."
    )


def usage_in(told: Any, input_name: str, output_name: str) -> Usage:
    """Read the counts of tokens, where a provider gives them."""
    given = told if isinstance(told, dict) else {}
    return Usage(_count(given.get(input_name)), _count(given.get(output_name)))


def _count(told: Any) -> int | None:
    return told if isinstance(told, int) and told >= 0 else None
