"""A payment provider's server that is not one: Stripe's wire format for what the service uses.

    python -m e2e.fakes.stripe_server --port 9200 --key sk_test_fake

`POST /v1/checkout/sessions` and `GET /v1/payment_intents/{id}` answer as Stripe documents them,
idempotency keys included; the modes of `FAULTS` answer as it does when something is wrong. `Till`
says what becomes of a payment, as the events that Stripe would send; `signed` signs them.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

API_VERSION = "2026-10-28.endive"
HANG_SECONDS = 30.0
FAULTS: dict[str, tuple[int, dict[str, Any] | str]] = {
    "failing": (500, {"error": {"type": "api_error", "message": "Something went wrong"}}),
    "limited": (429, {"error": {"type": "invalid_request_error", "code": "rate_limit"}}),
    "revoked": (401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}}),
    "refusing": (400, {"error": {"type": "invalid_request_error", "message": "Invalid currency"}}),
    "nonsense": (200, "<html>maintenance</html>"),
    "empty": (200, {"object": "checkout.session"}),
}


@dataclass(slots=True)
class Sale:
    """One checkout session with the payment that may come of it."""

    session_id: str
    payment_id: str
    form: dict[str, str]
    amount: int
    currency: str

    @property
    def metadata(self) -> dict[str, str]:
        """Return what the service wrote on the session."""
        return _nested(self.form, "metadata")

    def session(self, **changes: Any) -> dict[str, Any]:
        """Return the session as Stripe shows it."""
        return {
            "id": self.session_id,
            "object": "checkout.session",
            "amount_total": self.amount,
            "client_reference_id": self.form.get("client_reference_id"),
            "currency": self.currency,
            "livemode": False,
            "metadata": self.metadata,
            "mode": self.form["mode"],
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "url": f"https://checkout.example.com/c/pay/{self.session_id}",
            **changes,
        }


@dataclass(slots=True)
class Till:
    """Every sale, and what Stripe would tell of it; `key` is the account's, `mode` what it does."""

    key: str
    mode: str = "honest"
    calls: list[dict[str, Any]] = field(default_factory=list)
    sales: dict[str, Sale] = field(default_factory=dict)
    by_key: dict[str, Sale] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sell(self, form: dict[str, str], idempotency_key: str) -> Sale:
        """Open a session; the same idempotency key gives the same one."""
        with self.lock:
            if idempotency_key in self.by_key:
                return self.by_key[idempotency_key]
            price = _nested(form, "line_items[0][price_data]")
            number = len(self.sales) + 1
            sale = Sale(
                session_id=f"cs_test_{number}_{uuid.uuid4().hex}",
                payment_id=f"pi_{number}_{uuid.uuid4().hex}",
                form=form,
                amount=int(price["unit_amount"]) * int(form["line_items[0][quantity]"]),
                currency=price["currency"],
            )
            self.sales[sale.session_id] = sale
            if idempotency_key:
                self.by_key[idempotency_key] = sale
            return sale

    def paid(self, session_id: str, kind: str = "completed", **changes: Any) -> dict[str, Any]:
        """Return the event that the session was paid; `kind` may be `async_payment_succeeded`."""
        sale = self.sales[session_id]
        state = {"payment_status": "paid", "status": "complete", "payment_intent": sale.payment_id}
        return event(f"checkout.session.{kind}", sale.session(**(state | changes)))

    def expired(self, session_id: str) -> dict[str, Any]:
        """Return the event that nobody paid in time."""
        expired = self.sales[session_id].session(status="expired")
        return event("checkout.session.expired", expired)

    def refunded(self, session_id: str, amount: int) -> dict[str, Any]:
        """Return the event that so much was paid back in all."""
        sale = self.sales[session_id]
        charge = {
            "id": f"ch_{sale.payment_id}",
            "object": "charge",
            "amount": sale.amount,
            "amount_refunded": amount,
            "currency": sale.currency,
            "metadata": _nested(sale.form, "payment_intent_data[metadata]"),
            "payment_intent": sale.payment_id,
            "refunded": amount == sale.amount,
        }
        return event("charge.refunded", charge)

    def disputed(self, session_id: str, status: str, kind: str = "created") -> dict[str, Any]:
        """Return an event of the payment's dispute; `kind` may be `closed`."""
        sale = self.sales[session_id]
        dispute = {
            "id": f"dp_{sale.payment_id}",
            "object": "dispute",
            "amount": sale.amount,
            "currency": sale.currency,
            "metadata": {},
            "payment_intent": sale.payment_id,
            "status": status,
        }
        return event(f"charge.dispute.{kind}", dispute)


