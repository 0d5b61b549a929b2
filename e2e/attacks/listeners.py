"""Sockets on loopback that nobody may call; they count who does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

TOKEN = "canary"


@dataclass
class Listeners:
    """Two listeners on IPv4, of which the second redirects to the first, and one on IPv6."""

    port: int
    redirecting: int
    six: int
    calls: list[tuple[str, str]] = field(default_factory=list)

    def addresses(self) -> list[str]:
        """Return every way to write the listeners' addresses, and others of this machine."""
        port = self.port
        return [
            f"http://127.0.0.1:{port}/{TOKEN}",
            f"http://localhost:{port}/{TOKEN}",
            f"http://localhost.:{port}/{TOKEN}",
            f"http://{socket.gethostname()}:{port}/{TOKEN}",
            f"http://0.0.0.0:{port}/{TOKEN}",
            f"http://127.1:{port}/{TOKEN}",
            f"http://2130706433:{port}/{TOKEN}",
            f"http://0x7f000001:{port}/{TOKEN}",
            f"http://0177.0.0.1:{port}/{TOKEN}",
            f"http://127.0.0.1.nip.io:{port}/{TOKEN}",
            f"http://example.com@127.0.0.1:{port}/{TOKEN}",
            f"http://[::1]:{self.six}/{TOKEN}",
            f"http://[::ffff:127.0.0.1]:{port}/{TOKEN}",
            f"http://127.0.0.1:{self.redirecting}/redirect",
            f"https://127.0.0.1:{port}/{TOKEN}",
            f"//127.0.0.1:{port}/{TOKEN}",
            f"ftp://127.0.0.1:{port}/{TOKEN}",
            f"gopher://127.0.0.1:{port}/_{TOKEN}",
            f"dict://127.0.0.1:{port}/{TOKEN}",
            f"\\\\127.0.0.1@{port}\\{TOKEN}",
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/latest/meta-data/",
            "file:///etc/passwd",
            "file://localhost/proc/self/environ",
        ]


@contextmanager
def listening() -> Iterator[Listeners]:
    """Listen as long as the block lasts."""
    first, second = (_bound(socket.AF_INET, "127.0.0.1") for _ in range(2))
    six = _bound(socket.AF_INET6, "::1")
    listeners = Listeners(*(one.getsockname()[1] for one in (first, second, six)))
    target = f"http://127.0.0.1:{listeners.port}/{TOKEN}"
    redirect = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
    plain = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ncanary"
    for server, answer in ((first, plain), (second, redirect), (six, plain)):
        threading.Thread(target=_count, args=(server, answer, listeners), daemon=True).start()
    try:
        yield listeners
    finally:
        for server in (first, second, six):
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


def _bound(family: socket.AddressFamily, host: str) -> socket.socket:
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind((host, 0))
    server.listen(64)
    return server


def _count(server: socket.socket, answer: str, listeners: Listeners) -> None:
    where = "{}:{}".format(*server.getsockname()[:2])
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            listeners.calls.append((where, ""))
            connection.settimeout(2)
            said = connection.recv(200).decode(errors="replace").partition("\r\n")[0]
            listeners.calls[-1] = (where, said)
            connection.sendall(answer.encode())
