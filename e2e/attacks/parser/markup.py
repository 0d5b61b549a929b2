"""XML, HTML, RTF and text that grow, nest or refer without end."""

from __future__ import annotations

from collections.abc import Iterator

from e2e.attacks.parser.packages import W, document, docx, odt

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DEEP = 100_000
_LONG = 4_000_000


def xml_bombs() -> Iterator[tuple[str, bytes]]:
    """Yield packages whose parts attack the XML reader."""
    yield from _entities()
    yield from _shapes()
    yield from _references()


def _entities() -> Iterator[tuple[str, bytes]]:
    laughs = f'<!DOCTYPE w [<!ENTITY l0 "ha">{_LAUGHS}]>'
    quadratic = f'<!DOCTYPE w [<!ENTITY a "{"x" * 50_000}">]>'
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    yield "billion_laughs.docx", docx(run.format("&l9;"), laughs)
    yield "quadratic_entities.docx", docx(run.format("&a;" * 50_000), quadratic)
    for name, address in (
        ("file", "file:///etc/passwd"),
        ("environment", "file:///proc/self/environ"),
        ("http", "http://127.0.0.1:8000/canary"),
        ("php", "php://filter/read=convert.base64-encode/resource=/etc/passwd"),
    ):
        external = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{address}">]>'
        yield f"external_entity_{name}.docx", docx(run.format("&x;"), external)
        odt_text = "<d xmlns:o='o:'><o:body><o:text><o:p>&x;</o:p></o:text></o:body></d>"
        yield f"external_entity_{name}.odt", odt(external + odt_text)
    parameter = '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://127.0.0.1:8000/canary.dtd"> %x;]>'
    yield "parameter_entity.docx", docx("", parameter)
    yield "external_type.docx", docx("", '<!DOCTYPE w SYSTEM "http://127.0.0.1:8000/canary.dtd">')
    wide = document(run.format("&l9;"), f'<?xml version="1.0" encoding="UTF-16"?>{laughs}')
    yield "billion_laughs_utf16.odt", odt(wide).replace(b"\x00\x00", b"\x00\x00")
    attribute = f'<w:p w:rsid="{"&l9;"}"/>'
    yield "laughs_in_attribute.docx", docx(attribute, laughs)


def _shapes() -> Iterator[tuple[str, bytes]]:
    yield "deep_paragraphs.docx", docx("<w:sdt>" * _DEEP + "</w:sdt>" * _DEEP)
    table = "<w:tbl><w:tr><w:tc>"
    end = "</w:tc></w:tr></w:tbl>"
    yield "deep_tables.docx", docx(table * 20_000 + end * 20_000)
    yield "deep_within_limits.docx", docx(table * 80 + end * 80)
    yield "million_empty_runs.docx", docx("<w:p>" + "<w:r><w:t/></w:r>" * 600_000 + "</w:p>")
    yield (
        "million_cells.docx",
        docx(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 300_000}</w:tr></w:tbl>"),
    )
    attributes = " ".join(f'a{n}="x"' for n in range(200_000))
    yield "many_attributes.docx", docx(f"<w:p {attributes}/>")
    yield (
        "many_namespaces.docx",
        docx("<w:p " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(60_000)) + "/>"),
    )
    yield "long_name.docx", docx(f"<{'n' * _LONG}/>")
    yield "not_xml.docx", docx("<w:p><w:unclosed>")
    yield "deep_lists.odt", odt("<d xmlns:o='o:'><o:body><o:text>" + "<o:list>" * _DEEP)


def _references() -> Iterator[tuple[str, bytes]]:
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}">'
        f'<w:basedOn w:val="s{(n + 1) % 3}"/></w:style>'
        for n in range(3)
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s" Type="x/styles" Target="styles.xml"/>'
        '<Relationship Id="h" Type="x/header" Target="document.xml"/>'
        '<Relationship Id="o" Type="x/header" TargetMode="External" Target="file:///etc/passwd"/>'
        "</Relationships>"
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr></w:p><w:sectPr>'
        '<w:headerReference w:type="default"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="h"/>'
        "</w:sectPr>"
    )
    parts = {
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{loop}</w:styles>',
        "word/_rels/document.xml.rels": relations,
    }
    yield "styles_and_headers_in_circles.docx", docx(body, parts=parts)


def text_bombs() -> Iterator[tuple[str, bytes]]:
    """Yield RTF, HTML, Markdown and text that try the readers' patience."""
    yield from _rtf()
    yield from _html()
    yield from _plain()


def _rtf() -> Iterator[tuple[str, bytes]]:
    yield "deep_groups.rtf", b"{\\rtf1" + b"{" * _LONG
    yield "deep_closed_groups.rtf", b"{\\rtf1" + b"{" * 200_000 + b"}" * 200_001
    yield "binary_skips_everything.rtf", b"{\\rtf1 \\bin2147483647 " + b"x" * 10_000
    yield "binary_goes_back.rtf", b"{\\rtf1 \\bin-10 " + b"\\bin-9 " * 10_000 + b"}"
    yield "endless_rows.rtf", b"{\\rtf1 " + b"\\trowd\\cell\\row" * 400_000 + b"}"
    yield "object_inside.rtf", b"{\\rtf1 {\\object\\objdata " + b"d0cf11e0" * 200_000 + b"}}"
    yield "cut_off.rtf", b"{\\rtf1 {\\b "


def _html() -> Iterator[tuple[str, bytes]]:
    page = b"<!doctype html><html><body>"
    yield "deep_elements.html", page + b"<div>" * 500_000
    yield "deep_links.html", page + b"<a href=x><b>" * 300_000
    rules = "".join(f"div.c{n} > span:nth-child(odd) {{color:#fff}}" for n in range(3_000))
    spans = "<div class=c1><span></span></div>" * 30_000
    yield "rules_times_elements.html", f"<!doctype html><style>{rules}</style>{spans}".encode()
    yield "style_without_end.html", page + b"<style>" + b"a{" * 500_000
    yield "media_without_end.html", page + b"<style>" + b"@media screen{" * 200_000 + b"</style>"
    yield "only_comment.html", b"<!doctype html><!--" + b"-" * _LONG
    yield "attributes.html", page + b"<p " + b"a=b " * 1_000_000 + b">"


def _plain() -> Iterator[tuple[str, bytes]]:
    yield "only_spaces.txt", b" " * _LONG
    yield "only_newlines.txt", b"\n" * _LONG
    yield "only_bullets.md", b"- \n" * 1_000_000
    yield "only_rules.md", b"---\n" * 1_000_000
    yield "only_zero_width.txt", "\u200b".encode() * 1_000_000
    yield "broken_utf16.txt", b"\xff\xfe" + b"\x00\xd8" * 500_000
