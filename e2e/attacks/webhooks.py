"""S11: notices of payments forged, stale, told 100 times at once, and in every order."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from e2e.attacks.rows import finish, report
from e2e.fakes.stripe_server import StripeServer, Till, signature, signed
from e2e.pair import Person, running

SECRET = "whsec_attacks"
PACK, PRICE = 50, 500
TIMES = 100
PARTS = ("resume-web", "ai-web")
Event = dict[str, Any]


class Shop:
    """A user who buys, and the provider's notices about it."""

    def __init__(self, person: Person, till: Till) -> None:
        self.till = till
        self.sent = 0
        self._person = person

    @property
    def balance(self) -> int:
        """Return the user's credits."""
        answer = self._person.http.get(f"{self._person.ai}/billing/credits", timeout=30)
        return int(answer.json()["balance"])

    def buy(self) -> str:
        """Open a payment page; return its id."""
        url = f"{self._person.ai}/billing/checkout"
        answer = self._person.http.post(url, json={"pack": "small"}, timeout=30)
        answer.raise_for_status()
        return str(answer.json()["checkout_id"])

    def tell(self, payload: bytes, signed_as: str) -> int:
        """Send a notice as anybody can; return the status of the answer."""
        self.sent += 1
        headers = {"Stripe-Signature": signed_as, "Content-Type": "application/json"}
        url = f"{self._person.ai}/billing/webhook"
        return requests.post(url, data=payload, headers=headers, timeout=60).status_code

    def tell_all(self, events: Sequence[Event], senders: int = 1) -> list[int]:
        """Send signed notices, so many at once."""
        with ThreadPoolExecutor(senders) as pool:
            return list(pool.map(lambda one: self.tell(*signed(one, SECRET)), events))


def main() -> None:
    """Attack a pair of our own; exit with 1 when a credit was given or lost."""
    gave_way: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="attacks-") as folder,
        StripeServer() as stripe,
        running(Path(folder), parts=PARTS, variables=_variables(stripe)) as pair,
    ):
        for what, attack in ATTACKS.items():
            shop = Shop(Person(pair, what.split()[0]), stripe.till)
            found = attack(shop)
            report("S11", f"webhooks {what}", shop.sent, found)
            gave_way += found
    finish(gave_way)


def _variables(stripe: StripeServer) -> dict[str, str]:
    return {
        "BILLING_ENABLED": "1",
        "BILLING_WELCOME_CREDITS": "0",
        "BILLING_PACKS": f"small={PACK}:{PRICE}:usd",
        "STRIPE_SECRET_KEY": stripe.till.key,
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "STRIPE_API_BASE": stripe.url,
        "THROTTLES": "off",
        "LOG_LEVEL": "WARNING",
    }


def _forged(shop: Shop) -> list[str]:
    payload, good = signed(shop.till.paid(shop.buy()), SECRET)
    stamp, digest = good.split(",")
    forgeries = {
        "no signature": "",
        "nonsense": "nonsense",
        "no digest": stamp,
        "no time": digest,
        "empty digest": f"{stamp},v1=",
        "another secret": signature(payload, "whsec_other"),
        "empty secret": signature(payload, ""),
        "another body": signature(payload + b" ", SECRET),
        "another time": f"t={int(time.time()) + 5},{digest}",
        "two times": f"t={int(time.time()) + 5},{good}",
        "an older scheme": good.replace("v1=", "v0="),
        "digest in capitals": f"{stamp},{digest.upper()}",
        "endless time": f"t={'9' * 4000},{digest}",
        "many wrong digests": stamp + f",v1={'0' * 64}" * 50,
    }
    statuses = {what: shop.tell(payload, header) for what, header in forgeries.items()}
    statuses["body that is no text"] = shop.tell(b"\xff\xfe", signature(b"\xff\xfe", SECRET))
    problems = [f"{what}: {status}" for what, status in statuses.items() if status != 400]
    return problems + _off(shop, 0)


def _stale(shop: Shop) -> list[str]:
    told, now = shop.till.paid(shop.buy()), time.time()
    ages = (301, 3600, 86_400, now)
    statuses = [shop.tell(*signed(told, SECRET, now - age)) for age in ages]
    return [f"answered {status}" for status in statuses if status != 400] + _off(shop, 0)


def _replayed(shop: Shop) -> list[str]:
    page = shop.buy()
    told, later = shop.till.paid(page), shop.till.paid(page, "async_payment_succeeded")
    statuses = shop.tell_all([told] * TIMES, senders=TIMES)
    statuses += shop.tell_all([later, told] * 10, senders=20)
    problems = [f"answered {status}" for status in statuses if status != 200]
    problems += _off(shop, PACK)
    back = shop.till.refunded(page, PRICE // 2)
    statuses = shop.tell_all([back] * TIMES, senders=TIMES)
    problems += [f"answered {status}" for status in statuses if status != 200]
    return problems + _off(shop, PACK // 2)


def _reordered(shop: Shop) -> list[str]:
    """Tell everything of one payment in every order; each ends with what is left of it."""
    problems: list[str] = []
    expected = 0
    for number, order in enumerate(itertools.permutations(range(5))):
        page, till = shop.buy(), shop.till
        story = [
            till.paid(page),
            till.paid(page, "async_payment_succeeded"),
            till.refunded(page, PRICE // 5),
            till.disputed(page, "needs_response"),
            till.disputed(page, "won", "closed"),
        ]
        statuses = shop.tell_all([story[index] for index in order])
        problems += [f"order {order} answered {one}" for one in statuses if one != 200]
        expected += PACK - PACK // 5
        if number % 10 == 0:
            problems += _off(shop, expected, f"after order {order}")
    return problems + _off(shop, expected)


def _unpaid(shop: Shop) -> list[str]:
    """Tell what is signed and pays nothing: not yet, too little, in another money, nobody's."""
    till = shop.till
    pages = [shop.buy() for _ in range(5)]
    told = {
        "not yet paid": till.paid(pages[0], payment_status="unpaid"),
        "expired": till.expired(pages[1]),
        "too little": till.paid(pages[2], amount_total=1),
        "another money": till.paid(pages[3], currency="jpy"),
        "nobody's": till.paid(pages[4], id="cs_1", client_reference_id="1", metadata={}),
    }
    told["nobody's"]["data"]["object"]["payment_intent"] = "pi_unknown"
    statuses = {what: shop.tell(*signed(one, SECRET)) for what, one in told.items()}
    problems = [f"{what}: {status}" for what, status in statuses.items() if status >= 500]
    return problems + _off(shop, 0)


def _off(shop: Shop, expected: int, when: str = "at the end") -> list[str]:
    balance = shop.balance
    return [f"{balance} credits instead of {expected} {when}"] if balance != expected else []


ATTACKS: dict[str, Callable[[Shop], list[str]]] = {
    "forged": _forged,
    "stale": _stale,
    f"replayed {TIMES} times at once": _replayed,
    "reordered": _reordered,
    "unpaid": _unpaid,
}

if __name__ == "__main__":
    main()
