"""Where a request comes from, believing as many proxies as the settings name and no more."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from rest_framework.request import Request
from rest_framework.settings import api_settings

IPV6_PREFIX = 64  # what one customer of a provider has


def client_address(request: Request) -> str | None:
    """Return the caller's address, None when nothing that can be believed names one.

    `NUM_PROXIES` proxies each add one entry to X-Forwarded-For; what stands before their entries
    the client may have written itself.
    """
    trusted = api_settings.NUM_PROXIES or 0
    hops = [*_forwarded(request), str(request.META.get("REMOTE_ADDR", ""))]
    for candidate in (hops[-1 - min(trusted, len(hops) - 1)], hops[-1]):
        try:
            return str(ip_address(candidate.strip()))
        except ValueError:
            continue
    return None


def address_group(request: Request) -> str:
    """Return what is counted as one address: with IPv6 the network, which is one customer's."""
    address = client_address(request)
    if address is None:
        return "unknown"
    parsed = ip_address(address)
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network(f"{address}/{IPV6_PREFIX}", strict=False))


def _forwarded(request: Request) -> list[str]:
    header = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return [entry for entry in header.split(",") if entry.strip()]