def event(kind: str, thing: dict[str, Any]) -> dict[str, Any]:
    """Return a new event about a thing."""
    return {
        "id": f"evt_{uuid.uuid4().hex}",
        "object": "event",
        "api_version": API_VERSION,
        "created": int(time.time()),
        "data": {"object": thing},
        "livemode": False,
        "pending_webhooks": 1,
        "type": kind,
    }


def signed(told: dict[str, Any], secret: str, at: float | None = None) -> tuple[bytes, str]:
    """Return an event's bytes and its `Stripe-Signature`, made at a time (now by default)."""
    payload = json.dumps(told).encode()
    return payload, signature(payload, secret, at)


def signature(payload: bytes, secret: str, at: float | None = None) -> str:
    """Return the `Stripe-Signature` of a payload."""
    stamp = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + payload, hashlib.sha256)
    return f"t={stamp},v1={digest.hexdigest()}"


def _nested(form: dict[str, str], name: str) -> dict[str, str]:
    """Return the fields of `name[field]=value`."""
    wanted = re.compile(re.escape(name) + r"\[(\w+)\]\Z")
    return {match[1]: value for key, value in form.items() if (match := wanted.match(key))}


class StripeServer:
    """The fake on a loopback port while the `with` block runs; `till` tells and steers."""

    def __init__(self, *, port: int = 0, key: str = "sk_test_fake") -> None:
        self.till = Till(key)
        desk = type("Desk", (_Desk,), {"till": self.till})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), desk)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Give the base URL as the SDK wants it."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Desk(BaseHTTPRequestHandler):
    """Answers one connection."""

    till: Till
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Open a session."""
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if self._is_refused(form):
            return
        if self.path != "/v1/checkout/sessions":
            self._answer(404, {"error": {"type": "invalid_request_error"}})
            return
        sale = self.till.sell(form, self.headers.get("Idempotency-Key", ""))
        self._answer(200, sale.session())

    def do_GET(self) -> None:
        """Show a payment."""
        if self._is_refused({}):
            return
        for sale in self.till.sales.values():
            if self.path == f"/v1/payment_intents/{sale.payment_id}":
                metadata = _nested(sale.form, "payment_intent_data[metadata]")
                payment = {"id": sale.payment_id, "object": "payment_intent", "metadata": metadata}
                self._answer(200, payment)
                return
        self._answer(404, {"error": {"type": "invalid_request_error", "code": "resource_missing"}})

    def log_request(self, *_: Any) -> None:
        """Print nothing."""

    def _is_refused(self, form: dict[str, str]) -> bool:
        """Enter the call, and answer it when something is wrong."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.till.calls.append({"path": self.path, "form": form, "headers": headers})
        mode = self.till.mode
        if headers.get("authorization") != f"Bearer {self.till.key}":
            mode = "revoked"
        if mode == "hanging":
            time.sleep(HANG_SECONDS)
        if mode in ("reset", "hanging"):
            self.close_connection = True
            return True
        if mode in FAULTS:
            self._answer(*FAULTS[mode])
        return mode in FAULTS

    def _answer(self, status: int, body: dict[str, Any] | str) -> None:
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Request-Id", f"req_{uuid.uuid4().hex[:14]}")
            self.end_headers()
            self.wfile.write(data)


def main() -> None:
    """Run the fake from the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--port", type=int, default=9200)
    options.add_argument("--key", default="sk_test_fake")
    chosen = options.parse_args()
    with StripeServer(port=chosen.port, key=chosen.key) as server, suppress(KeyboardInterrupt):
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
