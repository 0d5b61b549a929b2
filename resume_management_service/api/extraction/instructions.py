"""Sentences that speak to a model instead of a reader, in seven languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MODEL: Final = r"(?:ai|llm|gpt|chatgpt|language model|ats bot|ki|ia)"
_PERSON: Final = r"(?:candidate|applicant|resume|cv)"

# what must stand in the text for a pattern to be tried at all, and the pattern
_PATTERNS: Final = tuple(
    (stems.split(","), re.compile(pattern, re.DOTALL))
    for stems, pattern in (
        # set aside what was said before
        (
            "ignore,disregard,forget,override,bypass",
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,24}\b(?:previous|prior|preceding"
            r"|above|earlier|all|any|other|system)\b.{0,24}\b(?:instruction|prompt|rule|direction"
            r"|guideline|command|criteria)",
        ),
        (
            "ignorier,vergiss,missacht,ubergeh",
            r"\b(?:ignorier|vergiss|missacht|ubergeh)\w*\b.{0,24}\b(?:vorherig|bisherig|obig|vorig"
            r"|vorangegangen|fruher|all)\w*\b.{0,24}\b(?:anweisung|instruktion|vorgabe|befehl|regel"
            r"|prompt)",
        ),
        (
            "ignore,oubli,neglig",
            r"\b(?:ignore|oublie|neglige)[rz]?\b.{0,30}\b(?:instruction|consigne|directive|regle"
            r"|invite)s?\b.{0,24}\b(?:precedent|anterieur|ci-dessus)",
        ),
        (
            "ignor,olvid,descart",
            r"\b(?:ignor|olvid|descart)\w+\b.{0,24}\b(?:instruccion|indicacion|orden|regla)\w*\b"
            r".{0,24}\b(?:anterior|previa|arriba)",
        ),
        (
            "ignor,esque,desconsider",
            r"\b(?:ignor|esque[cç]|desconsider)\w+\b.{0,24}\b(?:instruc|orientac|regra|comando)\w*\b"
            r".{0,24}\b(?:anterior|previ|acima)",
        ),
        (
            "ignora,dimentic,trascur",
            r"\b(?:ignora|dimentica|trascura)\w*\b.{0,24}\b(?:istruzion|indicazion|regol|comand)\w*"
            r"\b.{0,24}\b(?:precedent|sopra|anterior)",
        ),
        (
            "negeer,vergeet",
            r"\b(?:negeer|vergeet)\b.{0,24}\b(?:vorige|eerdere|voorgaande|bovenstaande|alle)\b"
            r".{0,24}\b(?:instructie|opdracht|regel|aanwijzing)",
        ),
        # judge this person well
        (
            "candidate,applicant,resume,cv,profile,application",
            r"\b(?:rate|rank|score|give|grade|evaluate|mark|classify|rating|assign)\b.{0,40}"
            rf"\b(?:the {_PERSON}|this (?:{_PERSON}|profile|application))\b.{{0,50}}(?:10/10"
            r"|\b(?:100|10|highest|top|maximum|perfect|excellent|best|strong(?:ly)?)\b)",
        ),
        (
            "candidate,applicant,resume,cv",
            r"\b(?:must|should|always|please|strongly|you)\b.{0,20}\b(?:recommend|hire|shortlist"
            r"|select|advance|approve|accept|prefer)\b.{0,12}\b(?:this|the)\b.{0,8}"
            rf"\b{_PERSON}\b",
        ),
        (
            "dies",
            r"\b(?:bewert|beurteil|einstuf|empfiehl|empfehl)\w*\b.{0,16}\bdies\w*\b.{0,8}"
            r"\b(?:kandidat|bewerb|lebenslauf|profil)",
        ),
        (
            "candidat,cv,profil",
            r"\b(?:evalue|note|classe|recommande|attribue)[rz]?\b.{0,16}\b(?:ce|cette|cet|au)\b"
            r".{0,8}\b(?:candidat|cv|profil)",
        ),
        (
            "candidat,curriculo,curriculum,cv,perfil",
            r"\b(?:evalu|calific|puntu|recomi?end|valor|clasific|avali|classifi|pontu)\w*\b.{0,16}"
            r"\best[ea]\b.{0,8}\b(?:candidat|curriculum|curriculo|cv|perfil)",
        ),
        (
            "questo,questa",
            r"\b(?:valut|classific|raccomand|assegn)\w*\b.{0,16}\bquest[oa]\b.{0,8}\b(?:candidat"
            r"|curriculum|cv|profilo)",
        ),
        (
            "deze,dit",
            r"\b(?:beoordeel|waardeer|geef|raad)\b.{0,16}\b(?:deze|dit)\b.{0,8}\b(?:kandidaat|cv"
            r"|sollicitant|profiel)",
        ),
        # talk to a machine
        (
            "attention,note,notice,instruction,message,hinweis,nota,dear,hello,achtung",
            r"\b(?:attention|notes?|notice|instructions?|message|hinweis|nota|dear|hello|achtung)\b"
            r".{0,4}\b(?:to|for|an|a|all|any|the|die|pour|para|per|voor|fur)?\b.{0,8}"
            rf"\b{_MODEL}\b\s*(?:[:,!]|systems?\b|models?\b|assistants?\b|reviewer|screener|recruiter"
            r"|reading|tool|bot|agent)",
        ),
        (
            "you are",
            r"\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,2}(?:ai|assistant|language model|llm"
            r"|chatbot|gpt)\b",
        ),
        (
            "du bist,sie sind",
            r"\b(?:du bist|sie sind) (?:jetzt |nun )?(?:eine? )?(?:ki|assistent|sprachmodell)",
        ),
        ("as an ai", r"\bas an ai (?:language )?(?:model|assistant)\b"),
        (
            "only,exclusively,exactly",
            r"\b(?:respond|reply|answer|output|return|print) (?:only|exclusively|exactly)"
            r" (?:with|the)\b",
        ),
        (
            "<,inst,##",
            r"<\|(?:im_start|im_end|system|endoftext|user|assistant)\|>|\[/?inst\]|<</?sys>>"
            r"|(?:^|\n)\s*#{2,}\s*(?:system|instruction)s?\s*:",
        ),
        (
            "system",
            r"\b(?:begin|end|new|start of)\b.{0,6}\bsystem (?:prompt|message|instruction)",
        ),
        (
            "mention,reveal,disclose,report,flag",
            r"\b(?:do not|don't|never) (?:mention|reveal|disclose|report|flag) (?:this|these"
            r"|the above)\b",
        ),
    )
)
_HOMOGLYPHS: Final = str.maketrans("аеорсухіѕԁһӏЅАЕОРСТХІВНКМ", "aeopcyxisdhlSAEOPCTXIBHKM")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_COMBINING: Final = re.compile("[\u0300-\u036f\u200b]+")
_SPACES: Final = re.compile(r"[^\S\n]+")
_LEAD: Final = 20


def find_instruction(text: str) -> str | None:
    """Return the text from the first instruction on, folded to small letters; None without one."""
    folded = _fold(text)
    for stems, pattern in _PATTERNS:
        if any(stem in folded for stem in stems) and (found := pattern.search(folded)):
            return folded[max(0, found.start() - _LEAD) :]
    return None


def _fold(text: str) -> str:
    """Return text in small letters without accents, odd spaces and look-alike letters."""
    if not text.isascii():
        if _CYRILLIC.search(text):
            text = text.translate(_HOMOGLYPHS)
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return _SPACES.sub(" ", text.lower())
