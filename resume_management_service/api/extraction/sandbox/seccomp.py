"""System-call filters for Linux on x86_64 and aarch64, installed without any library.

`compute_only` leaves a process nothing but memory, clocks and the descriptors it already has.
What it does not allow fails with EPERM, so that a library that looks for a font or a cache file
carries on without it. `reader_program` is for a program started by exec: it may read files, but
opens no socket, writes no file, starts no process.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from functools import cache
from typing import Final

_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_EPERM: Final = 0x00050000 | 1
_ENOSYS: Final = 0x00050000 | 38
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_NOT_BELOW, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_X32_BIT: Final = 0x40000000
_PROT_EXEC: Final = 0x4
_CLONE_THREAD: Final = 0x10000
_OPEN_FOR_WRITING: Final = 0o1 | 0o2 | 0o100 | 0o1000

_AUDIT_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_MACHINE: Final = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
_COLUMN: Final = 1 if _MACHINE == "aarch64" else 0

# name: (number on x86_64, number on aarch64), None where the call does not exist
_NUMBERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "read": (0, 63),
    "write": (1, 64),
    "open": (2, None),
    "close": (3, 57),
    "fstat": (5, 80),
    "poll": (7, None),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "clone": (56, 220),
    "fork": (57, None),
    "vfork": (58, None),
    "exit": (60, 93),
    "kill": (62, 129),
    "rename": (82, None),
    "mkdir": (83, None),
    "rmdir": (84, None),
    "creat": (85, None),
    "link": (86, None),
    "unlink": (87, None),
    "symlink": (88, None),
    "chmod": (90, None),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "ptrace": (101, 117),
    "getppid": (110, 173),
    "sigaltstack": (131, 132),
    "mount": (165, 40),
    "gettid": (186, 178),
    "time": (201, None),
    "tkill": (200, 130),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "openat": (257, 56),
    "mkdirat": (258, 34),
    "unlinkat": (263, 35),
    "renameat": (264, 38),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "fchmodat": (268, 53),
    "ppoll": (271, 73),
    "unshare": (272, 97),
    "set_robust_list": (273, 99),
    "accept4": (288, 242),
    "perf_event_open": (298, 241),
    "sendmmsg": (307, 269),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "renameat2": (316, 276),
    "getrandom": (318, 278),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "membarrier": (324, 283),
    "rseq": (334, 293),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
    "clone3": (435, 435),
    "openat2": (437, 437),
    "pidfd_getfd": (438, 438),
}
_COMPUTE: Final = [
    "read",
    "write",
    "close",
    "fstat",
    "poll",
    "lseek",
    "munmap",
    "brk",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "pread64",
    "readv",
    "writev",
    "sched_yield",
    "mremap",
    "madvise",
    "nanosleep",
    "getpid",
    "getppid",
    "exit",
    "gettimeofday",
    "getrusage",
    "sigaltstack",
    "gettid",
    "time",
    "futex",
    "sched_getaffinity",
    "restart_syscall",
    "clock_gettime",
    "clock_getres",
    "clock_nanosleep",
    "exit_group",
    "ppoll",
    "set_robust_list",
    "getrandom",
    "membarrier",
    "rseq",
]
_NOT_FOR_A_READER: Final = [
    "socket",
    "connect",
    "accept",
    "sendto",
    "sendmsg",
    "bind",
    "listen",
    "socketpair",
    "fork",
    "vfork",
    "kill",
    "tkill",
    "rename",
    "mkdir",
    "rmdir",
    "creat",
    "link",
    "unlink",
    "symlink",
    "chmod",
    "ptrace",
    "mount",
    "add_key",
    "request_key",
    "keyctl",
    "mkdirat",
    "unlinkat",
    "renameat",
    "linkat",
    "symlinkat",
    "fchmodat",
    "unshare",
    "accept4",
    "perf_event_open",
    "sendmmsg",
    "setns",
    "process_vm_readv",
    "process_vm_writev",
    "renameat2",
    "memfd_create",
    "bpf",
    "userfaultfd",
    "io_uring_setup",
    "pidfd_open",
    "pidfd_getfd",
    "openat2",
]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def is_supported() -> bool:
    """Return whether this system can be filtered at all."""
    return sys.platform == "linux" and _MACHINE in _AUDIT_ARCHITECTURES


@cache
def compute_only() -> bytes:
    """Return the filter of a child that reads one file."""
    code = _preamble()
    for name in ("mmap", "mprotect"):
        code += _by_bits(name, argument=2, bits=_PROT_EXEC, if_set=_EPERM, if_clear=_ALLOW)
    code += _outcome("clone3", _ENOSYS)
    code += b"".join(_outcome(name, _ALLOW) for name in _COMPUTE)
    return code + _instruction(_RETURN, value=_EPERM)


@cache
def reader_program() -> bytes:
    """Return the filter of a program that reads files and its standard input."""
    code = _preamble()
    for name, argument in (("open", 1), ("openat", 2)):
        code += _by_bits(name, argument, _OPEN_FOR_WRITING, if_set=_EPERM, if_clear=_ALLOW)
    code += _by_bits("clone", 0, _CLONE_THREAD, if_set=_ALLOW, if_clear=_EPERM)
    code += _outcome("clone3", _ENOSYS)
    code += b"".join(_outcome(name, _EPERM) for name in _NOT_FOR_A_READER)
    return code + _instruction(_RETURN, value=_ALLOW)


def install(code: bytes) -> None:
    """Put a filter on this process for good; `no_new_privs` must be set. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the system-call filter was not accepted")


def _preamble() -> bytes:
    code = _instruction(_LOAD, value=_ARCHITECTURE_AT)
    code += _instruction(_JUMP_EQUAL, 1, 0, _AUDIT_ARCHITECTURES[_MACHINE])
    code += _instruction(_RETURN, value=_KILL)
    code += _instruction(_LOAD, value=_NUMBER_AT)
    if _MACHINE == "x86_64":
        code += _instruction(_JUMP_NOT_BELOW, 0, 1, _X32_BIT)
        code += _instruction(_RETURN, value=_KILL)
    return code


def _outcome(name: str, action: int) -> bytes:
    number = _NUMBERS[name][_COLUMN]
    if number is None:
        return b""
    return _instruction(_JUMP_EQUAL, 0, 1, number) + _instruction(_RETURN, value=action)


def _by_bits(name: str, argument: int, bits: int, if_set: int, if_clear: int) -> bytes:
    number = _NUMBERS[name][_COLUMN]
    if number is None:
        return b""
    return (
        _instruction(_JUMP_EQUAL, 0, 4, number)
        + _instruction(_LOAD, value=_ARGUMENTS_AT + 8 * argument)
        + _instruction(_JUMP_BITS, 0, 1, bits)
        + _instruction(_RETURN, value=if_set)
        + _instruction(_RETURN, value=if_clear)
    )


def _instruction(code: int, if_true: int = 0, if_false: int = 0, value: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
