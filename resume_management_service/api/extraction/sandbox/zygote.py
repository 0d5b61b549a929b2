"""A warm process that forks one child per file and reports how each ended.

It is started by exec with an empty environment, imports the target once, gives up its own rights
and then never sees a file: descriptors come in over the control socket and go to the child.
"""

from __future__ import annotations

import gc
import importlib
import os
import selectors
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Final

from api.extraction.sandbox import child, confine, seccomp
from api.extraction.sandbox.ocr import exec_tesseract
from api.extraction.sandbox.wire import (
    READY,
    REQUEST_BYTES,
    Ending,
    Job,
    Report,
    Request,
    pack_report,
    unpack_request,
)

_DESCRIPTORS: Final = 4
_RENDER_TARGET: Final = "api.extraction.pdf.render:render_page"
_IDLE_SECONDS: Final = 3600.0


@dataclass(slots=True)
class _Running:
    status: int
    deadline: float
    out_of_time: bool = False


@dataclass(slots=True)
class _Zygote:
    control: socket.socket
    targets: dict[Job, child.Target]
    wakeup: int
    running: dict[int, _Running] = field(default_factory=dict)

    def serve(self) -> None:
        """Fork children until the service closes the control socket."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(self.wakeup, selectors.EVENT_READ)
            while self._turn(selector):
                pass
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)

    def _turn(self, selector: selectors.BaseSelector) -> bool:
        ready = {key.fd for key, _ in selector.select(self._patience())}
        if self.wakeup in ready:
            os.read(self.wakeup, 512)
        self._reap()
        self._kill_late()
        return self.control.fileno() not in ready or self._accept()

    def _patience(self) -> float:
        waiting = [entry.deadline for entry in self.running.values() if not entry.out_of_time]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else _IDLE_SECONDS

    def _accept(self) -> bool:
        frame, descriptors, _, _ = socket.recv_fds(self.control, REQUEST_BYTES, _DESCRIPTORS)
        if len(frame) < REQUEST_BYTES:
            return False
        options, data, output, status = descriptors
        request = unpack_request(frame)
        pid = os.fork()
        if pid == 0:
            self._become(request, options, data, output)
        for descriptor in (options, data, output):
            os.close(descriptor)
        deadline = time.monotonic() + request.limits.wall_ms / 1000
        self.running[pid] = _Running(status, deadline)
        return True

    def _become(self, request: Request, options: int, data: int, output: int) -> None:
        if request.job is Job.RECOGNISE:
            exec_tesseract(request.limits, options, data, output)
        child.run(request, self.targets[request.job], options, data, output)

    def _kill_late(self) -> None:
        now = time.monotonic()
        for pid, entry in self.running.items():
            if entry.deadline <= now and not entry.out_of_time:
                entry.out_of_time = True
                os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self.running:
            pid, wait_status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            entry = self.running.pop(pid)
            report = _report(entry, wait_status, usage.ru_maxrss)
            _send(entry.status, pack_report(report))


def _report(entry: _Running, wait_status: int, peak_kilobytes: int) -> Report:
    if os.WIFSIGNALED(wait_status):
        number = os.WTERMSIG(wait_status)
        late = entry.out_of_time or number == signal.SIGXCPU
        ending = Ending.OUT_OF_TIME if late else Ending.KILLED_BY_SIGNAL
        return Report(ending, number, peak_kilobytes)
    return Report(Ending.EXITED, os.WEXITSTATUS(wait_status), peak_kilobytes)


def _send(descriptor: int, frame: bytes) -> None:
    try:
        os.write(descriptor, frame)
    except BrokenPipeError:
        # the caller stopped waiting: nobody is left to tell
        return
    finally:
        os.close(descriptor)


def _load(path: str) -> child.Target:
    """Import `module:callable` and let its module load what it will need (`warm_up`)."""
    module_name, _, attribute = path.partition(":")
    module = importlib.import_module(module_name)
    target: child.Target = getattr(module, attribute)
    warm_up = getattr(module, "warm_up", None)
    if warm_up is not None:
        warm_up()
    return target


def _wakeup_pipe() -> int:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return reader


def main(control_descriptor: int, target_path: str) -> None:
    """Run the zygote on an inherited socket; returns when the service is gone."""
    control = socket.socket(fileno=control_descriptor)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    targets = {Job.READ: _load(target_path), Job.RENDER: _load(_RENDER_TARGET)}
    confine.enter_private_namespaces()
    confine.drop_privileges()
    if seccomp.is_supported():
        seccomp.compute_only()
    zygote = _Zygote(control, targets, _wakeup_pipe())
    gc.collect()
    gc.freeze()
    control.send(READY)
    zygote.serve()
