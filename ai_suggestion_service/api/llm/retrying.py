"""Calls to a provider's server: keys in turn, retries within the budget, one repair."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from api.llm.breaker import Breaker
from api.llm.budget import CallBudget
from api.llm.errors import Code, ProviderError
from api.llm.keys import Key, KeyRing
from api.llm.provider import Reply, StructuredReply, StructuredRequest, Usage
from api.llm.replies import BadReplyError, read_reply


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds to wait before the first retry, doubled for each further one, and at most."""

    first: float = 0.5
    longest: float = 20.0

    def backoff(self, tries: int) -> float:
        """Give the seconds to wait before the next try, with jitter."""
        ceiling: float = min(self.longest, self.first * 2 ** (tries - 1))
        return random.uniform(ceiling / 2, ceiling)  # noqa: S311 - spreads retries, guards nothing


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said to a model: the prompt, and for a repair its bad reply and the complaint."""

    system: str
    user: str
    bad_reply: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a model wrote, and the tokens it cost."""

    text: str
    usage: Usage = field(default_factory=Usage)
    cut_off: bool = False


Speak = Callable[[Turn, Key, float], Spoken]


@dataclass(slots=True)
class Conversation:
    """One request until it is answered or given up.

    `speak` makes one call with the seconds it may take, and enters it in the budget. Every call
    counts against the budget, whatever it was for.
    """

    provider: str
    model: str
    ring: KeyRing
    breaker: Breaker
    speak: Speak
    timeout: float
    pace: Pace

    def hold(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Ask until there is a good answer. Raises the last ProviderError when there is none."""
        started, sent = time.monotonic(), len(request.budget.sent)
        turn = Turn(request.system, request.user)
        usage = Usage()
        while True:
            spoken = self._say(turn, request.budget)
            usage = _sum(usage, spoken.usage)
            try:
                answer = _read(spoken, request)
            except BadReplyError as error:
                if turn.complaint or request.budget.exhausted():
                    detail = f"The provider's reply is unusable: {error}"
                    raise ProviderError(Code.INVALID_REPLY, detail) from error
                bad = spoken.text or "(nothing)"
                turn = replace(turn, bad_reply=bad, complaint=str(error))
                continue
            usage = replace(usage, calls=len(request.budget.sent) - sent)
            return self._reply(answer, spoken, request, usage, time.monotonic() - started)

    def _say(self, turn: Turn, budget: CallBudget) -> Spoken:
        """Call until the server answers; each failure is either retried or raised."""
        tries = 0
        while True:
            budget.require()
            key = self._key(budget)
            self.breaker.enter()
            try:
                return self._call(turn, key, budget)
            except ProviderError as error:
                tries += 1
                self._wait_or_raise(error, tries, budget)

    def _key(self, budget: CallBudget) -> Key:
        """Take a key; when all of them rest for a short while, wait for the first."""
        while True:
            try:
                return self.ring.take()
            except ProviderError as error:
                pause = self.ring.wait()
                if error.code is not Code.RATE_LIMITED or not self._may_wait(pause, budget):
                    raise
            time.sleep(pause)

    def _call(self, turn: Turn, key: Key, budget: CallBudget) -> Spoken:
        try:
            spoken = self.speak(turn, key, min(self.timeout, budget.remaining()))
        except ProviderError as error:
            self.breaker.leave(error)
            self._look_after(key, error)
            raise
        self.breaker.leave(None)
        self.ring.accept(key)
        return spoken

    def _look_after(self, key: Key, error: ProviderError) -> None:
        if error.code is Code.RATE_LIMITED:
            self.ring.rest(key, error.retry_after)
        elif error.code is Code.REFUSED_KEY:
            self.ring.refuse(key)

    def _wait_or_raise(self, error: ProviderError, tries: int, budget: CallBudget) -> None:
        if budget.exhausted():
            raise error
        if error.code in (Code.RATE_LIMITED, Code.REFUSED_KEY):
            pause = self.ring.wait()
        elif error.retryable:
            pause = self.pace.backoff(tries) if error.retry_after is None else error.retry_after
        else:
            raise error
        if not self._may_wait(pause, budget):
            raise error
        time.sleep(pause)

    def _may_wait(self, pause: float, budget: CallBudget) -> bool:
        return pause <= min(self.pace.longest, budget.remaining())

    def _reply(
        self,
        answer: Reply,
        spoken: Spoken,
        request: StructuredRequest[Reply],
        usage: Usage,
        latency: float,
    ) -> StructuredReply[Reply]:
        return StructuredReply(
            data=answer,
            provider=self.provider,
            model=self.model,
            request_hash=sha256((request.system + "\n" + request.user).encode()).hexdigest(),
            reply_hash=sha256(spoken.text.encode()).hexdigest(),
            usage=usage,
            latency=latency,
        )


def _read(spoken: Spoken, request: StructuredRequest[Reply]) -> Reply:
    if spoken.cut_off:
        raise BadReplyError("It was cut off at its greatest length; answer more briefly.")
    answer = read_reply(spoken.text, request.reply)
    objection = request.objection(answer)
    if objection is not None:
        raise BadReplyError(objection)
    return answer


def _sum(first: Usage, second: Usage) -> Usage:
    return Usage(
        _add(first.input_tokens, second.input_tokens),
        _add(first.output_tokens, second.output_tokens),
    )


def _add(first: int | None, second: int | None) -> int | None:
    return second if first is None else first + (second or 0)
