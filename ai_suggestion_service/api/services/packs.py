"""The packs of credits that are sold, as settings name them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings

from servicekit.errors import FieldError, Invalid

TERMS = re.compile(r"([1-9]\d{0,8}):([1-9]\d{0,8}):([a-z]{3})\Z")


class UnknownPack(Invalid):
    """No pack of that name is sold."""

    code = "unknown_pack"

    def __init__(self, name: str) -> None:
        detail = f"There is no pack {name!r}; see /api/billing/credits."
        super().__init__(detail, errors=[FieldError("pack", "unknown_pack", detail)])


@dataclass(frozen=True, slots=True)
class Pack:
    """So many credits for a price in the currency's smallest unit."""

    name: str
    credits: int
    price: int
    currency: str


def read(name: str, terms: str) -> Pack:
    """Read `credits:price:currency`.

    Raises:
        ValueError: it reads otherwise.
    """
    match = TERMS.match(terms.strip().lower())
    if match is None:
        raise ValueError(f"{name}={terms} should read like {name}=50:500:usd")
    return Pack(name.strip(), int(match[1]), int(match[2]), match[3])


def on_sale() -> list[Pack]:
    """List the packs in the order of settings."""
    return [read(name, terms) for name, terms in settings.BILLING_PACKS.items()]


def named(name: str) -> Pack:
    """Return the pack of that name.

    Raises:
        UnknownPack
    """
    for pack in on_sale():
        if pack.name == name:
            return pack
    raise UnknownPack(name)
