"""Word keys: what inflections, derivations, spellings and accents of a word have in common.

Kept deliberately short of a full stemmer: a guard that reads "international" as "internal" would
let an invention pass. Irregular families are listed in the vocabulary instead.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from .wordlists import groups

_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|able$|ite|al|less|ful)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|er$|ers$|ation)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[aeiou])ll(?=ed$|ing$|er$|ers$|or$|ors$|ment)"), "l"),
    (re.compile(r"(?<=[a-z]{2}t)re(?=s?$|d$)"), "er"),
    (re.compile(r"(?<=[a-z]{3})ogue"), "og"),
    (re.compile(r"(?<=[a-z]{3})(?<!i)(?<!er)ence$"), "ense"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"^cheque"), "check"),
    (re.compile(r"(?<=[a-z]{2})ae(?=[a-z]{3})|^(?:ae|oe)(?=[st])"), "e"),
    (re.compile(r"^paed"), "ped"),
)
_DERIVED = (
    ("ability", "abl"), ("ibility", "ibl"), ("isation", "iz"), ("ization", "iz"),
    ("tional", "t"), ("ation", ""), ("ition", "it"), ("ement", ""), ("ment", ""), ("ator", "at"),
    ("ary", ""), ("ness", ""), ("ance", ""), ("ence", ""), ("ency", "ent"), ("ancy", "ant"),
    ("ical", "ic"), ("ship", ""),
    ("ion", ""), ("ive", ""), ("ly", ""), ("er", ""), ("or", ""), ("y", ""), ("al", ""),
)  # fmt: skip
_KEEP_AL = re.compile(r"(?:nation|intern|gener|person|origin|capit|terminal|manu|sign)al$")


def plain(word: str) -> str:
    """Write a word in lower case without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFD", lower.replace("ß", "ss"))
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Reduce a word to what its inflections and its British and American spelling share."""
    form = _irregular().get(plain(word), plain(word))
    if len(form) < 4 or not form.isalpha():
        return form
    for pattern, spelling in _SPELLINGS:
        form = pattern.sub(spelling, form)
    return _bare(_without_ending(_singular(form)))


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """List the stem of a word and the shorter forms it may be derived from."""
    form = stem(word)
    found = {form}
    if len(form) >= 6 and form.isalpha():
        full = _singular(_irregular().get(plain(word), plain(word)))
        for pattern, spelling in _SPELLINGS:
            full = pattern.sub(spelling, full)
        for suffix, put in _DERIVED:
            base = full[: -len(suffix)]
            if full.endswith(suffix) and len(base) >= 4 and not _KEEP_AL.search(full):
                found.add(_bare(base + put))
    return frozenset(found)


@cache
def _irregular() -> dict[str, str]:
    """Map irregular forms to the base they stand in one line with."""
    lines = (group[1:] for group in groups("families.txt") if group[0] == "=")
    return {plain(form): plain(line[0]) for line in lines for form in line[1:]}


def _singular(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


def _without_ending(form: str) -> str:
    if form.endswith(("ied", "ying")) and len(form) > 4:
        return form[: -3 if form.endswith("ied") else -4] + "y"
    for ending in ("ing", "ed"):
        base = form[: -len(ending)]
        if form.endswith(ending) and not form.endswith("eed") and _has_syllable(base):
            return base
    return form


def _has_syllable(base: str) -> bool:
    return len(base) >= 3 and any(char in "aeiouy" for char in base)


def _bare(form: str) -> str:
    if form.endswith("e") and len(form) > 3:
        form = form[:-1]
    doubled = len(form) > 3 and form[-1] == form[-2] and form[-1] not in "aeiou"
    return form[:-1] if doubled else form
