"""E-mail addresses, telephone numbers, links and handles."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from api.llm.personal.found import Detail, Found
from api.llm.personal.header import Line, lines
from api.matching.words import groups

_EMAIL = re.compile(
    r"(?:mailto:)?[\w.+%'-]+\s?(?:@|\(at\)|\[at\]| at (?=\S+ dot ))\s?"
    r"(?:[\w-]+(?:\.| dot |\(dot\)|\[dot\]))+[A-Za-z]{2,}",
    re.IGNORECASE,
)
_AT = re.compile(r"@|[(\[]at[)\]]|\bdot\b", re.IGNORECASE)
_URL = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>\"'|•,;]+(?<![.,;:)\]])", re.IGNORECASE)
_DOMAIN = (
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|net|org|io|dev|me|co|de|fr|es|it|pt|nl|uk|eu|ch|at|be|us|in|ca|au|info|app|ai|tech"
    r"|page|site|online|design|xyz|br|mx|ie|pl|se|no|dk|fi|ee|cz|gg|ly|bio|work|cv|name|blog)"
)
_WITH_PATH = re.compile(rf"(?<![\w@.-]){_DOMAIN}/[^\s<>\"'|•,;]*(?<![.,;:)\]])", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w@.-]){_DOMAIN}(?![\w.-]*\w)", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w[\w.-]*\w")
_NUMBER = re.compile(
    r"(?<![\w.,/€$£-])(?:\+|\(\+?)?\d(?:[ \t().\-–/·\u00a0\u2011]{0,3}\d){5,16}(?![\w%]|[.,]\d)"
)
_DATES = re.compile(
    r"(?:\d{1,2}[./-])?(?:\d{1,2}[./-])?(?:19|20)\d\d\s*[-–/]+\s*(?:\d{1,2}[./-])?(?:\d{1,2}[./-])?(?:19|20)?\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?"
    r"|(?:(?:19|20)\d\d[ \-–/]*)+|\d{1,2}[./]\d{2}\s*[-–]\s*\d{1,2}[./]\d{2}"
)
_LONG_ENOUGH = 7
_SURELY = 9


@cache
def label(group: str) -> str:
    """Make a pattern of the labels of a group, longest first."""
    words = sorted(groups("personal")[group], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


@cache
def _labelled_handle() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[|•·,;]|\s{{2,}})[^\S\n]*(?:{label('handle_label')})\s*[:/–-]\s*"
        r"(?P<value>[^\s|•,;]+(?:[ ]\w+)?)",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _phone_label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{label('phone_label')})\W*$", re.IGNORECASE)


def emails(text: str) -> Iterator[Found]:
    """Find e-mail addresses, also spelled out."""
    for line in lines(text):
        if _AT.search(line.text):
            for match in _EMAIL.finditer(line.text):
                yield line.found(match, Detail.EMAIL)


def links(text: str, header: Iterable[Line]) -> Iterator[Found]:
    """Find links and handles; a bare domain counts where people give their own."""
    for line in lines(text):
        for sign, pattern in (("://", _URL), ("www.", _URL), ("/", _WITH_PATH), ("@", _HANDLE)):
            if sign in line.text:
                for match in pattern.finditer(line.text):
                    yield line.found(match, Detail.LINK)
    for line in header:
        for match in _labelled_handle().finditer(line.text):
            yield line.found(match, Detail.LINK, "value")
        for match in _BARE.finditer(line.text):
            yield line.found(match, Detail.LINK)


def phones(text: str, header: Iterable[Line]) -> Iterator[Found]:
    """Find telephone numbers; years, dates and short counts are none."""
    spans = [(line.start, line.end) for line in header]
    for match in _NUMBER.finditer(text):
        at_home = any(start <= match.start() < end for start, end in spans)
        if _is_phone(match.group(), text[max(0, match.start() - 24) : match.start()], at_home):
            yield Found(match.start(), match.end(), Detail.PHONE)


def _is_phone(written: str, before: str, at_home: bool) -> bool:
    digits = re.sub(r"\D", "", written)
    if _DATES.fullmatch(written.strip()) or len(digits) > 15:
        return False
    if written[0] in "+(" or _phone_label().search(before):
        return True
    grouped = written != digits
    return len(digits) >= (_LONG_ENOUGH if at_home or (grouped and digits[0] == "0") else _SURELY)
