"""The network under the providers' SDKs: many connections at once, replies bounded.

A connection pool looks through all its connections for every request, which with hundreds of
waiting threads costs more than the request itself; a stack of idle connections does not. A read
timeout alone lets a server drip for ever; so the time a response may take is counted as a whole.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

MAX_REPLY_BYTES = 4_000_000
MOST_IDLE = 256
CONNECT_SECONDS = 5.0
KEEP_ALIVE_SECONDS = 60.0


class ReplyTooLargeError(httpx2.RequestError):
    """A response is larger than any answer could be."""


class BoundedTransport(httpx2.BaseTransport):
    """Sends requests over as many connections as needed, and keeps those that fall idle.

    A request's read timeout bounds its whole response. Safe to share between threads.
    """

    def __init__(self, base_url: str, *, max_bytes: int = MAX_REPLY_BYTES) -> None:
        self._factory = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            keepalive_expiry=KEEP_ALIVE_SECONDS,
            proxy=_proxy(base_url),
        )
        self._origin = httpcore2.URL(base_url).origin
        self._idle: deque[httpcore2.ConnectionInterface] = deque()
        self._max_bytes = max_bytes

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request. Raises httpx2's errors, a timeout also when the body takes too long."""
        limits = request.extensions.get("timeout", {})
        deadline = time.monotonic() + (limits.get("read") or CONNECT_SECONDS)
        connection = self._take()
        with _named_errors(request):
            answer = connection.handle_request(self._message(request))
        limits["read"] = max(0.001, deadline - time.monotonic())
        assert isinstance(answer.stream, Iterable)
        body = _Body(answer, request, deadline, self._max_bytes, self, connection)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=body, extensions=answer.extensions
        )

    def give_back(self, connection: httpcore2.ConnectionInterface) -> None:
        """Keep a connection that may be used again."""
        if connection.is_idle() and len(self._idle) < MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()
        self._factory.close()

    def _take(self) -> httpcore2.ConnectionInterface:
        """Give the connection used last, and let go one that has been idle for long."""
        try:
            while True:
                connection = self._idle.pop()
                if connection.is_available() and not connection.has_expired():
                    self._let_go_oldest()
                    return connection
                connection.close()
        except IndexError:
            return self._factory.create_connection(self._origin)

    def _let_go_oldest(self) -> None:
        try:
            oldest = self._idle.popleft()
        except IndexError:
            return
        if oldest.has_expired():
            oldest.close()
        else:
            self._idle.appendleft(oldest)

    def _message(self, request: httpx2.Request) -> httpcore2.Request:
        url = request.url
        return httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )


class _Body(httpx2.SyncByteStream):
    """A response's body that ends in time and in size, and then frees its connection."""

    def __init__(
        self,
        answer: httpcore2.Response,
        request: httpx2.Request,
        deadline: float,
        max_bytes: int,
        transport: BoundedTransport,
        connection: httpcore2.ConnectionInterface,
    ) -> None:
        self._answer = answer
        self._request = request
        self._deadline = deadline
        self._left = max_bytes
        self._transport = transport
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        with _named_errors(self._request):
            for piece in self._answer.iter_stream():
                self._left -= len(piece)
                if self._left < 0:
                    raise ReplyTooLargeError("The reply is too large.", request=self._request)
                if time.monotonic() > self._deadline:
                    raise httpx2.ReadTimeout("The reply took too long.", request=self._request)
                yield piece

    def close(self) -> None:
        self._answer.close()
        self._transport.give_back(self._connection)


def client(base_url: str) -> httpx2.Client:
    """Open an HTTP client for one provider; it never follows redirects with a key in hand."""
    return httpx2.Client(transport=BoundedTransport(base_url), follow_redirects=False)


def seconds(whole: float) -> httpx2.Timeout:
    """Make a timeout for a call of so many seconds as a whole."""
    return httpx2.Timeout(whole, connect=min(CONNECT_SECONDS, whole))


@contextmanager
def _named_errors(request: httpx2.Request) -> Iterator[None]:
    """Raise the errors of the network as those that the SDKs know."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise httpx2.ReadTimeout(str(error), request=request) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError) as error:
        raise httpx2.NetworkError(str(error), request=request) from error


def _proxy(base_url: str) -> httpcore2.Proxy | None:
    url = httpx2.URL(base_url)
    proxies = {} if proxy_bypass(url.host) else getproxies()
    address = proxies.get(url.scheme) or proxies.get("all")
    return httpcore2.Proxy(address) if address else None
