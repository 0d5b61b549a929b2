"""Voluntary work: for whom, as what, when."""

from __future__ import annotations

from collections.abc import Sequence

from api.parsing.found import Tree
from api.parsing.layout.rows import Row
from api.parsing.work import read_work


def read_volunteer(rows: Sequence[Row]) -> list[Tree]:
    """Read voluntary work as jobs, under the names that it has in a résumé."""
    renamed: list[Tree] = []
    for job in read_work(rows):
        if isinstance(job, dict):
            tree = {key: value for key, value in job.items() if key != "location"}
            renamed.append({"organization": tree.pop("name", None), **tree})
    return renamed
