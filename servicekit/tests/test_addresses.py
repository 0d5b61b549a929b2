"""Where a request comes from."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from servicekit.addresses import address_group, client_address


def _request(forwarded: str | None, remote: str = "198.51.100.7") -> Request:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return Request(APIRequestFactory().get("/", REMOTE_ADDR=remote, **headers))


def _behind(settings: Any, proxies: int) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "198.51.100.7"),
        (0, "203.0.113.5", "198.51.100.7"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 7.7.7.7, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 192.0.2.1", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, "not an address", "198.51.100.7"),
        (1, "x" * 5000, "198.51.100.7"),
        (1, "", "198.51.100.7"),
        (1, "203.0.113.5\x00", "198.51.100.7"),
    ],
)
def test_only_what_trusted_proxies_wrote_is_believed(
    settings: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    _behind(settings, proxies)

    assert client_address(_request(forwarded)) == address


def test_without_any_address_there_is_none(settings: Any) -> None:
    _behind(settings, 0)

    assert client_address(_request(None, remote="")) is None
    assert address_group(_request(None, remote="")) == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("203.0.113.5", "203.0.113.6", False),
    ],
)
def test_the_addresses_of_one_network_count_as_one(
    settings: Any, one: str, other: str, alike: bool
) -> None:
    _behind(settings, 0)

    groups = {address_group(_request(None, remote=address)) for address in (one, other)}

    assert (len(groups) == 1) is alike
