"""A file is what it contains, whatever it is called."""

from __future__ import annotations

import io

import pytest

from api.extraction.detect import FileKind, detect
from api.extraction.errors import UnsupportedFileType
from api.extraction.extract import extract_bytes
from api.extraction.warming import samples
from e2e.attacks.parser.disguises import harmless, spoofed

SPOOFED = dict(spoofed())
HARMLESS = {name: (data, kind) for name, data, kind in harmless()}


@pytest.mark.parametrize(("kind", "data"), list(samples()), ids=lambda value: str(value)[:8])
def test_each_kind_is_told_without_its_name(kind: FileKind, data: bytes) -> None:
    found = detect(io.BytesIO(data), "resume.md" if kind is FileKind.MARKDOWN else "resume")

    assert found is kind


@pytest.mark.parametrize("name", SPOOFED)
def test_a_disguised_file_is_refused(name: str) -> None:
    with pytest.raises(UnsupportedFileType):
        detect(io.BytesIO(SPOOFED[name]), name)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_under_a_wrong_name_is_read_as_what_it_is(name: str) -> None:
    data, kind = HARMLESS[name]

    found = detect(io.BytesIO(data), name)

    assert found == kind
    assert "Erika" in extract_bytes(data, found).text
    assert "script" not in extract_bytes(data, found).text


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"# Erika", "cv.md", FileKind.MARKDOWN),
        (b"# Erika", "cv.txt", FileKind.TXT),
        (b"<div align=center>\n\n# Erika", "README.md", FileKind.MARKDOWN),
        (b"<html><body>Erika", "cv.md", FileKind.HTML),
        ("Zoë\n".encode("utf-16"), "cv.txt", FileKind.TXT),
        ("Zoë lives here\n".encode("utf-16-le"), "cv.txt", FileKind.TXT),
        ("Zoë\n".encode("cp1252"), "cv.txt", FileKind.TXT),
        (b"\xef\xbb\xbf%PDF-1.7\n", "cv", FileKind.PDF),
        (b"\n\n%PDF-1.4\n", "cv", FileKind.PDF),
    ],
)
def test_text_is_told_by_its_content_and_split_by_its_name(
    data: bytes, name: str, kind: FileKind
) -> None:
    assert detect(io.BytesIO(data), name) is kind


def test_a_locked_word_document_counts_as_one() -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )

    assert detect(io.BytesIO(locked)) is FileKind.DOCX


def test_the_stream_is_left_at_its_start() -> None:
    stream = io.BytesIO(b"Erika Example")
    stream.seek(5)

    detect(stream)

    assert stream.tell() == 0


def test_a_large_file_is_not_read_as_a_whole() -> None:
    stream = _Counting(b"%PDF-1.7\n" + bytes(10_000_000))

    detect(stream)

    assert stream.most < 100_000


def test_kinds_know_their_media_type_and_ending() -> None:
    assert FileKind.PDF.mime_type == "application/pdf"
    assert FileKind.MARKDOWN.extension == ".md"
    assert len({kind.mime_type for kind in FileKind}) == len(FileKind)


class _Counting(io.BytesIO):
    most = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.most = max(self.most, len(data))
        return data
