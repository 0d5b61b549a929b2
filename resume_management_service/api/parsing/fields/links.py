"""Web addresses of the person: profiles on networks and a site of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.extraction.document import Link
from api.parsing.fields.emails import EMAIL
from api.parsing.found import Found
from api.parsing.layout.rows import Row

_TLD = (
    r"(?:com|org|net|io|dev|me|ai|app|co|info|eu|de|at|ch|fr|es|it|pt|nl|be|uk|ie|us|ca|br|in|"
    r"pl|se|no|dk|fi|cz|"
    r"tech|design|site|online|page|blog|xyz|gg|tv|cc|so|sh|to|studio|works|work|pro|name|edu|"
    r"academy|art|photo|link|example|club|id|bio|cv)"
)
URL = re.compile(
    rf"(?i)(?<![\w@./-])(?:https?://[^\s<>()|,;\t]+|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>()|,;\t]*)?|"
    rf"(?:[\w-]+\.)+{_TLD}(?:/[^\s<>()|,;\t]*)?)(?![\w@])"
)
_NETWORKS = {
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "xing.com": "Xing",
    "twitter.com": "Twitter",
    "x.com": "X",
    "medium.com": "Medium",
    "behance.net": "Behance",
    "dribbble.com": "Dribbble",
    "stackoverflow.com": "Stack Overflow",
    "kaggle.com": "Kaggle",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "youtube.com": "YouTube",
    "researchgate.net": "ResearchGate",
    "orcid.org": "ORCID",
    "scholar.google.com": "Google Scholar",
    "bitbucket.org": "Bitbucket",
    "codepen.io": "CodePen",
    "leetcode.com": "LeetCode",
    "hackerrank.com": "HackerRank",
    "dev.to": "DEV",
    "pinterest.com": "Pinterest",
    "vimeo.com": "Vimeo",
    "mastodon.social": "Mastodon",
    "t.me": "Telegram",
    "soundcloud.com": "SoundCloud",
    "huggingface.co": "Hugging Face",
    "npmjs.com": "npm",
    "substack.com": "Substack",
    "academia.edu": "Academia",
    "artstation.com": "ArtStation",
    "malt.fr": "Malt",
    "viadeo.com": "Viadeo",
}
_LABELLED = re.compile(
    r"(?i)^\W*(linkedin|github|gitlab|xing|twitter|skype|medium|behance|dribbble|kaggle|"
    r"instagram|orcid)"
    r"(?:\.com)?\s*[:\t]\s*@?([\w.\-/]{3,60})\s*$"
)


@dataclass(frozen=True, slots=True)
class _Address:
    url: str
    found: Found


def find_links(
    rows: Sequence[Row], links: Sequence[Link]
) -> tuple[list[dict[str, Found]], Found | None]:
    """Return profiles and the person's own site, from what is written and from link targets."""
    unique: dict[str, _Address] = {}
    targets = list(_targets(links))
    for address in (*_written(rows, links), *targets):
        unique.setdefault(_key(address.url), address)
    addresses = _longest_only(unique)
    profiles = [_profile(address) for address in addresses if network(address.url)]
    sites = [address for address in addresses if not network(address.url)]
    profiles += [_profile(address) for address in sites[1:]]
    profiles += [profile for profile in _labelled(rows) if _is_new(profile, profiles)]
    return profiles, sites[0].found if sites else None


def absolute(written: str) -> str:
    """Return a written address with its scheme and without punctuation that only follows it."""
    bare = re.sub(r"\s", "", written).rstrip(".,;:!?)]}>'\"")
    return bare if re.match(r"(?i)https?://", bare) else f"https://{bare}"


def network(url: str) -> str | None:
    """Return the name of the network an address belongs to."""
    host = re.sub(r"(?i)^https?://", "", url).split("/")[0].casefold()
    for domain, name in _NETWORKS.items():
        if host == domain or host.endswith(f".{domain}"):
            return name
    return None


def _written(rows: Sequence[Row], links: Sequence[Link]) -> Iterable[_Address]:
    """Yield the addresses in the text, but for pieces of one that a link shows over two lines."""
    for place, row in enumerate(rows):
        masked = EMAIL.sub(lambda found: " " * len(found[0]), row.text)
        for found in URL.finditer(masked):
            written = found[0].rstrip(".,;:!?)]}>'\"")
            begin, end = row.start + found.start(), row.start + found.start() + len(written)
            if any(_shows_piece(link, written, begin, end) for link in links):
                continue
            following = rows[place + 1] if place + 1 < len(rows) else None
            tail = _tail(row, end, following)
            value = absolute(written + (tail.text if tail else ""))
            span_end = tail.end if tail else end
            yield _Address(value, Found(value, begin, span_end, 0.95))


def _shows_piece(link: Link, written: str, begin: int, end: int) -> bool:
    """Tell whether a link shows only a piece of its target here."""
    inside = link.start <= begin and end <= link.end
    return inside and _key(written) != _key(link.url) and _key(written) in _key(link.url)


def _tail(row: Row, end: int, following: Row | None) -> Row | None:
    """Return the row below if it goes on with an address cut at the end of the line."""
    cut = end == row.end and row.text[-1] in "/-_." and following is not None
    if not cut or following is None or following.lane != row.lane:
        return None
    return following if re.fullmatch(r"[\w\-./%~]+", following.text) else None


def _targets(links: Sequence[Link]) -> Iterable[_Address]:
    for link in links:
        if re.match(r"(?i)https?://", link.url):
            value = absolute(link.url)
            yield _Address(value, Found(value, link.start, link.end, 0.95))


def _key(url: str) -> str:
    return re.sub(r"(?i)^https?://(?:www\.)?", "", url).rstrip("/").casefold()


def _longest_only(unique: dict[str, _Address]) -> list[_Address]:
    """Drop an address that is only the beginning of another."""
    keys = list(unique)
    return [
        address
        for key, address in unique.items()
        if not any(other != key and other.startswith(f"{key}/") for other in keys)
    ]


def _profile(address: _Address) -> dict[str, Found]:
    found = address.found
    name = (
        network(address.url) or re.sub(r"(?i)^https?://(?:www\.)?", "", address.url).split("/")[0]
    )
    profile = {
        "network": Found(name, found.start, found.end, found.confidence),
        "url": found,
    }
    user = [part for part in address.url.split("?")[0].rstrip("/").split("/")[3:] if part]
    if user and network(address.url):
        profile["username"] = Found(user[-1].lstrip("@"), found.start, found.end, found.confidence)
    return profile


def _labelled(rows: Sequence[Row]) -> Iterable[dict[str, Found]]:
    """Yield profiles given as a label and a user name: `LinkedIn: ada-lovelace`."""
    domains = {name.casefold(): domain for domain, name in _NETWORKS.items()}
    for row in rows:
        found = _LABELLED.match(row.text)
        if not found or "." in found[2].strip("."):
            continue
        name, begin = found[1], row.start + found.start(2)
        profile = {
            "network": Found(name, row.start + found.start(1), row.start + found.end(1), 0.9),
            "username": Found(found[2].split("/")[-1], begin, row.start + found.end(2), 0.9),
        }
        domain = domains.get(name.casefold())
        if domain:
            path = found[2] if "/" in found[2] or domain != "linkedin.com" else f"in/{found[2]}"
            profile["url"] = Found(f"https://{domain}/{path}", begin, row.start + found.end(2), 0.8)
        yield profile


def _is_new(profile: dict[str, Found], known: Sequence[dict[str, Found]]) -> bool:
    return all(
        profile["network"].value.casefold() != other["network"].value.casefold() for other in known
    )
