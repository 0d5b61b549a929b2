"""Text and links made inert before any of them reaches a file."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_BARE_HOST = re.compile(r"^(?:[\w-]+\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?$")
_ADDRESS = re.compile(r"^[^\s@<>()\[\],;:\"\\]+@[\w-]+(?:\.[\w-]+)+$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_LINE_ENDS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
# Selectors and fillers that show nothing although Unicode does not class them as format.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Controls, format characters (direction, zero width, tags), private use, surrogates, unassigned.
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
# Scripts whose spelling needs a joiner or non-joiner between two letters.
_JOINING_SCRIPTS = re.compile("[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
_SPACES = re.compile(r"[^\S\n]+")
# One line of printable characters that NFC leaves alone: most values, taken the short way.
_PLAIN = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0482\u2010-\u2027]*")


def clean_text(value: str) -> str:
    """Return the text in NFC without control, invisible, direction or private-use characters.

    Line ends become one newline each, other white space one space; both ends are trimmed.
    """
    if _PLAIN.fullmatch(value):
        return " ".join(value.split())
    value = unicodedata.normalize("NFC", _visible(_LINE_ENDS.sub("\n", value)))
    lines = (_SPACES.sub(" ", line).strip() for line in value.split("\n"))
    return "\n".join(lines).strip()


def clean_line(value: str) -> str:
    """Return the cleaned text on one line."""
    return " ".join((value if _PLAIN.fullmatch(value) else clean_text(value)).split())


def safe_href(value: str) -> str | None:
    """Return an absolute http, https or mailto address, or None for anything else.

    A host without a scheme (`example.org/me`) is taken as https.
    """
    target = clean_line(value)
    if _BARE_HOST.match(target) and "@" not in target.partition("/")[0]:
        target = f"https://{target}"
    if not _is_safe(target):
        return None
    return quote(target, safe="%/:=&?~#+!$,;'@()*[]")


def mail_href(address: str) -> str | None:
    """Return the mailto link of an e-mail address, or None if it is not one."""
    return f"mailto:{quote(address, safe='@+')}" if _ADDRESS.match(address) else None


def _is_safe(target: str) -> bool:
    if " " in target or not _SCHEME.match(target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    return scheme in _SAFE_SCHEMES and bool(parts.netloc or (scheme == "mailto" and parts.path))


def _visible(value: str) -> str:
    value = _INVISIBLE.sub("", value)
    return "".join(
        char for place, char in enumerate(value) if _is_kept(char) or _joins(value, place)
    )


def _is_kept(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) not in _DROPPED


def _joins(value: str, place: int) -> bool:
    if value[place] not in _JOINERS or not 0 < place < len(value) - 1:
        return False
    around = value[place - 1], value[place + 1]
    return all(_JOINING_SCRIPTS.match(char) for char in around)
