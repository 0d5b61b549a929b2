"""HTTP that reaches public addresses only: names are resolved once, checked, then connected to.

Checking before connecting by name again would let a second DNS answer lead somewhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from api.clients.ats.errors import SourceError

CONNECTIONS = 32
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an address is out on the internet, also the one inside an IPv6 wrapping."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _resolved(connection: HTTPConnection) -> list[str]:
    """Return the addresses of the connection's host, all of them public.

    Raises:
        SourceError: one of them is not.
    """
    host = connection.host.strip("[]")
    try:
        found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not all(map(is_public, addresses)):
        raise SourceError(
            "source_address_refused",
            "The source's name leads to an address that is not public.",
            permanent=True,
            whole_run=True,
        )
    return addresses


def _connected(connection: HTTPConnection) -> socket.socket:
    failure: OSError | None = None
    for address in _resolved(connection):
        try:
            return create_connection(
                (address, connection.port),
                connection.timeout,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            failure = error
    raise NewConnectionError(connection, f"No address answers: {failure}") from failure


class _PublicHTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _PublicHTTPSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTPConnection


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPSConnection


class _PublicAdapter(HTTPAdapter):
    """Connects to public addresses only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _PublicHTTPPool,
            "https": _PublicHTTPSPool,
        }


@lru_cache(maxsize=2)
def session(*, internal: bool) -> requests.Session:
    """Return this process's connections; `internal` ones may lead anywhere."""
    http = requests.Session()
    # No proxy and no .netrc of the machine: what is connected to is what was checked.
    http.trust_env = False
    http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    kind = HTTPAdapter if internal else _PublicAdapter
    for scheme in ("http://", "https://"):
        http.mount(scheme, kind(pool_connections=8, pool_maxsize=CONNECTIONS))
    return http
