"""Words of time in English, German, French, Spanish, Italian, Portuguese and Dutch."""

_MONTHS = """
1 january jan januar jän jaen jänner jaenner janvier janv enero ene gennaio gen genn janeiro januari
2 february feb febr februar feber février fevrier févr fevr fév fev febrero febbraio febb fevereiro \
februari
3 march mar mär mrz märz maerz mars marzo março marco maart mrt
4 april apr avril avr abril abr aprile
5 may mai mayo may maggio mag magg maio mei
6 june jun juni juin junio giugno giu junho
7 july jul juli juillet juil julio luglio lug lugl julho
8 august aug août aout agosto ago agos augustus
9 september sep sept septembre septiembre setiembre settembre sett set setembro septembro
10 october oct oktober okt octobre octubre ottobre ott outubro out
11 november nov novembre noviembre novembro
12 december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro
"""
MONTHS = {
    word: int(number)
    for number, *words in map(str.split, _MONTHS.strip().replace("\\\n", "").splitlines())
    for word in words
}
ENGLISH_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# Month abbreviations that are English words: within a sentence they are no months.
HOMONYMS = frozenset({"out", "set", "ago"})

_SEASONS = """
3 5 spring frühling frühjahr fruehling printemps primavera voorjaar lente
6 8 summer sommer été verano estate verão verao zomer
9 11 fall autumn herbst automne otoño otono autunno outono herfst najaar
12 12 winter hiver invierno inverno
4 9 ss sose sommersemester
10 12 ws wise wintersemester
1 3 q1
4 6 q2
7 9 q3
10 12 q4
"""
# First and last month of what is vaguer than a month.
SEASONS = {
    word: (int(first), int(last))
    for first, last, *words in map(str.split, _SEASONS.strip().splitlines())
    for word in words
}

DASHES = (
    "-\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d~\uff5e\u2192\u2794\u279e\u27f6\u0096\u0097\ufffd"
)
_OPTIONAL = (
    r"(?:(?:the|la|el|le|il|lo|o|a|l['’]|au|à|ad|al|zum|zur|op|de|het|dem|den)\s*(?<=[\s'’]))?"
)
TO = (
    r"to|bis|à|au|a|al|ao|até|ate|tot|till?|until|through|thru|thro|hasta|fino\s+ad?|fino\s+al"
    r"|jusqu['’](?:à|au|en)|t/m|tm|bis\s+zu[mr]|up\s+to|tot\s+en\s+met|upto"
)
PRESENT = (
    _OPTIONAL
    + r"(?:present(?:e|ly|\s+day|\s+time)?|pres\.|current(?:ly)?|now|today|ongoing|date|till\s+date|to\s+date"
    r"|onwards?|continuing|still|till\s+now|until\s+now"
    r"|bis\s+heute|heute|aktuell|jetzt|laufend|derzeit|dato|gegenwart|gegenwärtig|fortlaufend"
    r"|unbefristet|andauernd"
    r"|aujourd['’]\s?hui|présent|actuel(?:le)?(?:ment)?|ce\s+jour|en\s+cours|maintenant|nos\s+jours"
    r"|actualidad|actual(?:mente)?|hoy|fecha|en\s+curso|vigente"
    r"|oggi|attuale|attualmente|in\s+corso|tuttora"
    r"|atual(?:mente)?|momento|hoje|data|em\s+curso|em\s+andamento|dias\s+de\s+hoje"
    r"|heden|nu|huidig|vandaag|lopend|dag\s+van\s+vandaag)"
)
SINCE = (
    r"since|seit|ab|depuis|dès|desde|dal|dall['’]|sinds|vanaf|starting(?:\s+in)?"
    r"|à\s+partir\s+d[eu]|a\s+partir\s+d[eo]|a\s+partire\s+dal?|as\s+of|beginning"
)
UNTIL = (
    r"until|till|bis|jusqu['’](?:à|au|en)|hasta|fino\s+ad?|fino\s+al|até|ate|tot(?:\s+en\s+met)?"
    r"|t/m|up\s+to|bis\s+zu[mr]"
)
FROM = r"from|von|vom|de|du|des|desde|dal|da|dall['’]|van|vanaf|ab|seit|since|depuis|between|entre|zwischen|tra|tussen"
AND = r"and|und|et|y|e|en|&"
FILLER = r"(?:(?:the|le|la|el|il|lo|l['’]|dem|den|de|del|do|em|en|im|in|début|fin)\s*(?<=[\s'’]))?"
