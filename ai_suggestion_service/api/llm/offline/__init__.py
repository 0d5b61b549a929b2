"""A provider that needs nobody: it answers from the task itself, the same way every time."""

import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from api.llm.assessing import AssessmentRequest
from api.llm.generating import GenerationRequest
from api.llm.letters import LetterRequest
from api.llm.offline.assessing import assess_offline
from api.llm.offline.generating import generate_offline
from api.llm.offline.letters import write_offline
from api.llm.offline.rewriting import rewrite_offline
from api.llm.provider import Reply, StructuredReply, StructuredRequest, Usage
from api.llm.rewriting import RewriteRequest

_TASKS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    AssessmentRequest: assess_offline,
    RewriteRequest: rewrite_offline,
    LetterRequest: write_offline,
    GenerationRequest: generate_offline,
}


class OfflineProvider:
    """Answers every task by rules, without a network."""

    name = "offline"
    outside = False

    def __init__(self, *, model: str = "offline-1") -> None:
        """Take the name under which its answers are kept."""
        self.model = model

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request from its source. Raises KeyError for a task that it does not know."""
        started = time.perf_counter()
        answer = request.reply.model_validate(_TASKS[type(request.source)](request.source))
        return StructuredReply(
            data=answer,
            provider=self.name,
            model=self.model,
            request_hash=_hash(f"{request.system}\n{request.user}"),
            reply_hash=_hash(answer.model_dump_json()),
            usage=Usage(),
            latency=time.perf_counter() - started,
        )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
