"""What is the same for every provider behind a URL, whichever wire format it speaks."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import httpx2
import orjson

from api.llm import server_errors, transport
from api.llm.breaker import Breaker
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key, KeyRing
from api.llm.provider import Reply, StructuredReply, StructuredRequest
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


class RemoteModel(ABC):
    """A model behind a URL. Safe to share between threads."""

    outside = True
    errors: SdkErrors

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        name: str,
        keys: Sequence[str] = (),
        timeout: float = DEFAULT_TIMEOUT,
        breaker: Breaker | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Take the address and the keys; `timeout` is the seconds one call may take as a whole."""
        self.name = name
        self.model = model
        self.keys = KeyRing(keys)
        self._timeout = timeout
        self._breaker = breaker or Breaker(name)
        self._pace = pace or Pace()
        self._host = httpx2.URL(base_url).host
        self._http = transport.client(base_url)

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request. Raises ProviderError."""
        speak = partial(self._speak, request)
        return Conversation(
            provider=self.name,
            model=self.model,
            ring=self.keys,
            breaker=self._breaker,
            speak=speak,
            timeout=self._timeout,
            pace=self._pace,
        ).hold(request)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @abstractmethod
    def _body(self, request: StructuredRequest[Reply], turn: Turn) -> dict[str, Any]:
        """Write a call in the provider's format."""

    @abstractmethod
    def _post(self, body: bytes, key: Key, timeout: httpx2.Timeout) -> bytes:
        """Send a call by the SDK and return the response's body."""

    @abstractmethod
    def _spoken(self, answer: Mapping[str, Any]) -> Spoken:
        """Read the provider's format. Raises ProviderError."""

    def _learn(self, _complaint: str) -> bool:
        """Adapt to what a server says it does not understand; True when asking again may help."""
        return False

    def _speak(
        self, request: StructuredRequest[Reply], turn: Turn, key: Key, seconds: float
    ) -> Spoken:
        body = orjson.dumps(self._body(request, turn))
        request.budget.spend(self.name, self._host, self.model, sha256(body).hexdigest(), len(body))
        try:
            content = self._post(body, key, transport.seconds(seconds))
        except self.errors.status as error:
            failure = server_errors.of_response(error)
            if failure.status in _REFUSED_REQUEST and self._learn(failure.complaint):
                remaining = min(seconds, request.budget.remaining())
                return self._speak(request, turn, key, remaining)
            raise failure.meaning() from error
        except self.errors.timeout as error:
            raise server_errors.timed_out() from error
        except self.errors.connection as error:
            raise server_errors.of_connection(error) from error
        return self._spoken(_object(content))


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


def count(told: Any, name: str) -> int | None:
    """Read a count of tokens, where a provider gives one."""
    value = told.get(name) if isinstance(told, dict) else None
    return value if isinstance(value, int) else None
