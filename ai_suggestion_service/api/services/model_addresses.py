"""Where staff may send a model's calls: no address inside, unless the installation names its host.

Whoever can edit models must not be able to make this service call a database, a metadata service or
itself. `AI_MODEL_HOSTS` lists hosts (or host:port) that are meant, such as a model on the machine.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings

from servicekit.errors import Invalid


class AddressInside(Invalid):
    """The address is not one that models may be called at."""

    code = "address_inside"
    detail = "This host is inside the installation, or unknown. AI_MODEL_HOSTS can allow it."


def require_allowed(base_url: str) -> None:
    """Refuse an address that leads inside.

    Raises:
        AddressInside
    """
    parts = urlsplit(base_url)
    host = (parts.hostname or "").rstrip(".")
    if parts.netloc in _named() or host in _named():
        return
    if not host or not all(_is_public(address) for address in _addresses(host)):
        raise AddressInside


def _named() -> set[str]:
    """Return the hosts that the installation itself is set up with."""
    providers = cast("dict[str, dict[str, Any]]", settings.LLM_PROVIDERS).values()
    urls = [str(one.get("OPTIONS", {}).get("base_url", "")) for one in providers]
    return {*settings.AI_MODEL_HOSTS, *(urlsplit(url).netloc for url in urls if url)}


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressInside from error
    return [str(one[4][0]) for one in found]


def _is_public(address: str) -> bool:
    parsed = ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global
