"""TCP ports on the loopback address: parse, check, find."""

import errno
import socket

from scripts.launch.failure import LaunchError


def parse(name: str, text: str) -> int:
    """Read a port number; raise LaunchError naming the variable it came from."""
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise LaunchError(f"{name} is {text!r}; it must be a port number from 1 to 65535.")
    return int(text)


def require_free(name: str, port: int) -> None:
    """Raise LaunchError when the port cannot be listened on."""
    reason = obstacle(port)
    if reason == errno.EADDRINUSE:
        raise LaunchError(
            f"Port {port} is in use by another program. Choose another: make run {name}=…"
        )
    if reason:
        raise LaunchError(f"Port {port} cannot be used here. Choose another: make run {name}=…")


def obstacle(port: int) -> int:
    """Return the error number of listening on the port, 0 when nothing is in the way."""
    with socket.socket() as probe:
        # What a server does: an old connection in TIME_WAIT is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError as error:
            return error.errno or errno.EINVAL
    return 0


def find_free(count: int) -> list[int]:
    """Return that many different free ports."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
