"""How much of a file is read at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds on one file; sizes in bytes, text in characters."""

    max_pages: int = 50
    max_characters: int = 400_000
    max_page_objects: int = 60_000
    max_archive_members: int = 2_000
    max_member_bytes: int = 24 * 2**20
    max_archive_bytes: int = 100 * 2**20

    @classmethod
    def of(cls, values: Mapping[str, int] | None) -> ReadLimits:
        """Build from plain numbers, ignoring names it does not know."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: int(value) for name, value in (values or {}).items() if name in known})
