"""Code an attacker might get to run inside the parser's child; named by import path.

Each attack reports what worked, so that a test can say that nothing did.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def attack(data: bytes, kind: str, ocr: object = None) -> dict[str, Any]:
    """Try every attack named in the data, one a line; return what worked and what stopped it."""
    succeeded, stopped = {}, {}
    for name in data.decode().split():
        try:
            succeeded[name] = repr(ATTACKS[name]())[:200]
        except BaseException as error:  # noqa: BLE001
            stopped[name] = f"{type(error).__name__} {getattr(error, 'errno', '')}"
    return {"succeeded": succeeded, "stopped": stopped}


def one(data: bytes, kind: str, ocr: object = None) -> dict[str, Any]:
    """Run a single attack that may end the process."""
    return {"result": repr(ATTACKS[data.decode()]())}


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(3_600)


def ignore_signals_and_spin() -> None:
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    spin()


def take_memory() -> int:
    parts = []
    for _ in range(2_048):
        parts.append(bytearray(2**20))
    return len(parts)


def map_memory() -> int:
    area = mmap.mmap(-1, 2 * 2**30)
    for at in range(0, 2 * 2**30, 4096):
        area[at] = 1
    return len(area)


def flood_output() -> None:
    for descriptor in range(3, 40):
        try:
            while True:
                os.write(descriptor, b"x" * 2**20)
        except OSError:
            continue


def forge_answer() -> None:
    """Write an answer of one's own and end at once."""
    for descriptor in range(3, 40):
        try:
            os.write(descriptor, b'{"result": {"text": "forged"}} trailing')
        except OSError:
            continue
    os._exit(0)


def crash() -> None:
    ctypes.string_at(0)


def abort() -> None:
    os.abort()


def exhaust_stack() -> None:
    sys.setrecursionlimit(10**9)

    def deeper(depth: int) -> int:
        return deeper(depth + 1) + 1

    deeper(0)


def _libc_call(name: str, *arguments: Any) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(getattr(libc, name)(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def _syscall(*numbers: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(*map(ctypes.c_long, numbers)))
    if result < 0:
        raise OSError(ctypes.get_errno(), "syscall")
    return result


def _connect(family: int, address: Any) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.connect(address)


def _bind() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))


def _thread() -> None:
    worker = threading.Thread(target=int)
    worker.start()
    worker.join()


def _inherited_descriptors() -> list[int]:
    """Return descriptors beyond the standard streams and the one answer pipe."""
    found = []
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    beyond = [descriptor for descriptor in found if descriptor > 2]
    if len(beyond) <= 1:
        raise PermissionError(1, "only the answer pipe is open")
    return beyond


def _secrets_in_environment() -> dict[str, str]:
    secret = {key: value for key, value in os.environ.items() if "CANARY" in key + value}
    if not secret:
        raise PermissionError(1, "nothing in the environment")
    return secret


def _raise_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _executable_memory() -> int:
    area = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    return len(area)


ENDING: dict[str, frozenset[str]] = {
    "spin": frozenset({"parser_timeout"}),
    "sleep": frozenset({"parser_timeout"}),
    "ignore_signals_and_spin": frozenset({"parser_timeout"}),
    "take_memory": frozenset({"parser_out_of_memory", "parser_timeout"}),
    "map_memory": frozenset({"parser_out_of_memory"}),
    "flood_output": frozenset({"output_too_large", "parser_timeout"}),
    "forge_answer": frozenset({"parser_crashed"}),
    "crash": frozenset({"parser_crashed"}),
    "abort": frozenset({"parser_crashed"}),
    "exhaust_stack": frozenset({"parser_timeout", "parser_crashed", "parser_out_of_memory"}),
}
"""Attacks that end the process, and how its file may fail."""

ATTACKS: dict[str, Callable[[], Any]] = {
    "spin": spin,
    "sleep": sleep,
    "ignore_signals_and_spin": ignore_signals_and_spin,
    "take_memory": take_memory,
    "map_memory": map_memory,
    "flood_output": flood_output,
    "forge_answer": forge_answer,
    "crash": crash,
    "abort": abort,
    "exhaust_stack": exhaust_stack,
    "read_passwd": lambda: Path("/etc/passwd").read_bytes(),
    "read_own_environment": lambda: Path("/proc/self/environ").read_bytes(),
    "read_parent_environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "read_own_memory_map": lambda: Path("/proc/self/maps").read_bytes(),
    "read_source": lambda: Path(__file__).read_bytes(),
    "list_root": lambda: os.listdir("/"),
    "stat_file": lambda: os.stat("/etc/hostname"),
    "read_passwd_past_python": lambda: _libc_call("open", b"/etc/passwd", 0),
    "open_relative_to_root": lambda: _libc_call("openat", -100, b"etc/passwd", 0),
    "write_file": lambda: Path("/tmp/written-by-a-parser").write_bytes(b"x"),
    "make_folder": lambda: os.mkdir("/tmp/made-by-a-parser"),
    "remove_file": lambda: os.unlink("/tmp/canary"),
    "memory_file": lambda: os.memfd_create("x"),
    "pipe": os.pipe,
    "secrets_in_environment": _secrets_in_environment,
    "inherited_descriptors": _inherited_descriptors,
    "connect_loopback": lambda: _connect(socket.AF_INET, ("127.0.0.1", 80)),
    "connect_internet": lambda: _connect(socket.AF_INET, ("192.0.2.1", 80)),
    "connect_unix": lambda: _connect(socket.AF_UNIX, "/var/run/docker.sock"),
    "bind": _bind,
    "socket_pair": socket.socketpair,
    "netlink": lambda: socket.socket(16, socket.SOCK_RAW, 0),
    "resolve": lambda: socket.getaddrinfo("example.com", 80),
    "fork": os.fork,
    "thread": _thread,
    "vfork": lambda: _syscall(58),
    "raw_fork": lambda: _syscall(57),
    "clone3": lambda: _syscall(435, 0, 0),
    "run_program": lambda: subprocess.run(["/bin/true"], check=True),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    # signal 0 asks whether a signal could be sent and sends none: a hole in the wall must not hurt
    "signal_itself": lambda: os.kill(os.getpid(), 0),
    "signal_parent": lambda: os.kill(os.getppid(), 0),
    "signal_group": lambda: os.killpg(0, 0),
    "trace_parent": lambda: _libc_call("ptrace", 16, os.getppid(), 0, 0),
    "read_parent_memory": lambda: _syscall(310, os.getppid(), 0, 0, 0, 0, 0),
    "become_root": lambda: os.setuid(0),
    "chroot": lambda: os.chroot("/tmp"),
    "mount": lambda: _libc_call("mount", b"none", b"/mnt", b"tmpfs", 0, None),
    "unshare": lambda: _libc_call("unshare", 0x10000000),
    "raise_limits": _raise_limits,
    "executable_memory": _executable_memory,
    "shared_memory": lambda: _libc_call("shmget", 1, 4096, 0o1777),
    "io_uring": lambda: _syscall(425, 8, 0),
    "bpf": lambda: _syscall(321, 0, 0, 0),
    "terminal_input": lambda: _syscall(16, 0, 0x5412, 0),
    "new_filter": lambda: _libc_call("prctl", 22, 2, None, 0, 0),
    "keyring": lambda: _syscall(250, 0, 0, 0),
    "change_priority": lambda: os.nice(-5),
    "set_clock": lambda: time.clock_settime(time.CLOCK_REALTIME, 0),
    "reboot": lambda: _libc_call("reboot", 0),
}
