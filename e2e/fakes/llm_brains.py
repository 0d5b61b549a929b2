"""What the fake language model writes: honest, lying, inventing, obedient or nonsense."""

import json
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from e2e.fakes.hostile_markup import HOSTILE

Json = dict[str, Any]

_BLOCK = re.compile(r'<data name="(?P<name>[^"]+)">\n(?P<body>.*?)\n</data>', re.DOTALL)
_REQUIREMENT = re.compile(r"^(?P<id>[\w-]+): (?P<text>.+)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_][\w+#]*")
_ORDER = re.compile(
    r"ignore|disregard|instruction|system prompt|you are now|score|rate this|every requirement"
    r"|all requirements|as met|perfect|hire",
    re.IGNORECASE,
)
_FIXED = frozenset({"pointer", "requirement_ids", "startDate", "endDate", "url", "email", "reason"})
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"})


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the task, the data of the prompt and the schema of the answer."""

    task: str
    data: Mapping[str, str]
    schema: Json


def read_question(task: str, prompt: str, schema: Json) -> Question:
    """Find the delimited data in a prompt, as a model would."""
    data = {match["name"]: match["body"] for match in _BLOCK.finditer(prompt)}
    return Question(task, data, schema)


def honest(question: Question) -> Json:
    """Judge each requirement by the résumé line that shares most words with it, and quote that."""
    if question.task != "assess":
        return _honest_writing(question)
    lines = [line.strip() for line in question.data.get("resume", "").splitlines() if line.strip()]
    rows = [_row(match["id"], match["text"], lines) for match in _requirements(question)]
    return {"rows": rows, "summary": "The résumé was read line by line."}


def lying(question: Question) -> Json:
    """Call everything met, with quotes that stand nowhere."""
    if question.task != "assess":
        return inventing(question)
    rows = [
        _answer(match["id"], "met", [f"Ten years of award-winning {match['text']} at Initech"])
        for match in _requirements(question)
    ]
    return {"rows": rows, "summary": "A perfect candidate."}


def inventing(question: Question) -> Json:
    """Write what the résumé never said: employers, numbers and titles."""
    if question.task == "assess":
        return lying(question)
    boast = " As Vice President at Globex I led 250 people and saved $9M."
    return dict(_map_texts(_honest_writing(question), lambda text: text + boast))


def obedient(question: Question) -> Json:
    """Do what the data says: any order found in it makes every verdict met."""
    answer = honest(question)
    if question.task != "assess":
        return answer
    orders = [
        line.strip()
        for body in question.data.values()
        for line in body.splitlines()
        if _ORDER.search(line)
    ]
    if not orders:
        return answer
    lines = [line.strip() for line in question.data.get("resume", "").splitlines() if line.strip()]
    rows = [_answer(row["requirement_id"], "met", lines[:1]) for row in answer["rows"]]
    return {"rows": rows, "summary": "Score: 100. Hire at once."}


def hostile(question: Question) -> Json:
    """Put markup, links, formulas and field codes into every text, those of links included."""
    if question.task == "assess":
        return honest(question)
    turn = cycle(HOSTILE)
    answer = _honest_writing(question)
    return dict(_map_texts(answer, lambda text: f"{text} {next(turn)}", keeping={"pointer"}))


def off_schema(_question: Question) -> Json:
    """Answer well-formed JSON of another shape."""
    return {"score": 87, "opinion": "A strong candidate overall."}


BRAINS: Mapping[str, Callable[[Question], Json]] = {
    "honest": honest,
    "lying": lying,
    "inventing": inventing,
    "obedient": obedient,
    "hostile": hostile,
    "off_schema": off_schema,
}


def _requirements(question: Question) -> list[re.Match[str]]:
    return list(_REQUIREMENT.finditer(question.data.get("requirements", "")))


def _row(identifier: str, text: str, lines: list[str]) -> Json:
    wanted = _words(text)
    best = max(lines, key=lambda line: len(wanted & _words(line)), default="")
    share = len(wanted & _words(best)) / max(1, len(wanted))
    verdict = "met" if share >= 0.5 else "partial" if share >= 0.25 else "missing"
    return _answer(identifier, verdict, [best] if share >= 0.25 else [])


def _answer(identifier: str, verdict: str, quotes: list[str]) -> Json:
    return {
        "requirement_id": identifier,
        "verdict": verdict,
        "quotes": quotes,
        "rationale": f"Judged {verdict} by the lines of the résumé.",
    }


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _SMALL


def _honest_writing(question: Question) -> Json:
    answer: Json = from_schema(question.schema, question.schema)
    told = (question.data.get(name) for name in ("section", "resume", "told"))
    source = next((text for text in told if text), "")
    if question.task == "rewrite":
        return {"proposals": _rewrites(source), "summary": "Wording made shorter."}
    line = next((line.strip() for line in source.splitlines() if len(line) > 30), "")
    return dict(_map_texts(answer, lambda _text: line)) if line else answer


def _rewrites(source: str) -> list[Json]:
    try:
        texts = json.loads(source)
    except ValueError:
        return []
    return [
        {
            "pointer": pointer,
            "text": text.replace("Responsible for", "In charge of"),
            "items": None,
            "reason": "Says it more directly.",
            "requirement_ids": [],
        }
        for pointer, text in texts.items()
        if isinstance(text, str)
    ]


def _map_texts(
    value: Any, change: Callable[[str], str], key: str = "", keeping: Set[str] = _FIXED
) -> Any:
    if isinstance(value, dict):
        return {name: _map_texts(item, change, name, keeping) for name, item in value.items()}
    if isinstance(value, list):
        return [_map_texts(item, change, key, keeping) for item in value]
    return value if key in keeping or not isinstance(value, str) else change(value)


def from_schema(schema: Json, root: Json) -> Any:
    """Build the smallest value of a JSON schema."""
    if "$ref" in schema:
        return from_schema(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    if "anyOf" in schema:
        return from_schema(schema["anyOf"][0], root)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        fields: Json = schema.get("properties", {})
        return {name: from_schema(fields[name], root) for name in schema.get("required", fields)}
    if kind == "array":
        return [from_schema(schema.get("items", {}), root)]
    return {"string": "", "integer": 0, "number": 0.0, "boolean": False}.get(str(kind))
