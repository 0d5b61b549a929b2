"""Findings about a whole text: instructions to a model, stuffed keywords, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from api.extraction.document import Finding

LONGEST_EXCERPT: Final = 120
_PATTERN_SOURCES: Final = (
    # set aside what was said before: en, de, fr, es, pt, it, nl
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,24}\b(?:previous|prior|preceding|above"
    r"|earlier|all|any|other|system)\b.{0,24}\b(?:instruction|prompt|rule|direction|guideline"
    r"|command|criteria)",
    r"(?:ignorier|vergiss|missacht|ubergeh)\w*\b.{0,24}\b(?:vorherig|bisherig|obig|vorangegangen"
    r"|vorig|fruher|all)\w*\b.{0,24}\b(?:anweisung|instruktion|vorgabe|befehl|regel|prompt)",
    r"(?:ignore|oublie|neglige)[rz]?\b.{0,30}\b(?:instruction|consigne|directive|regle|invite)s?\b"
    r".{0,24}\b(?:precedent|anterieur|ci-dessus)",
    r"(?:ignor|olvid|descart)\w+\b.{0,24}\b(?:instruccion|indicacion|orden|regla)\w*\b.{0,24}"
    r"\b(?:anterior|previa|arriba)",
    r"(?:ignor|esquec|desconsider)\w+\b.{0,24}\b(?:instruc|orientac|regra|comando)\w*\b.{0,24}"
    r"\b(?:anterior|previ|acima)",
    r"(?:ignora|dimentica|trascura)\w*\b.{0,24}\b(?:istruzion|indicazion|regol|comand)\w*\b.{0,24}"
    r"\b(?:precedent|sopra|anterior)",
    r"(?:negeer|vergeet)\b.{0,24}\b(?:vorige|eerdere|voorgaande|bovenstaande|alle)\b.{0,24}"
    r"\b(?:instructie|opdracht|regel|aanwijzing)",
    # judge this person well
    r"\b(?:rate|rank|score|give|grade|evaluate|mark|classify|rating|assign)\b.{0,40}\b(?:candidate"
    r"|resume|cv|applicant|profile|application)\b.{0,50}(?:\b(?:100|10/10|highest|top|maximum"
    r"|perfect|excellent|best|strong(?:ly)?)\b|\b10\b)",
    r"\b(?:must|should|always|please|strongly|you)\b.{0,20}\b(?:recommend|hire|shortlist|select"
    r"|advance|approve|accept|prefer)\b.{0,12}\b(?:this|the)\b.{0,8}\b(?:candidate|applicant"
    r"|resume|cv)\b",
    r"\b(?:bewert|beurteil|einstuf|empfiehl|empfehl)\w*\b.{0,16}\bdies\w*\b.{0,8}\b(?:kandidat"
    r"|bewerb|lebenslauf|profil)",
    r"\b(?:evalue|note|classe|recommande|attribue)[rz]?\b.{0,16}\b(?:ce|cette|cet|au)\b.{0,8}"
    r"\b(?:candidat|cv|profil)",
    r"\b(?:evalu|calific|puntu|recomi?end|valor|clasific|avali|classifi|pontu)\w*\b.{0,16}\best[ea]"
    r"\b.{0,8}\b(?:candidat|curriculum|curriculo|cv|perfil)",
    r"\b(?:valut|classific|raccomand|assegn)\w*\b.{0,16}\bquest[oa]\b.{0,8}\b(?:candidat|curriculum"
    r"|cv|profilo)",
    r"\b(?:beoordeel|waardeer|geef|raad)\b.{0,16}\bdeze?\b.{0,8}\b(?:kandidaat|cv|sollicitant"
    r"|profiel)",
    # talk to a machine
    r"\b(?:attention|note|instruction|message|hinweis|nota|notice|dear|to)\b.{0,12}\b(?:to|for|an|a"
    r"|all|any|the|die|pour|para|per|voor)?\b.{0,8}\b(?:ai|llm|gpt|chatgpt|language model|ats bot"
    r"|ai model|ai assistant|ai screener|ki|ia)\b\s*(?:[:,!]|system|model|assistant|reviewer"
    r"|screener|recruiter|reading|tool)",
    r"\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,2}(?:ai|assistant|language model|llm"
    r"|chatbot|gpt)\b",
    r"\b(?:du bist|sie sind) (?:jetzt |nun )?(?:eine? )?(?:ki|assistent|sprachmodell)",
    r"\bas an ai (?:language )?(?:model|assistant)\b",
    r"\b(?:respond|reply|answer|output|return|print) (?:only|exclusively|exactly) (?:with|the)\b",
    r"<\|(?:im_start|im_end|system|endoftext|user|assistant)\|>|\[/?inst\]|<</?sys>>"
    r"|(?:^|\n)\s*#{2,}\s*(?:system|instruction)s?\s*:",
    r"\b(?:begin|end|new|start of)\b.{0,6}\bsystem (?:prompt|message|instruction)",
    r"\b(?:do not|don't|never) (?:mention|reveal|disclose|report|flag) (?:this|these|the above)\b",
)
_INSTRUCTIONS: Final = re.compile("|".join(f"(?:{source})" for source in _PATTERN_SOURCES), re.S)
_HOMOGLYPHS: Final = str.maketrans("аеорсухіѕԁһӏЅАЕОРСТХІВНКМ", "aeopcyxisdhlSAEOPCTXIBHKM")
# every pattern above needs one of these; looking for them first costs a tenth of the search
_STEMS: Final = (
    *("ignor", "disregard", "forget", "overrid", "bypass", "vergiss", "missacht", "ubergeh"),
    *("oubli", "neglig", "olvid", "descart", "esquec", "desconsider", "dimentic", "trascur"),
    *("negeer", "vergeet", "candidat", "kandida", "applicant", "resume", " cv", "profil", "perfil"),
    *("application", "bewerb", "lebenslauf", "curricul", "sollicitant", "you are", "du bist"),
    *("sie sind", "as an ai", " only ", " exclusively ", " exactly ", "<|", "inst]", "sys>>"),
    *("##", "system", " mention", " reveal", " disclose", " report", " flag", " ai", "llm"),
    *("gpt", "language model", "ats bot", " ki", " ia"),
)
_COMBINING: Final = re.compile("[\u0300-\u036f\u200b]+")
_SPACES: Final = re.compile(r"[^\S\n]+")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_ITEM_BREAK: Final = re.compile(r"[,;|•·/\n\t]+")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MOST_ITEMS: Final = 120
_MOST_REPEATS: Final = 25
_REPEAT_SHARE: Final = 0.035
_ITEM_REPEATS: Final = 6

_TAGS: Final = re.compile("[\U000e0000-\U000e01ef]")
_SMUGGLED: Final = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\ufe00-\ufe0e]{4,}")
_SPLITTING: Final = re.compile("(?<=[^\\W_])[\u200b-\u200d\u2060-\u2064\ufeff\u180e]+(?=[^\\W_])")
_FEWEST_TAGS, _FEWEST_SPLITS = 3, 5


def text_findings(text: str, raw: Iterable[str], hidden: Iterable[str]) -> Iterator[Finding]:
    """Yield what is odd about a text; `raw` still has its invisible characters."""
    yield from _instructions(text, "visible text speaks to a model")
    for part in hidden:
        yield from _instructions(part, "hidden text speaks to a model")
    yield from _keywords(text)
    yield from _invisible("\n".join(raw))


def excerpt(text: str) -> str:
    """Return the start of a text on one line, short enough for a report."""
    return " ".join(text.split())[:LONGEST_EXCERPT]


def _instructions(text: str, detail: str) -> Iterator[Finding]:
    folded = _fold(text)
    if not any(stem in folded for stem in _STEMS):
        return
    found = _INSTRUCTIONS.search(folded)
    if found is not None:
        begin = max(0, found.start() - 20)
        yield Finding("model_instructions", detail, excerpt=excerpt(folded[begin:]))


def _fold(text: str) -> str:
    """Return text in small letters without accents, odd spaces and look-alike letters."""
    if not text.isascii():
        if _CYRILLIC.search(text):
            text = text.translate(_HOMOGLYPHS)
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return _SPACES.sub(" ", text.lower())


def _keywords(text: str) -> Iterator[Finding]:
    for items in _item_runs(text):
        if len(items) > _MOST_ITEMS:
            detail = f"a list of {len(items)} keywords"
            yield Finding("keyword_stuffing", detail, excerpt=excerpt(", ".join(items)))
            return
    words = Counter(word.lower() for word in _WORD.findall(text))
    word, count = max(words.items(), key=lambda entry: entry[1], default=("", 0))
    if count > max(_MOST_REPEATS, _REPEAT_SHARE * words.total()):
        yield Finding("keyword_stuffing", f"one word stands {count} times", excerpt=word)


def _item_runs(text: str) -> Iterator[list[str]]:
    """Yield runs of short items between list separators."""
    items = [item.strip() for item in _ITEM_BREAK.split(text)]
    for short, run in groupby(items, key=lambda item: 0 < len(item) <= 30 and item.count(" ") < 3):
        if short:
            yield list(run)


def _invisible(raw: str) -> Iterator[Finding]:
    if raw.isascii():
        return
    tags = _TAGS.findall(raw)
    if len(tags) >= _FEWEST_TAGS:
        message = "".join(chr(ord(tag) & 0x7F) for tag in tags if 0x20 <= ord(tag) & 0x7F < 0x7F)
        yield Finding("zero_width", "text in invisible characters", excerpt=excerpt(message))
        yield from _instructions(message, "invisible characters speak to a model")
    elif _SMUGGLED.search(raw) or len(_SPLITTING.findall(raw)) >= _FEWEST_SPLITS:
        yield Finding("zero_width", "invisible characters stand inside the text")
