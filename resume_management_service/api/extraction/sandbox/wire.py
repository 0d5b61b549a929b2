"""What passes between the service, the zygote and its children."""

from __future__ import annotations

import struct
from dataclasses import astuple, dataclass
from enum import IntEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bounds on one child: milliseconds of wall time, seconds of processor, bytes."""

    wall_ms: int = 4_000
    cpu_seconds: int = 4
    memory_bytes: int = 272 * 2**20
    output_bytes: int = 16 * 2**20


class Job(IntEnum):
    """What a child is to do: call the target, draw a page, recognise a picture."""

    READ = 1
    RENDER = 2
    RECOGNISE = 3


@dataclass(frozen=True, slots=True)
class Request:
    """The fixed-size head of a request; the file descriptors travel beside it."""

    job: Job
    limits: SandboxLimits


class Ending(IntEnum):
    """How a child ended."""

    EXITED = 1
    KILLED_BY_SIGNAL = 2
    OUT_OF_TIME = 3


@dataclass(frozen=True, slots=True)
class Report:
    """The zygote's word on one child; `value` is the exit status or the signal."""

    ending: Ending
    value: int
    peak_kilobytes: int


_REQUEST: Final = struct.Struct("<BQQQQ")
_REPORT: Final = struct.Struct("<BIQ")
REQUEST_BYTES: Final = _REQUEST.size
REPORT_BYTES: Final = _REPORT.size
READY: Final = b"\x06"


def pack_request(request: Request) -> bytes:
    """Return the request as `REQUEST_BYTES` bytes."""
    return _REQUEST.pack(request.job, *astuple(request.limits))


def unpack_request(frame: bytes) -> Request:
    """Read what `pack_request` wrote."""
    job, *limits = _REQUEST.unpack(frame)
    return Request(Job(job), SandboxLimits(*limits))


def pack_report(report: Report) -> bytes:
    """Return the report as `REPORT_BYTES` bytes."""
    return _REPORT.pack(report.ending, report.value, report.peak_kilobytes)


def unpack_report(frame: bytes) -> Report:
    """Read what `pack_report` wrote."""
    ending, value, peak_kilobytes = _REPORT.unpack(frame)
    return Report(Ending(ending), value, peak_kilobytes)
