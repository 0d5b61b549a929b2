"""A small HTTP client of the pair, with nothing but the standard library."""

import json
import secrets
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

TIMEOUT = 90.0  # seconds; a suggestion may make its caller wait for 60


class RequestError(Exception):
    """A service answered with an error, or not at all."""


class Client:
    """Talk JSON to both services with one bearer token."""

    def __init__(self) -> None:
        self.access: str | None = None
        # A web proxy configured for the machine is not for calls to itself.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, url: str) -> Any:
        """Read a JSON document; raise RequestError with the service's own words."""
        return self.send(urllib.request.Request(url))

    def post(self, url: str, document: Any) -> Any:
        """Post JSON and return the JSON of the answer."""
        body = json.dumps(document).encode()
        return self.send(
            urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")
        )

    def upload(self, url: str, path: Path, mime_type: str) -> Any:
        """Post a file as the multipart field `file`."""
        boundary = secrets.token_hex(16)
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{path.name}"\r\n'
            f"Content-Type: {mime_type}\r\n\r\n"
        )
        body = head.encode() + path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        return self.send(urllib.request.Request(url, body, {"Content-Type": kind}, method="POST"))

    def send(self, request: urllib.request.Request) -> Any:
        """Send a request with the token, if one is known."""
        if self.access:
            request.add_header("Authorization", f"Bearer {self.access}")
        request.add_header("Accept", "application/json")
        try:
            with self.opener.open(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            detail = error.read(2000).decode(errors="replace")
            raise RequestError(
                f"{request.get_method()} {request.full_url} answered {error.code}: {detail}"
            ) from error
        except OSError as error:
            raise RequestError(f"{request.full_url} did not answer: {error}") from error

    def wait_until_ready(self, url: str, seconds: float) -> None:
        """Wait for a service's /readyz; raise RequestError with its last answer."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                self.get(f"{url}/readyz")
                return
            except RequestError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.15)
