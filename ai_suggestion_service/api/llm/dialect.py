"""Which parameters a server understands; what it refuses is learnt once and not said again."""

import json
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any


class Structure(IntEnum):
    """How the form of the answer is asked for, the surest way first."""

    SCHEMA = 0
    JSON = 1
    WORDS = 2


_ABOUT_FORM = re.compile(r"response.?format|json.?schema|json.?object|structured|schema", re.I)
_ABOUT_LENGTH = re.compile(r"max.?tokens|max_completion_tokens", re.I)


_REASONS = re.compile(r"(?:^|/)(?:gpt-[5-9]|o\d)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The parameters that a server takes."""

    structure: Structure = Structure.SCHEMA
    length: str = "max_tokens"
    temperature: bool = True

    @classmethod
    def of(cls, model: str) -> "Dialect":
        """Guess what a model takes by its name: those that reason take other parameters."""
        if _REASONS.search(model):
            return cls(length="max_completion_tokens", temperature=False)
        return cls()

    def without(self, complaint: str) -> "Dialect | None":
        """Leave out what a server complains of; None when it complains of nothing known."""
        if self.temperature and "temperature" in complaint:
            return replace(self, temperature=False)
        if self.length == "max_tokens" and _ABOUT_LENGTH.search(complaint):
            return replace(self, length="max_completion_tokens")
        if self.structure < Structure.WORDS and _ABOUT_FORM.search(complaint):
            return replace(self, structure=Structure(self.structure + 1))
        return None

    def settings(
        self, name: str, schema: dict[str, Any], max_tokens: int, temperature: float
    ) -> dict[str, Any]:
        """Write the parameters of a call besides its messages."""
        out: dict[str, Any] = {self.length: max_tokens}
        if self.temperature:
            out["temperature"] = temperature
        if self.structure is Structure.SCHEMA:
            form = {"name": name, "strict": True, "schema": schema}
            out["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self.structure is Structure.JSON:
            out["response_format"] = {"type": "json_object"}
        return out

    def in_words(self, name: str, schema: dict[str, Any]) -> str:
        """Say the form of the answer in the prompt where no parameter can."""
        if self.structure is Structure.SCHEMA:
            return ""
        told = json.dumps(schema, ensure_ascii=False)
        return (
            "\n\nAnswer with one JSON object and nothing else. It follows this JSON schema:\n"
            f'<schema name="{name}">\n{told}\n</schema>'
        )
