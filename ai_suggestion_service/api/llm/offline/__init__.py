"""A provider that needs nobody: it answers from the task itself, the same way every time."""

import hashlib
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from api.llm.assessing import AssessmentRequest
from api.llm.provider import Reply, StructuredReply, StructuredRequest, Usage
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement

_WORD = re.compile(r"[\w+#.]{2,}")


def _assess(task: AssessmentRequest) -> dict[str, Any]:
    lines = [line.strip() for line in task.resume_text.splitlines() if line.strip()]
    rows = [_row(requirement, lines) for requirement in task.requirements]
    return {"rows": rows, "summary": ""}


def _row(requirement: Requirement, lines: list[str]) -> dict[str, Any]:
    wanted = set(_WORD.findall(requirement.text.casefold()))
    best = max(lines, key=lambda line: len(wanted & _words(line)), default="")
    share = len(wanted & _words(best)) / max(1, len(wanted))
    verdict = Verdict.MET if share >= 0.5 else Verdict.PARTIAL if share >= 0.25 else Verdict.MISSING
    quotes = [best] if verdict is not Verdict.MISSING else []
    rationale = f"{share:.0%} of the words asked for stand in one line."
    return {
        "requirement_id": requirement.id,
        "verdict": verdict,
        "quotes": quotes,
        "rationale": rationale,
    }


def _words(line: str) -> set[str]:
    return set(_WORD.findall(line.casefold()))


_TASKS: Mapping[type, Callable[[Any], dict[str, Any]]] = {AssessmentRequest: _assess}


class OfflineProvider:
    """Answers every task by rules, without a network."""

    name = "offline"
    model = "offline-1"
    outside = False

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request from its source. Raises KeyError for a task that it does not know."""
        started = time.perf_counter()
        answer = request.reply.model_validate(_TASKS[type(request.source)](request.source))
        return StructuredReply(
            data=answer,
            provider=self.name,
            model=self.model,
            request_hash=_hash(request.system + request.user),
            reply_hash=_hash(_canonical(answer)),
            usage=Usage(),
            latency=time.perf_counter() - started,
        )


def _canonical(answer: BaseModel) -> str:
    return answer.model_dump_json()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
