"""Names of the Word markup."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
R_ID: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_OFF: Final = frozenset({"0", "false", "off", "none"})


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name in the main namespace, transitional or strict."""
    if element is None:
        return None
    found = element.find(W + name)
    return found if found is not None else element.find(_STRICT + name)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute of the main namespace."""
    if element is None:
        return None
    found: str | None = element.get(W + name) or element.get(_STRICT + name)
    return found


def child_value(element: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child."""
    return value(child(element, name), attribute)


def switch(element: etree._Element | None, name: str) -> bool | None:
    """Return whether an on/off property is set, None where it is not mentioned."""
    found = child(element, name)
    return None if found is None else (value(found) or "1") not in _OFF


def relation_id(element: etree._Element) -> str:
    """Return the id of the relation an element names, empty if it names none."""
    return next((found for name in R_ID if (found := element.get(name))), "")
