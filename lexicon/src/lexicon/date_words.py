"""Words of time in English, German, French, Spanish, Italian, Portuguese and Dutch."""

_MONTHS = """
1 january jan januar jän jaen jänner jaenner janvier janv enero ene gennaio gen genn janeiro januari
2 february feb febr februar feber février fevrier févr fevr fév fev febrero febbraio febb \
fevereiro februari
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
_ENGLISH = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
ENGLISH_MONTHS = frozenset(_ENGLISH.split())
# Month abbreviations that are English words: within a sentence they are no months.
HOMONYMS = frozenset({"out", "set", "ago"})
SEMESTERS = frozenset({"ss", "ws", "sose", "wise", "sommersemester", "wintersemester"})

_SEASONS = """
3 5 spring frühling frühjahr fruehling printemps primavera voorjaar lente
6 8 summer sommer été verano estate verão verao zomer
9 11 fall autumn herbst automne otoño otono autunno outono herfst najaar
12 14 winter hiver invierno inverno
4 9 ss sose sommersemester
10 15 ws wise wintersemester
1 3 q1
4 6 q2
7 9 q3
10 12 q4
"""
# First and last month of what is vaguer than a month; month 15 is the next March.
SEASONS = {
    word: (int(first), int(last))
    for first, last, *words in map(str.split, _SEASONS.strip().splitlines())
    for word in words
}

DASHES = (
    "-\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d~\uff5e\u2192\u2794\u279e\u27f6\u0096\u0097\ufffd"
)
_ARTICLE = (
    r"(?:(?:the|la|el|le|il|lo|o|a|à|l['’]|au|ad|al|zum|zur|op|de|het|dem|den)\s*(?<=[\s'’]))?"
)
TO = (
    r"to|bis|à|au|a|al|ad|ao|até|ate|tot|till?|until|through|thru|thro|hasta|(?:s|f)ino\s+ad?"
    r"|fino\s+al|jusqu['’](?:à|au|en)|t/m|tm|bis\s+zu[mr]|up\s+to|tot\s+en\s+met|upto"
)
# Words for now that mean nothing else behind a date.
_PRESENT = (
    r"present(?:e|\s+day|\s+time)?|présent|ongoing|onwards?|(?:bis\s+)?heute|gegenwart|gegenwärtig"
    r"|andauernd|fortlaufend|heutigen\s+tag|aujourd['’]\s?hui|ce\s+jour|nos\s+jours|actualidad"
    r"|actuellement|actualmente|oggi|tuttora|attualmente|atualmente|heden|dias\s+de\s+hoje"
    r"|(?:to|till|until)\s+(?:date|now|present)|current(?:ly)?(?!\s+affairs)"
)
# Words for now that need the end of the line or a mark behind them: "2019 – Data Analyst".
_PERHAPS_PRESENT = (
    r"pres\.|now|today|date|continuing|still|aktuell|jetzt|laufend|derzeit|dato"
    r"|unbefristet|actuel(?:le)?|en\s+cours|maintenant|actual|hoy|fecha|en\s+curso|vigente"
    r"|attuale|in\s+corso|atual|momento|hoje|data|em\s+curso|em\s+andamento|nu|huidig|vandaag"
    r"|lopend|te\s+date"
)
_ENDS = r"(?=[ \t]*(?:$|[\n,;|)\]•·(]|\.(?:\s|$)|[-–—:]))"
PRESENT = rf"{_ARTICLE}(?:(?:{_PRESENT})(?![^\W_])|(?:{_PERHAPS_PRESENT})(?![^\W_]){_ENDS})"
SINCE = (
    r"since|seit|ab|depuis|dès|desde|dal|dall['’]|sinds|vanaf|starting(?:\s+in)?"
    r"|à\s+partir\s+d[eu]|a\s+partir\s+d[eo]|a\s+partire\s+dal?|as\s+of|beginning"
)
UNTIL = (
    r"until|till|bis|jusqu['’](?:à|au|en)|hasta|fino\s+ad?|fino\s+al|até|ate|tot(?:\s+en\s+met)?"
    r"|t/m|up\s+to|bis\s+zu[mr]"
)
FROM = (
    r"from|von|vom|de|du|des|desde|dal|da|dall['’]|van|vanaf|ab|seit|since|depuis|between|entre"
    r"|zwischen|tra|tussen"
)
AND = r"and|und|et|y|e|en|&"
_PART_OF_YEAR = (
    r"early|late|mid|(?:end|beginning)\s+of|anfang|mitte|ende|début|fin|mi|inizio|fine|metà|eind"
    r"|begin|medio|(?:principios?|inicios?|final(?:es)?|fines|mediados|início|fim|meados)\s+de"
)
FILLER = (
    r"(?:(?:the|le|la|el|il|lo|l['’]|dem|den|de|del|do|em|en|im|in)\s*(?<=[\s'’]))?"
    rf"(?:(?:{_PART_OF_YEAR})[ -]+)?"
)
