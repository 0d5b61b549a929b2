"""JSON pointers (RFC 6901) into résumé sections."""

from __future__ import annotations

from typing import Any


class PointerError(LookupError):
    """The pointer leads nowhere in these sections."""


def split(pointer: str) -> tuple[str, ...]:
    """Cut `/work/0/name` into its parts; the empty pointer is the whole object."""
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise PointerError(f"A JSON pointer starts with a slash: {pointer!r}")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))


def join(parts: tuple[str | int, ...]) -> str:
    """Write parts as a pointer."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def parent(pointer: str) -> str:
    """Name what holds the value the pointer leads to."""
    return join(split(pointer)[:-1])


def resolve(sections: Any, pointer: str) -> Any:
    """Return the value a pointer leads to, or raise `PointerError`."""
    value = sections
    for part in split(pointer):
        value = _step(value, part, pointer)
    return value


def _step(value: Any, part: str, pointer: str) -> Any:
    if isinstance(value, dict) and part in value:
        return value[part]
    if isinstance(value, list) and is_index(part) and int(part) < len(value):
        return value[int(part)]
    raise PointerError(f"Nothing stands at {pointer}")


def is_index(part: str) -> bool:
    """Say whether a part is a list index as RFC 6901 writes it: ASCII digits, no leading zero."""
    return part.isascii() and part.isdigit() and (part == "0" or not part.startswith("0"))
