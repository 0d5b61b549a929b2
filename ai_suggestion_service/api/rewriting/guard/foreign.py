"""Word keys of the six languages beside English: endings and participles taken off."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAST = 4
_GERMAN = (
    "ungen ung lichen licher liches liche lich ischen ischer isches ische isch enden ender ende"
    " innen test test ten ter tes tet te et t en em er es e n s"
)
_ROMANCE = (
    "issements issement ements ement aciones azioni ations acion azione ation acoes acao ciones"
    " zioni cion zione amientos amiento amentos amento amenti imiento imento mente ments ment"
    " ados adas ado ada idos idas ido ida ati ate ato ata iti ite ito ita uti ute uto uta"
    " ando endo iendo antes ante ants ant elles elle els el euses euse eurs eur"
    " ees ee es er ir re ar are ere ire ais ait ai ei ou iu io e s o a i"
)
_DUTCH = "ingen ing elijkse elijks elijk heden heid enden ende ten te de en er es e n s t d"
_ENDINGS = {
    "de": _GERMAN,
    "nl": _DUTCH,
    "fr": _ROMANCE,
    "es": _ROMANCE,
    "it": _ROMANCE,
    "pt": _ROMANCE,
}
_PARTICIPLE = re.compile(
    r"^(ein|aus|auf|ab|an|vor|zu|mit|um|durch|nach|bei|her|hin|weg|zusammen|op|uit|af|in|bij|mee)?"
    r"ge(?=\w{4})"
)


@lru_cache(maxsize=16384)
def foreign_key(lower: str, language: str) -> str:
    """Return what the forms of a word share, marked as a key of another language."""
    form = lower
    if language in ("de", "nl"):
        form = _PARTICIPLE.sub(r"\1", form)
    for ending in _endings(language):
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST:
            form = form[: -len(ending)]
            break
    return "x:" + form


@lru_cache(maxsize=8)
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(_ENDINGS.get(language, "").split(), key=len, reverse=True))
