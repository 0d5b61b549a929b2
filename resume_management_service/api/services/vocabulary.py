"""The skills vocabulary as it is now: what is shipped, and what the staff added to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max

from api.models import Skill
from lexicon.skills import Skill as Term
from lexicon.skills import Vocabulary, default_vocabulary

SECONDS_KNOWN = 30.0


@dataclass(frozen=True, slots=True)
class SharedVocabulary:
    """Skills by all their spellings; `renamed` leads from an added spelling to the skill's name."""

    terms: Vocabulary
    renamed: dict[str, Term] = field(default_factory=dict)

    def lookup(self, phrase: str) -> Term | None:
        """Return the skill that the whole phrase names."""
        found = self.terms.lookup(phrase)
        return self.renamed.get(found.name, found) if found else None

    def find(self, text: str) -> list[Term]:
        """Return the skills that a text names, each once, in order."""
        found = (hit.skill for hit in self.terms.find(text))
        return list(dict.fromkeys(self.renamed.get(term.name, term) for term in found))


class _Known:
    """What this process knows, and as of when."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.checked_at = float("-inf")
        self.state: tuple[object, ...] | None = None
        self.vocabulary: SharedVocabulary | None = None


_known = _Known()


def current() -> SharedVocabulary:
    """Return the vocabulary; what the staff changes is seen within half a minute."""
    with _known.lock:
        if _known.vocabulary is None or time.monotonic() - _known.checked_at > SECONDS_KNOWN:
            _refresh()
        assert _known.vocabulary is not None
        return _known.vocabulary


def forget() -> None:
    """Read the staff's skills again at the next use."""
    with _known.lock:
        _known.forget()


def _refresh() -> None:
    rows = Skill.objects.shared().filter(is_curated=True)
    state = tuple(rows.aggregate(count=Count("pk"), latest=Max("updated_at")).values())
    if _known.vocabulary is None or state != _known.state:
        _known.vocabulary = extended(default_vocabulary(), rows)
        _known.state = state
    _known.checked_at = time.monotonic()


def extended(shipped: Vocabulary, rows: Iterable[Skill]) -> SharedVocabulary:
    """Add the rows to a vocabulary; a row with a shipped skill's name adds spellings to it."""
    known = {term.name: term for term in shipped.skills}
    added: list[Term] = []
    renamed: dict[str, Term] = {}
    for row in rows:
        term = known.get(row.name)
        if term is None:
            added.append(Term(row.name, row.group, tuple(row.aliases)))
        elif row.aliases:
            added.append(Term(row.aliases[0], term.group, tuple(row.aliases[1:])))
            renamed[row.aliases[0]] = term
    return SharedVocabulary(shipped.extended(added), renamed)
