"""Exported files read by the résumé service's own parser, field by field.

Both services have a package `api`, so the parser runs in a process of its own service: this file,
started as a script there, answers one JSON object a line, `{"kind": file kind, "data": base64}`,
with the parsed sections, or null where the service has no reader for the kind.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

_SERVICE = Path(__file__).resolve().parents[2] / "resume_management_service"
Fields = Counter[tuple[str, str]]


class OwnParser:
    """The parser as a process; use as a context."""

    def __enter__(self) -> OwnParser:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=_SERVICE,
            env={**os.environ, "PYTHONPATH": str(_SERVICE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def read(self, kind: str, data: bytes) -> dict[str, Any]:
        """Return the parsed sections. Raises EOFError when the parser died."""
        assert self._process.stdin
        assert self._process.stdout
        request = {"kind": kind, "data": base64.b64encode(data).decode()}
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise EOFError("The résumé service's parser ended; see its message above.")
        sections: dict[str, Any] = json.loads(answer)
        return sections


def fields(leaves: Iterable[tuple[str, str]]) -> Fields:
    """Count values by path without list positions.

    Skills count as one list however they are grouped; a telephone number is its digits and a link
    is told without its scheme.
    """
    found: Fields = Counter()
    for pointer, text in leaves:
        path = re.sub(r"/\d+", "", pointer)
        path = "/skills" if path.startswith("/skills") else path
        found[path, _comparable(path.rpartition("/")[2], text)] += 1
    return found


def _comparable(key: str, text: str) -> str:
    if key == "phone":
        return re.sub(r"\D", "", text)
    if key == "url":
        return text.rpartition("://")[2].removesuffix("/")
    return " ".join(text.split())


def same(expected: Fields, parsed: Mapping[tuple[str, str], int]) -> Counter[str]:
    """Count by path the expected values that came back identical."""
    found: Counter[str] = Counter()
    for (path, text), count in expected.items():
        found[path] += min(count, parsed.get((path, text), 0))
    return found


def main() -> None:
    """Answer line by line."""
    # By name: in the process that asks, `api` is the other service's package.
    extract = import_module("api.extraction.extract").extract_bytes
    parse = import_module("api.parsing.parse").parse
    for line in sys.stdin:
        request = json.loads(line)
        sections = parse(extract(base64.b64decode(request["data"]), request["kind"])).sections
        print(json.dumps(sections), flush=True)


if __name__ == "__main__":
    main()
