"""Waiting for one child: its answer, the report on its end, and the time it may take."""

from __future__ import annotations

import os
import select
import time
from dataclasses import dataclass, field
from typing import Final

from api.extraction.sandbox.launch import Pending, ZygoteGone
from api.extraction.sandbox.wire import REPORT_BYTES, Report, SandboxLimits, unpack_report

_CHUNK_BYTES: Final = 2**18
_GRACE_SECONDS: Final = 3.0


class OutputTooLarge(Exception):
    """The child wrote more than it may."""


@dataclass(slots=True)
class _Answer:
    limit: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, part: bytes) -> None:
        self.size += len(part)
        if self.size <= self.limit:
            self.parts.append(part)


def collect(pending: Pending, limits: SandboxLimits) -> tuple[bytes, Report]:
    """Return what the child wrote and how it ended; closes the pipes.

    Raises `OutputTooLarge`, `ZygoteGone` when the zygote died first, and `TimeoutError` when even
    the zygote did not answer in time.
    """
    deadline = time.monotonic() + limits.wall_ms / 1000 + _GRACE_SECONDS
    try:
        answer = _Answer(limits.output_bytes)
        report = _until_report(pending, answer, deadline)
        _drain(pending.output, answer)
    finally:
        pending.close()
    if answer.size > limits.output_bytes:
        raise OutputTooLarge
    return b"".join(answer.parts), report


def _until_report(pending: Pending, answer: _Answer, deadline: float) -> Report:
    poller = select.poll()
    poller.register(pending.output, select.POLLIN)
    poller.register(pending.status, select.POLLIN)
    while True:
        ready = poller.poll(max(0.0, deadline - time.monotonic()) * 1000)
        if not ready:
            raise TimeoutError
        for descriptor, _ in ready:
            if descriptor == pending.status:
                return _report(os.read(descriptor, REPORT_BYTES))
            if not _take(descriptor, answer):
                poller.unregister(descriptor)


def _take(descriptor: int, answer: _Answer) -> bool:
    part = os.read(descriptor, _CHUNK_BYTES)
    answer.add(part)
    return bool(part)


def _drain(descriptor: int, answer: _Answer) -> None:
    """Read what is left; the child is dead, so nothing more can come."""
    os.set_blocking(descriptor, False)
    try:
        while _take(descriptor, answer):
            pass
    except BlockingIOError:
        return


def _report(frame: bytes) -> Report:
    if len(frame) < REPORT_BYTES:
        raise ZygoteGone("the warm process died while a file was read")
    return unpack_report(frame)
