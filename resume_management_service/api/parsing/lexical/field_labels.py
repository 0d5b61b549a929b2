"""Words that label the fields of a form: `Employer`, `Arbeitgeber`, `Entreprise`."""

from __future__ import annotations

from functools import cache

from api.parsing.lexical.data_files import table
from api.parsing.lexical.folding import fold


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, labels in table("field_labels.toml").items():
        for label in labels:
            found[label] = (*found.get(label, ()), field)
    return found


def labelled_fields(text: str) -> tuple[str, ...]:
    """Return the fields that a whole text is the label of, mostly one or none."""
    return _fields().get(fold(text), ())
