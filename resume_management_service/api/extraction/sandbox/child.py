"""The life of one child: take the input, give up all rights, call the target, answer, end."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable, Mapping
from typing import Any, Final

from api.extraction.document import Document
from api.extraction.errors import OcrNeeded, Unreadable, UnreadableFile
from api.extraction.sandbox import confine
from api.extraction.sandbox.wire import Request

Target = Callable[..., Mapping[str, Any] | Document]
_CHUNK_BYTES: Final = 2**20
_LOWEST_DESCRIPTOR: Final = 3


def run(request: Request, target: Target, options: int, data: int, output: int) -> None:
    """Read both inputs, run `target(data, **options)` confined, write its JSON; never returns.

    `options`, `data` and `output` are the only descriptors left open.
    """
    status = 1
    try:
        _keep_only(options, data, output)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        confine.die_with_parent()
        confine.limit_resources(request.limits)
        arguments, content = json.loads(_read_all(options)), _read_all(data)
        confine.forbid_everything_else()
        _answer(target, content, arguments, output, request.limits.output_bytes)
        status = 0
    finally:
        os._exit(status)


def _answer(
    target: Target, content: bytes, arguments: dict[str, Any], output: int, most_bytes: int
) -> None:
    try:
        reply = json.dumps(_outcome(target, content, arguments), ensure_ascii=False)
        frame = reply.encode("utf-8", errors="replace")
        if len(frame) > most_bytes:
            frame = json.dumps(_failure(Unreadable.OUTPUT_TOO_LARGE, "too much text")).encode()
    except MemoryError:
        frame = json.dumps(_failure(Unreadable.OUT_OF_MEMORY, "out of memory")).encode()
    _write_all(output, frame)


def _outcome(target: Target, content: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        result = target(content, **arguments)
        return {"result": result.as_dict() if isinstance(result, Document) else result}
    except UnreadableFile as error:
        return _failure(error.code, error.detail)
    except OcrNeeded as error:
        return {"ocr_pages": list(error.pages)}
    except MemoryError:
        return _failure(Unreadable.OUT_OF_MEMORY, "the file needs more memory than it may have")
    except RecursionError:
        return _failure(Unreadable.BROKEN, "the file is nested too deeply")
    except Exception as error:  # noqa: BLE001 - whatever a hostile file raises is that file's failure
        out_of_memory = isinstance(error, OSError) and error.errno == errno.ENOMEM
        code = Unreadable.OUT_OF_MEMORY if out_of_memory else Unreadable.CRASHED
        return _failure(code, _where(error))


def _failure(code: Unreadable, detail: str) -> dict[str, Any]:
    return {"error": {"code": code.value, "detail": detail}}


def _where(error: Exception) -> str:
    """Name the error and its place, never its message: that may hold text of the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = os.path.basename(trace.tb_frame.f_code.co_filename)
    return f"{type(error).__name__} in {file}:{trace.tb_lineno}"


def _keep_only(*kept: int) -> None:
    low = _LOWEST_DESCRIPTOR
    for descriptor in sorted(kept):
        os.closerange(low, descriptor)
        low = descriptor + 1
    os.closerange(low, os.sysconf("SC_OPEN_MAX"))


def _read_all(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    parts, position = [], 0
    while position < size:
        part = os.pread(descriptor, min(_CHUNK_BYTES, size - position), position)
        if not part:
            break
        parts.append(part)
        position += len(part)
    os.close(descriptor)
    return b"".join(parts)


def _write_all(descriptor: int, frame: bytes) -> None:
    view = memoryview(frame)
    while view:
        view = view[os.write(descriptor, view) :]
