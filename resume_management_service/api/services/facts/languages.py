"""Languages, by their English names."""

from __future__ import annotations

from typing import Any

from api.models import CandidateLanguage
from api.services import lookup_keys
from api.services.facts.plain import objects, text
from api.services.words import folded
from lexicon.languages import find_languages


def read_languages(sections: dict[str, Any]) -> list[CandidateLanguage]:
    """Return the languages, each once, without résumé and candidate."""
    found: dict[str, CandidateLanguage] = {}
    for entry in objects(sections.get("languages")):
        language, level = _named(text(entry.get("language"), 60), text(entry.get("fluency"), 60))
        if language:
            key = language_key(language)
            row = CandidateLanguage(
                position=len(found), language=language, language_key=key, level=level[:30]
            )
            found.setdefault(key, row)
    return list(found.values())


def language_key(language: str) -> str:
    """Return the key of a language by any of its names."""
    return lookup_keys.digest(folded(_named(language.strip(), "")[0]))


def _named(written: str, fluency: str) -> tuple[str, str]:
    """Return the English name and the level, as written where they are not known."""
    hits = find_languages(f"{written}: {fluency}" if fluency else written)
    if not hits:
        return written, fluency
    return hits[0].language, hits[0].level or fluency
