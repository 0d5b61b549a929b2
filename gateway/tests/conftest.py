"""nginx with the gateway's own configuration, in front of services that echo what they get."""

import json
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.backends import server
from scripts.launch.instance import ROOT
from scripts.launch.ports import find_free

TEMPLATE = ROOT / "gateway" / "templates" / "default.conf.template"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
{user}
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/gateway.conf;
}}
"""


class Echo(BaseHTTPRequestHandler):
    """Answer with what was received; `/…/events` speaks twice, half a second apart."""

    protocol_version = "HTTP/1.1"
    arrivals: list[float]

    def do_GET(self) -> None:
        if self.path.endswith("/events"):
            self.stream()
        else:
            self.echo(b"")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        first = self.rfile.read(1)
        type(self).arrivals.append(time.monotonic())
        self.echo(first + self.rfile.read(length - 1))

    def echo(self, body: bytes) -> None:
        seen = {"service": type(self).__name__, "path": self.path, "size": len(body)}
        text = json.dumps({**seen, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for number in (1, 2):
            self.wfile.write(f"data: {number}\n\n".encode())
            self.wfile.flush()
            time.sleep(0.5)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output clean."""


@dataclass
class Gateway:
    """The running gateway and the services behind it."""

    port: int
    services: dict[str, type[Echo]]


def echo_service(name: str) -> tuple[ThreadingHTTPServer, type[Echo]]:
    handler = type(name, (Echo,), {"arrivals": []})
    service = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    return service, handler


def configure(folder: Path, values: dict[str, str]) -> None:
    text = TEMPLATE.read_text()
    text = re.sub(r"\$\{(GATEWAY_\w+)\}", lambda match: values[match[1]], text)
    (folder / "gateway.conf").write_text(text)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))


@contextmanager
def running(folder: Path, addresses: dict[str, str], *, behind_tls: bool = False) -> Iterator[int]:
    [port] = find_free(1)
    values = {
        **addresses,
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "GATEWAY_RESOLVER": "127.0.0.1",
        "GATEWAY_BEHIND_TLS": str(int(behind_tls)),
        "GATEWAY_BUCKET": "bucket",
    }
    configure(folder, values)
    program = server.find_program("nginx")
    assert program is not None
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with server.running(command, folder, os.environ, server.answers(port)):
        yield port


@pytest.fixture(scope="session", name="gateway")
def start_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    services = {name: echo_service(name) for name in ("resume", "ai", "storage")}
    addresses = {
        f"GATEWAY_{name.upper()}": f"http://127.0.0.1:{service.server_address[1]}"
        for name, (service, _) in services.items()
    }
    with running(tmp_path_factory.mktemp("gateway"), addresses) as port:
        yield Gateway(port, {name: handler for name, (_, handler) in services.items()})
    for service, _ in services.values():
        service.shutdown()
        service.server_close()


def nobody() -> dict[str, str]:
    [closed] = find_free(1)
    return dict.fromkeys(
        ("GATEWAY_RESUME", "GATEWAY_AI", "GATEWAY_STORAGE"), f"http://127.0.0.1:{closed}"
    )


@pytest.fixture(name="lonely_port")
def start_gateway_without_services(tmp_path: Path) -> Iterator[int]:
    with running(tmp_path, nobody()) as port:
        yield port


@pytest.fixture(name="port_behind_tls")
def start_gateway_behind_tls(tmp_path: Path) -> Iterator[int]:
    with running(tmp_path, nobody(), behind_tls=True) as port:
        yield port


@pytest.fixture(name="connection")
def connect(gateway: Gateway) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as connection:
        yield connection
