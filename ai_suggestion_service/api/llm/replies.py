"""From what a model wrote to the answer that was asked for."""

import re
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from api.llm.provider import Reply

_FENCE = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)
_MOST_COMPLAINTS = 5


class BadReplyError(ValueError):
    """A reply is not what was asked for; the text says what is wrong with it, for a repair."""


def read_reply(text: str, form: type[Reply]) -> Reply:
    """Read a model's text as an answer of a form. Raises BadReplyError.

    Fences and talk around one JSON object are forgiven, fields too many are ignored.
    """
    fenced = _FENCE.search(text)
    content = fenced.group(1) if fenced else text[text.find("{") : text.rfind("}") + 1]
    if not content:
        raise BadReplyError("The reply holds no JSON object.")
    try:
        return form.model_validate_json(content)
    except ValidationError as error:
        raise BadReplyError(_complaint(error)) from None


def _complaint(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    places = (f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in found)
    return "; ".join([*places][:_MOST_COMPLAINTS])


@cache
def strict_schema(form: type[BaseModel]) -> dict[str, Any]:
    """Write the JSON schema of an answer in the strict dialect: no field more, no field less."""
    schema: dict[str, Any] = _strict(form.model_json_schema())
    return schema


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _strict(value) for name, value in node.items() if name != "default"}
    if isinstance(kept.get("title"), str):
        del kept["title"]
    if kept.get("type") == "object":
        kept["additionalProperties"] = False
        kept["required"] = list(kept.get("properties", {}))
    return kept
