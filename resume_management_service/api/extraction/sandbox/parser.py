"""The service's side of the sandbox: hands a file to a child and waits for its answer."""

from __future__ import annotations

import json
import threading
from types import TracebackType
from typing import Any, Final, Self

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox.collect import OutputTooLarge, collect
from api.extraction.sandbox.handover import Source, descriptor
from api.extraction.sandbox.launch import ZygoteGone, ZygoteProcess
from api.extraction.sandbox.recognise import Recogniser
from api.extraction.sandbox.wire import Ending, Job, Report, Request, SandboxLimits

DEFAULT_TARGET: Final = "api.extraction.extract:extract_bytes"
_ATTEMPTS: Final = 2
_NEARLY_FULL: Final = 0.6


class ParserSandbox:
    """Runs `target(data, **options)` for one file at a time in a confined child.

    `target` is an import path, `module:callable`; it gets the file's bytes and JSON keyword
    arguments (`kind` and `ocr` always) and returns a JSON object or a `Document`. If its module has
    a `warm_up()`, that runs once before any file is seen: open and import there whatever is needed.
    Safe to share between threads; at most `children` run at once. Nothing is started before the
    first call. Scanned pages are read by tesseract where it is installed, unless `ocr` is False.
    `peak_kilobytes` is the most resident memory any child has had.
    """

    def __init__(
        self,
        target: str = DEFAULT_TARGET,
        *,
        limits: SandboxLimits | None = None,
        children: int = 2,
        ocr: bool = True,
    ) -> None:
        self._limits = limits or SandboxLimits()
        self._zygote = ZygoteProcess(target)
        self._slots = threading.BoundedSemaphore(children)
        self.peak_kilobytes = 0
        self._recogniser = Recogniser.installed(self._ask) if ocr else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process; the next call starts another."""
        self._zygote.close()

    @property
    def zygote_pid(self) -> int:
        """Return the process id of the warm process, 0 before it is started."""
        return self._zygote.pid

    def start(self) -> None:
        """Start the warm process now instead of with the first file."""
        self._zygote.start()

    def read(self, source: Source, kind: str, **options: Any) -> dict[str, Any]:
        """Return the target's answer for one file; raises `UnreadableFile`.

        `source` is the bytes or an open binary file (one with a descriptor is not copied).
        """
        options |= {"kind": str(kind), "ocr": None if self._recogniser is None else {}}
        with self._slots, descriptor(source) as data:
            answer = self._read_once(data, options)
            if self._recogniser is not None and "ocr_pages" in answer:
                options["ocr"] = self._recogniser.read_pages(data, answer["ocr_pages"])
                answer = self._read_once(data, options)
        return _result(answer)

    def _read_once(self, data: int, options: dict[str, Any]) -> dict[str, Any]:
        return _parsed(self._ask(Job.READ, self._limits, options, data))

    def _ask(self, job: Job, limits: SandboxLimits, options: dict[str, Any], data: int) -> bytes:
        """Run one child; a zygote that died meanwhile is started again and asked once more."""
        frame = json.dumps(options).encode()
        for _ in range(_ATTEMPTS):
            try:
                with descriptor(frame) as arguments:
                    pending = self._zygote.submit(Request(job, limits), arguments, data)
                output, report = collect(pending, limits)
            except ZygoteGone:
                self._zygote.close()
                continue
            except TimeoutError as error:
                self._zygote.close()
                raise UnreadableFile(Unreadable.TIMEOUT, "the file took too long") from error
            except OutputTooLarge as error:
                raise UnreadableFile(Unreadable.OUTPUT_TOO_LARGE, "too much text") from error
            self.peak_kilobytes = max(self.peak_kilobytes, report.peak_kilobytes)
            _raise_for(report, limits)
            return output
        raise UnreadableFile(Unreadable.CRASHED, "the parser process cannot be kept alive")


def _raise_for(report: Report, limits: SandboxLimits) -> None:
    if report.ending is Ending.OUT_OF_TIME:
        raise UnreadableFile(Unreadable.TIMEOUT, f"stopped after {limits.wall_ms} ms")
    if report.ending is Ending.KILLED_BY_SIGNAL and _was_full(report, limits):
        raise UnreadableFile(Unreadable.OUT_OF_MEMORY, "the file needs too much memory")
    if report.ending is Ending.KILLED_BY_SIGNAL:
        raise UnreadableFile(Unreadable.CRASHED, f"ended by signal {report.value}")
    if report.value != 0:
        raise UnreadableFile(Unreadable.CRASHED, f"ended with status {report.value}")


def _was_full(report: Report, limits: SandboxLimits) -> bool:
    """Guess whether a library ended the child because it was refused memory."""
    return report.peak_kilobytes * 1024 > _NEARLY_FULL * limits.memory_bytes


def _parsed(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError as error:
        raise UnreadableFile(Unreadable.CRASHED, "the answer is not JSON") from error
    if not isinstance(answer, dict):
        raise UnreadableFile(Unreadable.CRASHED, "the answer is not an object")
    return answer


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    result, error = answer.get("result"), answer.get("error")
    if isinstance(result, dict):
        return result
    if isinstance(error, dict) and error.get("code") in {code.value for code in Unreadable}:
        raise UnreadableFile(error["code"], str(error.get("detail", ""))[:200])
    raise UnreadableFile(Unreadable.CRASHED, "the answer has no result")
