"""XML of untrusted documents: no entities, no network, no document type."""

from __future__ import annotations

from typing import Final

from lxml import etree

from api.extraction.errors import Unreadable, UnreadableFile

DEEPEST: Final = 200


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse one part; raises `UnreadableFile` when it is damaged or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(Unreadable.BROKEN, f"{name} is damaged") from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        raise UnreadableFile(Unreadable.BROKEN, f"{name} declares a document type")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name in any namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
