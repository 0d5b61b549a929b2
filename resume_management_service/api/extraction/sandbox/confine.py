"""Taking rights away from the running process.

Linux gives all of it. Elsewhere (macOS) only the resource limits hold: run the service's workers
under the system's own sandbox there.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import sys
from collections.abc import Callable
from functools import cache
from typing import Final

from api.extraction.sandbox import seccomp
from api.extraction.sandbox.wire import SandboxLimits

_ON_LINUX: Final = sys.platform == "linux"
_NOBODY: Final = 65_534
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL, _LAST_CAPABILITY = 47, 4, 63
_CLONE_NEWUTS, _CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWNET = (
    0x04000000,
    0x08000000,
    0x10000000,
    0x40000000,
)
_CAPABILITY_VERSION: Final = 0x20080522
_OPEN_FILES: Final = 16
_SIGKILL: Final = 9
_PAGE_BYTES: Final = resource.getpagesize()


def enter_private_namespaces() -> bool:
    """Leave the network and shared memory of the machine; False where that is not allowed."""
    if not _ON_LINUX:
        return False
    libc = _libc()
    private = _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWUTS
    return any(libc.unshare(flags) == 0 for flags in (private, private | _CLONE_NEWUSER))


def drop_privileges() -> None:
    """Become nobody, without capabilities and without a way to gain any."""
    if os.geteuid() == 0 and os.getuid() == 0:
        _become_nobody()
    if not _ON_LINUX:
        return
    libc = _libc()
    libc.prctl(_PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(_LAST_CAPABILITY):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)())
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs was not accepted")


def _become_nobody() -> None:
    # where nobody else exists (a user namespace of one user) there is nobody to become
    with contextlib.suppress(OSError):
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that forked it ends."""
    if _ON_LINUX:
        _libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def limit_resources(limits: SandboxLimits) -> None:
    """Bound time, memory, files and processes of this process for good."""
    pairs = {
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NPROC: (0, 0),
        resource.RLIMIT_NOFILE: (_OPEN_FILES, _OPEN_FILES),
    }
    if _ON_LINUX:
        ceiling = _address_space_for(limits.memory_bytes)
        pairs[resource.RLIMIT_AS] = (ceiling, ceiling)
    for name, (soft, hard) in pairs.items():
        _lower(name, soft, hard)


def _lower(name: int, soft: int, hard: int) -> None:
    present = resource.getrlimit(name)[1]
    if present != resource.RLIM_INFINITY:
        soft, hard = min(soft, present), min(hard, present)
    resource.setrlimit(name, (soft, hard))


def _address_space_for(memory_bytes: int) -> int:
    """Return the address space that lets resident memory grow to `memory_bytes` at most."""
    with open("/proc/self/statm", "rb") as statm:
        mapped, resident = (int(pages) * _PAGE_BYTES for pages in statm.read().split()[:2])
    return mapped + max(memory_bytes - resident, 16 * 2**20)


def forbid_everything_else() -> None:
    """Leave this process only what computing needs; call it last."""
    gc.disable()
    _filter(seccomp.compute_only)


def forbid_network_and_writing() -> None:
    """Leave this process what a program needs that reads files; call it just before exec."""
    _filter(seccomp.reader_program)


def _filter(make: Callable[[], bytes]) -> None:
    if seccomp.is_supported():
        seccomp.install(make())


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
