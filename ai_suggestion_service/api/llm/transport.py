"""The network under the providers' SDKs: many connections at once, replies bounded.

One connection pool looks through all its connections for every request, which with hundreds of
waiting threads costs more than the request itself; so there are several small ones. A read
timeout alone lets a server drip for ever; so the time a response may take is counted as a whole.
"""

import itertools
import time
from collections.abc import Iterator, Sequence
from urllib.request import getproxies, proxy_bypass

import httpx2

MAX_REPLY_BYTES = 4_000_000
POOLS = 32
CONNECT_SECONDS = 5.0
_KEEP_ALIVE_SECONDS = 60.0


class ReplyTooLargeError(httpx2.RequestError):
    """A response is larger than any answer could be."""


class BoundedTransport(httpx2.BaseTransport):
    """Sends requests over many pools; a request's read timeout bounds its whole response."""

    def __init__(self, base_url: str, *, max_bytes: int = MAX_REPLY_BYTES) -> None:
        context = httpx2.create_ssl_context()
        limits = httpx2.Limits(
            max_connections=None,
            max_keepalive_connections=64,
            keepalive_expiry=_KEEP_ALIVE_SECONDS,
        )
        self._pools: Sequence[httpx2.HTTPTransport] = [
            httpx2.HTTPTransport(verify=context, limits=limits, proxy=_proxy(base_url))
            for _ in range(POOLS)
        ]
        self._turn = itertools.count()
        self._max_bytes = max_bytes

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request. Raises httpx2's errors, a timeout also when the body takes too long."""
        limits = request.extensions.get("timeout", {})
        deadline = time.monotonic() + (limits.get("read") or CONNECT_SECONDS)
        response = self._pools[next(self._turn) % POOLS].handle_request(request)
        limits["read"] = max(0.001, deadline - time.monotonic())
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Bounded(response.stream, request, deadline, self._max_bytes)
        return response

    def close(self) -> None:
        """Close every connection."""
        for pool in self._pools:
            pool.close()


class _Bounded(httpx2.SyncByteStream):
    def __init__(
        self,
        stream: httpx2.SyncByteStream,
        request: httpx2.Request,
        deadline: float,
        max_bytes: int,
    ) -> None:
        self._stream = stream
        self._request = request
        self._deadline = deadline
        self._left = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise ReplyTooLargeError("The reply is too large.", request=self._request)
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("The reply took too long.", request=self._request)
            yield piece

    def close(self) -> None:
        self._stream.close()


def client(base_url: str) -> httpx2.Client:
    """Open an HTTP client for one provider; it never follows redirects with a key in hand."""
    return httpx2.Client(transport=BoundedTransport(base_url), follow_redirects=False)


def seconds(whole: float) -> httpx2.Timeout:
    """Make a timeout for a call of so many seconds as a whole."""
    return httpx2.Timeout(whole, connect=min(CONNECT_SECONDS, whole))


def _proxy(base_url: str) -> str | None:
    url = httpx2.URL(base_url)
    proxies = {} if proxy_bypass(url.host) else getproxies()
    return proxies.get(url.scheme) or proxies.get("all")
