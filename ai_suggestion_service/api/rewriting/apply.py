"""Applying accepted changes to the sections of a résumé, by code and never by a model."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

from . import pointers
from .changes import Change, Value

APPEND = "-"


class ChangeConflict(ValueError):
    """Two changes cannot both be applied, or a change does not say where it belongs."""


class StaleBase(ValueError):
    """What a change would replace no longer stands in the résumé."""


def apply_changes(sections: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return new sections with the changes made; the given ones stay as they are.

    All pointers mean the given sections. Applying the same changes to the result changes nothing.
    Raises `ChangeConflict` and `StaleBase`.
    """
    distinct = list({change.id: change for change in changes}.values())
    _refuse_conflicts(distinct)
    result = copy.deepcopy(sections)
    for change in sorted(distinct, key=_turn):
        _apply(result, change)
    return result


def _refuse_conflicts(changes: Sequence[Change]) -> None:
    seen: dict[str, Change] = {}
    for change in sorted(changes, key=lambda one: len(pointers.split(one.section))):
        if not change.section:
            raise ChangeConflict(f"Change {change.id} names no place.")
        for place in _places(change.section):
            if place in seen and not _both_insert(seen[place], change):
                raise ChangeConflict(
                    f"Changes {seen[place].id} and {change.id} both touch {place}."
                )
        seen[change.section] = change


def _places(pointer: str) -> list[str]:
    parts = pointers.split(pointer)
    return [pointers.join(parts[:length]) for length in range(1, len(parts) + 1)]


def _both_insert(first: Change, second: Change) -> bool:
    same_place = first.section == second.section
    return same_place and first.before is None and second.before is None


def _last(change: Change) -> str:
    return pointers.split(change.section)[-1]


def _turn(change: Change) -> tuple[int, int]:
    """Replace first, then remove and insert from the end: earlier indices stay true."""
    if change.before is not None and change.after is not None:
        return (0, 0)
    last = _last(change)
    return (1, -int(last)) if pointers.is_index(last) else (2, 0)


def _apply(result: dict[str, Any], change: Change) -> None:
    holder = _holder(result, change)
    if isinstance(holder, list):
        _apply_to_item(holder, change)
    else:
        _apply_to_field(holder, change)


def _holder(result: dict[str, Any], change: Change) -> Any:
    try:
        holder = pointers.resolve(result, pointers.parent(change.section))
    except pointers.PointerError as error:
        raise StaleBase(f"Nothing stands at {change.section} any more.") from error
    if not isinstance(holder, dict | list):
        raise StaleBase(f"{change.section} is not a place that holds values.")
    return holder


def _apply_to_field(holder: dict[str, Any], change: Change) -> None:
    name, current = _last(change), _read(holder.get(_last(change)))
    if current == change.after:
        return
    if current != change.before:
        raise StaleBase(f"The text at {change.section} is not what the change replaces.")
    if change.after is None:
        del holder[name]
    else:
        holder[name] = _written(change.after)


def _apply_to_item(items: list[Any], change: Change) -> None:
    if change.before is None:
        _insert(items, change)
        return
    place = _standing_at(items, change)
    if place is None:
        return
    if change.after is None:
        del items[place]
    else:
        items[place] = _written(change.after)


def _insert(items: list[Any], change: Change) -> None:
    last = _last(change)
    if last != APPEND and not pointers.is_index(last):
        raise ChangeConflict(f"{change.section} is no place in a list.")
    if change.after is None or change.after in [_read(item) for item in items]:
        return
    items.insert(len(items) if last == APPEND else int(last), _written(change.after))


def _standing_at(items: list[Any], change: Change) -> int | None:
    """Find what the change replaces: at its index, or moved; None when it is done already."""
    current = [_read(item) for item in items]
    last, count = _last(change), current.count(change.before)
    if change.after is None and count > 1:
        raise ChangeConflict(f"The text at {change.section} stands more than once in its list.")
    if pointers.is_index(last) and int(last) < len(items) and current[int(last)] == change.before:
        return int(last)
    if (change.after is None and count == 0) or change.after in current:
        return None
    if count == 1:
        return current.index(change.before)
    raise StaleBase(f"The text at {change.section} is not what the change replaces.")


def _read(value: Any) -> Value | Any:
    is_words = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value) if is_words else value


def _written(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
