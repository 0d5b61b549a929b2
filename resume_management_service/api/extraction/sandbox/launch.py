"""Starting the zygote, handing it requests, starting it again when it has died."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass
from typing import Final

from api.extraction.sandbox.wire import READY, Request, pack_request

_START_SECONDS: Final = 60.0
_END_SECONDS: Final = 5.0
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from api.extraction.sandbox.zygote import main; main(int(sys.argv[2]), sys.argv[3])"
)


class ZygoteGone(Exception):
    """The warm process has died or could not be started."""


@dataclass(slots=True)
class Pending:
    """The two pipes on which a child's answer and the zygote's report arrive."""

    output: int
    status: int

    def close(self) -> None:
        """Close both pipes."""
        os.close(self.output)
        os.close(self.status)


class ZygoteProcess:
    """One warm process for this process; a fork of the service starts its own."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._owner = 0
        self._ending: weakref.finalize[..., ZygoteProcess] | None = None
        self.pid = 0

    def start(self) -> None:
        """Start the process unless it runs; raises `ZygoteGone`."""
        with self._lock:
            self._running_control()

    def submit(self, request: Request, options: int, data: int) -> Pending:
        """Have a child forked for two readable descriptors; raises `ZygoteGone`."""
        output_reader, output_writer = os.pipe()
        status_reader, status_writer = os.pipe()
        descriptors = [options, data, output_writer, status_writer]
        try:
            with self._lock:
                socket.send_fds(self._running_control(), [pack_request(request)], descriptors)
        except OSError as error:
            Pending(output_reader, status_reader).close()
            self.close()
            raise ZygoteGone("the warm process has died") from error
        finally:
            os.close(output_writer)
            os.close(status_writer)
        return Pending(output_reader, status_reader)

    def close(self) -> None:
        """End the process and wait for it."""
        with self._lock:
            ending, self._ending, self._control = self._ending, None, None
            if ending is not None and self._owner == os.getpid():
                ending()

    def _running_control(self) -> socket.socket:
        if self._control is None or self._owner != os.getpid():
            self._launch()
        assert self._control is not None
        return self._control

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            process = _spawn(theirs.fileno(), self._target)
        self._ending = weakref.finalize(self, _end, process, ours)
        self._control, self._owner, self.pid = ours, os.getpid(), process.pid
        ours.settimeout(_START_SECONDS)
        if _receive(ours) != READY:
            self._control = None
            self._ending()
            raise ZygoteGone(f"the warm process for {self._target} did not start")


def _spawn(control: int, target: str) -> subprocess.Popen[bytes]:
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _BOOT, path, str(control), target],
        pass_fds=(control,),
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _receive(control: socket.socket) -> bytes:
    try:
        return control.recv(1)
    except OSError:
        return b""


def _end(process: subprocess.Popen[bytes], control: socket.socket) -> None:
    control.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_END_SECONDS)
        return
    process.kill()
    process.wait()
