"""Courses of study: where, which degree, in what, when, with what result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.parsing.entries.bodies import paragraphs
from api.parsing.entries.headers import dates_of, find_time, header_pieces
from api.parsing.entries.segment import Entry, segment
from api.parsing.entries.slots import OTHER, HeaderPiece, Labelled, Labels, label_entries
from api.parsing.found import Found, Tree
from api.parsing.layout.pieces import Piece, comma_pieces
from api.parsing.layout.prose import joined
from api.parsing.layout.rows import Row
from api.parsing.lexical.degrees import degrees_in
from api.parsing.lexical.folding import fold, is_small
from api.parsing.lexical.organisations import school_score
from api.parsing.lexical.places import place_score
from api.parsing.lexical.titles import title_score
from lexicon.degrees import Degree
from lexicon.fields_of_study import names_a_field

DEGREE, SCHOOL, LOCATION, AREA = "studyType", "institution", "location", "area"
_SCORE = re.compile(
    r"(?i)\b(?:c?gpa|grade(?: point average)?|final grade|overall grade|(?:abschluss|end)?note|"
    r"notenschnitt|durchschnitt|"
    r"average|score|mention|nota(?: media)?|m[ée]dia|voto|votazione|cijfer|moyenne|"
    r"calificaci[óo]n|classifica[çc][ãa]o|result)"
    r"\s*[:=]?\s*(?P<value>\d{1,3}(?:[.,]\d{1,2})?(?:\s*/\s*\d{1,3}(?:[.,]\d)?)?(?:\s*e\s+lode)?%?)"
    r"|(?P<praise>\b(?:summa|magna|insigni)?\s*cum laude\b|\bfirst[- ]class honou?rs\b|"
    r"\bupper second[- ]class honou?rs\b|"
    r"\b(?:mention\s+)(?:tr[èe]s bien|bien|assez bien)\b|"
    r"\b110(?:/110)?(?:\s+e\s+lode)?\b(?=\s*(?:$|[,;)]))|\b2:[12]\b)"
)
_TRAINING = re.compile(
    r"(?i)ausbildung|apprenticeship|\blehre\b|umschulung|exchange|erasmus|bootcamp|semester|studium"
)
_AFTER_DEGREE = re.compile(
    r"(?i)\s*(?:\([^()]{2,12}\))?\s*(?:with honou?rs)?"
    r"(?:\s*[,:–—|-]\s*|\s+(?:in|of|en|em|di|de|im|der|van|d')\s+|\s+)"
    r"(?:(?:in|im fach|fachrichtung|majoring in|major in|major:|specialit[ée]|mention)\s+)?"
    r"(?P<area>[^\W\d_][^|•·;]*)$"
)
_UNKNOWN = re.compile(
    r"(?i)^(?:(?:certificat\w*|diplom\w*|zertifikat|brevet|graduat|attestat\w*)\b|"
    r"staatlich (?:anerkannte|gepr[üu]fte)r?\b)|"
    r"^(?-i:[BMD][A-Z]{0,2}[a-z]{0,3}\.?\s?(?:Sc|Eng|Ed|Arch|Tech|Com|Phil|Mus|Pharm|Des|N|A)\b\.?)"
)
_BEFORE_FIELD = re.compile(r"(?<=\w)(?:\s+(?:in|en|em)\s+|,\s+|\s*[–—|:]\s*|\s-\s)(?=[^\W\d_])")
_COURSES = re.compile(
    r"(?i)^(?:relevant |selected |key |main )?(?:coursework|courses|modules|subjects|"
    r"schwerpunkte|kurse|f[äa]cher|cours|mati[èe]res|"
    r"asignaturas|cursos|materie|corsi|disciplinas|vakken)(?: include)?\s*:\s*"
)


def _degree(text: str) -> float:
    degrees = degrees_in(text)
    if degrees:
        first = degrees[0]
        if _is_school_type(text, first):
            return 0.5
        return (
            (3.6 if first.start < 3 or first.area else 2.6)
            + 0.5 * (first.area is not None)
            + 0.2 * (len(text) > first.end + 4)
        )
    if _TRAINING.search(text) or _UNKNOWN.search(text):
        return 2.4
    return 0.4 if title_score(text) > 2 else -1.0


def _is_school_type(text: str, degree: Degree) -> bool:
    """Tell a school named by its type, `Liceo Scientifico G. Ferraris`, from its certificate."""
    rest = (text[: degree.start] + text[degree.end :]).strip(" ,.-–")
    return school_score(degree.raw) > 3 and any(char.isalpha() for char in rest)


def _area(text: str) -> float:
    if degrees_in(text) or school_score(text) > 2:
        return -1.5
    return 1.4 if names_a_field(text) and len(text.split()) <= 7 else -1.4


def _school(text: str) -> float:
    score = school_score(text)
    degrees = degrees_in(text)
    if degrees and degrees[0].start < 3 and not _is_school_type(text, degrees[0]):
        score -= 3.0
    first, comma, rest = text.partition(",")
    score -= 1.2 if comma and score > 2 and school_score(first) < 2 else 0.0
    score -= 0.3 if comma and school_score(rest) > 2 else 0.0
    return score - (2.0 if place_score(text) > 2.5 else 0.0)


def _place(text: str) -> float:
    """Rate a text as a place; names of places hold no words in lower case but small ones."""
    score = place_score(text)
    plain = any(word.islower() and not is_small(fold(word)) for word in text.split())
    return score - (1.5 if plain and score < 1 else 0.0)


LABELS = Labels(
    scorers={DEGREE: _degree, SCHOOL: _school, LOCATION: _place, AREA: _area},
    missing={DEGREE: 1.5, SCHOOL: 2.0},
)


def read_education(rows: Sequence[Row]) -> list[Tree]:
    """Read the courses of study of a section."""
    entries = segment(rows, bullets_are_entries=_listed(rows))
    headers = label_entries([_pieces(entry) for entry in entries], LABELS)
    trees = [_tree(entry, chosen) for entry, chosen in zip(entries, headers, strict=True)]
    return [tree for tree in trees if {DEGREE, SCHOOL} & tree.keys()]


def _listed(rows: Sequence[Row]) -> bool:
    """Tell whether the courses of study are the bullets of a list."""
    bullets = [row for row in rows if row.bullet]
    return bool(rows) and len(bullets) >= 0.6 * len(rows) and rows[0].bullet


def _pieces(entry: Entry) -> list[HeaderPiece]:
    return [piece for piece in header_pieces(entry.header) if not _is_result(piece.piece.text)]


def _is_result(text: str) -> bool:
    found = _SCORE.search(text)
    mostly = found is not None and len(text) - len(found[0]) < 12
    return mostly or bool(_COURSES.match(text))


def _tree(entry: Entry, chosen: Sequence[Labelled]) -> dict[str, Tree]:
    fields = {labelled.label: labelled for labelled in chosen if labelled.label != OTHER}
    tree: dict[str, Tree] = {}
    if SCHOOL in fields:
        tree[SCHOOL] = _found(fields[SCHOOL])
    tree |= _studied(fields) | _field_behind(chosen, fields)
    if LOCATION in fields:
        tree[LOCATION] = _found(fields[LOCATION])
    tree |= dates_of(find_time(entry.header))
    return tree | {"score": _result(entry.rows), "courses": list(_courses(entry.body))}


def _studied(fields: dict[str, Labelled]) -> dict[str, Found]:
    """Part the degree from its field: `BSc in Physics` is a BSc, in Physics."""
    studied: dict[str, Found] = {}
    if DEGREE in fields:
        studied = split_degree(fields[DEGREE].piece)
    if AREA in fields and AREA not in studied:
        studied[AREA] = _found(fields[AREA])
    return studied


def _field_behind(chosen: Sequence[Labelled], fields: dict[str, Labelled]) -> dict[str, Found]:
    """Take the piece right behind a degree as its field if nothing else is known of it."""
    degree = fields.get(DEGREE)
    if degree is None or AREA in fields or AREA in split_degree(degree.piece):
        return {}
    place = chosen.index(degree)
    behind = chosen[place + 1] if place + 1 < len(chosen) else None
    near = behind and behind.label == OTHER and behind.piece.start - degree.piece.end < 6
    if not behind or not near or any(char.isdigit() for char in behind.piece.text):
        return {}
    return {AREA: replace(_found(behind), confidence=0.6)}


def split_degree(piece: Piece) -> dict[str, Found]:
    """Split the text of a degree into `studyType` and `area`."""
    degrees = degrees_in(piece.text)
    if not degrees:
        return _split_unknown(piece)
    first = degrees[0]
    area = _area_of(piece.text, first)
    if not area and len(piece.text) > first.end + 2:
        return {DEGREE: Found(piece.text, piece.start, piece.end, 0.8)}
    studied = {DEGREE: _degree_found(piece, first)}
    if area:
        begin, end = area
        text = " ".join(piece.text[begin:end].split())
        studied[AREA] = Found(text, piece.start + begin, piece.start + end, 0.9)
    return studied


def _split_unknown(piece: Piece) -> dict[str, Found]:
    """Split a degree that no list knows at the word or mark before its field."""
    found = _BEFORE_FIELD.search(piece.text)
    if not found:
        return {DEGREE: Found(piece.text, piece.start, piece.end, 0.6)}
    kind, area = piece.text[: found.start()], piece.text[found.end() :]
    middle = piece.start + found.start()
    return {
        DEGREE: Found(kind, piece.start, middle, 0.6),
        AREA: Found(area, piece.start + found.end(), piece.end, 0.6),
    }


def _area_of(text: str, degree: Degree) -> tuple[int, int] | None:
    """Return where the field of a degree stands: as the words tell, else whatever follows it."""
    rest = _AFTER_DEGREE.match(text, _word_end(text, degree.end))
    whole = rest and rest["area"].strip()
    if rest and whole and len(whole) > 2 and not degrees_in(whole):
        return rest.start("area"), rest.start("area") + len(rest["area"].rstrip())
    if degree.area_start is not None and degree.area_end is not None:
        return degree.area_start, degree.area_end
    return None


def _word_end(text: str, end: int) -> int:
    """Return where the word ends of which only the beginning is known: `HBO-V`."""
    more = re.match(r"-\w+", text[end:])
    return end + more.end() if more else end


def _degree_found(piece: Piece, degree: Degree) -> Found:
    """Take the words of the degree, with all that leads up to its field."""
    end = degree.end
    more = re.match(r"-\w+|\s*\((?:[A-Z][\w.]{1,9})\)", piece.text[end:])
    end += more.end() if more else 0
    begin = degree.start if degree.start <= 3 or degree.area_start is not None else 0
    if degree.area_start is not None and degree.area_start < degree.start:
        begin = degree.start
    value = piece.text[begin:end].strip()
    return Found(value, piece.start + begin, piece.start + end, 0.92)


def _found(labelled: Labelled) -> Found:
    piece = labelled.piece
    confidence = 0.95 if labelled.margin > 1.5 else 0.75
    return Found(" ".join(piece.text.split()), piece.start, piece.end, confidence)


def _result(rows: Sequence[Row]) -> Found | None:
    for row in rows:
        found = _SCORE.search(row.text)
        if found:
            group = "value" if found["value"] else "praise"
            begin, end = row.start + found.start(group), row.start + found.end(group)
            return Found(found[group].strip(), begin, end, 0.85)
    return None


def _courses(rows: Sequence[Row]) -> Iterable[Found]:
    for paragraph in paragraphs(rows):
        text = joined(paragraph.rows)
        label = _COURSES.match(text)
        if not label:
            continue
        whole = Piece(
            text[label.end() :].rstrip("."), paragraph.rows[0].start, paragraph.rows[-1].end
        )
        for part in comma_pieces(whole):
            yield Found(part.text, paragraph.rows[0].start, paragraph.rows[-1].end, 0.8)
