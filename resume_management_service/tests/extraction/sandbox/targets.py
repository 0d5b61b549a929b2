"""Harmless targets for the sandbox, named by import path in the tests."""

from __future__ import annotations

import os
import time
from typing import Any

from api.extraction.errors import UnreadableFile

LOADED: list[str] = []


def warm_up() -> None:
    LOADED.append("before the fork")


def describe(data: bytes, kind: str, ocr: object, **options: Any) -> dict[str, Any]:
    return {
        "size": len(data),
        "kind": kind,
        "options": options,
        "loaded": LOADED,
        "pid": os.getpid(),
    }


def pause(data: bytes, kind: str, ocr: object) -> dict[str, Any]:
    time.sleep(float(data))
    return {}


def refuse(data: bytes, kind: str, ocr: object) -> dict[str, Any]:
    raise UnreadableFile("broken_file", "as it happens")


def stumble(data: bytes, kind: str, ocr: object) -> dict[str, Any]:
    raise ValueError(data.decode())


def ramble(data: bytes, kind: str, ocr: object) -> dict[str, Any]:
    return {"text": "x" * int(data)}
