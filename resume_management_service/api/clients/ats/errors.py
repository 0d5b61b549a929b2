"""How a source fails."""

from __future__ import annotations


class SourceError(Exception):
    """A page could not be had: a stable code, a sentence, and whether trying again may help.

    `whole_run` tells that no other page will fare better; `retry_after` is what the source asked
    for, in seconds.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        permanent: bool = False,
        whole_run: bool = False,
        retry_after: float | None = None,
    ) -> None:
        self.code = code
        self.detail = detail
        self.permanent = permanent
        self.whole_run = whole_run
        self.retry_after = retry_after
        super().__init__(detail)


class BrokenRecord(Exception):
    """A record is no résumé: a stable code and what is wrong with it."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(detail)
