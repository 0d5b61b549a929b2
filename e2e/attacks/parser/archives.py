"""Archives that lie about themselves or unpack to far more than they are."""

from __future__ import annotations

from collections.abc import Iterator

from e2e.attacks.parser.packages import (
    Member,
    document,
    docx,
    endless,
    odt,
    package,
    raw_zip,
    shell_members,
    zipped,
)

_TEN_MEGABYTES = 10 * 2**20
_DOCUMENT = "word/document.xml"


def archive_bombs() -> Iterator[tuple[str, bytes]]:
    """Yield archives to be refused or read as broken."""
    yield from _sizes()
    yield from _counts()
    yield from _structure()
    yield from _methods()


def _sizes() -> Iterator[tuple[str, bytes]]:
    megabyte = b" " * 2**20
    thousand = endless(megabyte, 1_000)
    yield "unpacks_to_a_gigabyte.docx", _with(packed=thousand, claimed_size=1_000 * 2**20)
    yield "claims_little_unpacks_a_gigabyte.docx", _with(packed=thousand, claimed_size=500)
    yield "claims_four_gigabytes.docx", _with(claimed_size=0xFFFFFFFE)
    yield "claims_nothing.docx", _with(packed=thousand, claimed_size=0)
    spread = [
        Member(f"word/media/{n}.xml", b"", packed=endless(megabyte, 60), claimed_size=60 * 2**20)
        for n in range(40)
    ]
    yield "forty_big_members.docx", raw_zip([*shell_members(), *spread])
    inner = zipped({"a.zip": "x" * 2**20})
    for _ in range(6):
        inner = raw_zip([Member(f"{n}.zip", inner) for n in range(8)])
    yield "archives_in_archives.docx", raw_zip([*shell_members(), Member(_DOCUMENT, inner)])


def _with(**claims: object) -> bytes:
    member = Member(_DOCUMENT, document("").encode(), **claims)  # type: ignore[arg-type]
    return raw_zip([*shell_members(), member])


def _counts() -> Iterator[tuple[str, bytes]]:
    names = [Member(f"{n:x}", b"", method=0) for n in range(90_000)]
    yield "ninety_thousand_members.docx", raw_zip([*shell_members(), *names])
    yield "hides_its_count.docx", raw_zip([*shell_members(), *names], claimed_count=3)
    kernel = Member("0", b"", packed=endless(b"a" * 2**20, 50), claimed_size=50 * 2**20)
    overlap = [
        Member(f"{n}", b"", packed=kernel.packed, claimed_size=50 * 2**20, header_at=0)
        for n in range(1, 900)
    ]
    yield "all_members_share_one_stream.docx", raw_zip([kernel, *overlap, *shell_members()])


def _structure() -> Iterator[tuple[str, bytes]]:
    sound = docx("")
    yield "cut_in_half.docx", sound[: len(sound) // 2]
    yield "no_end.docx", sound[:-22]
    yield "directory_points_nowhere.docx", sound[:-6] + b"\xff\xff\xff\x7f\x00\x00"
    yield "junk_in_front.docx", b"MZ junk" * 100 + sound
    yield "two_directories.docx", sound + docx("")
    yield (
        "same_name_twice.docx",
        raw_zip([*shell_members(), Member(_DOCUMENT, b"<a/>"), Member(_DOCUMENT, b"<b/>")]),
    )
    yield (
        "header_points_at_directory.docx",
        raw_zip([*shell_members(), Member(_DOCUMENT, b"x", header_at=len(sound))]),
    )
    yield "no_main_part.docx", raw_zip(shell_members())
    yield "main_part_outside.docx", package({"../../etc/passwd": "<a/>"}, target="../../etc/passwd")
    yield "main_part_absolute.docx", package({"x": "<a/>"}, target="/etc/passwd")
    yield (
        "end_record_in_comment.docx",
        raw_zip(shell_members(), comment=b"PK\x05\x06" + b"\x00" * 18),
    )


def _methods() -> Iterator[tuple[str, bytes]]:
    for name, method in (("bzip2", 12), ("lzma", 14), ("deflate64", 9), ("unknown", 77)):
        yield f"packed_by_{name}.docx", _with(method=method)
    yield "encrypted_member.docx", _with(flags=1)
    yield "damaged_stream.docx", _with(packed=b"\xff\x00\x07" * 50)
    yield "wrong_checksum.odt", odt("<a/>").replace(b"content.xml", b"content.xmL", 1)
    yield "stored_member_claims_more.docx", _with(method=0, claimed_size=_TEN_MEGABYTES)
