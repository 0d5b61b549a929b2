"""Addresses, links and telephone numbers: only those the résumé has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Case, Finding
from .refusals import Kind

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?|/$")


def unknown(case: Case) -> Iterator[Finding]:
    """Yield e-mail addresses and links that stand nowhere in the résumé."""
    for index, word in enumerate(case.reading.words):
        if word.is_contact and bare(word.text) not in _known(case):
            claim = case.reading.claim(index, index)
            detail = f"The résumé does not have the address “{claim}”."
            yield Finding(Kind.CONTACT, index, index, detail)


def bare(address: str) -> str:
    """Write an address without scheme, www and closing slash."""
    return _SCHEME.sub("", address.lower())


def _known(case: Case) -> set[str]:
    return {
        bare(word.text)
        for segment in case.source.segments
        for word in segment.reading.words
        if word.is_contact or "." in segment.reading.folded.text
    } | {bare(segment.reading.folded.text) for segment in case.source.segments}
