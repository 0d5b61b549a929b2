"""Languages are found with the level that stands beside them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.languages import find_languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "English (C1), German - Muttersprache, French: basic",
            [("English", "C1"), ("German", "native"), ("French", "basic")],
        ),
        ("Fluent in Spanish and Italian", [("Spanish", "fluent"), ("Italian", "fluent")]),
        ("Anglais : courant (TOEIC 900)", [("English", "fluent")]),
        ("Français (langue maternelle)", [("French", "native")]),
        (
            "English – Native or Bilingual Proficiency\nGerman – Professional working proficiency",
            [("English", "native"), ("German", "professional")],
        ),
        ("French restaurant in the German market", []),
        ("English teacher", []),
        ("Spanish-speaking customers", []),
        ("the Dutch market", []),
        ("Russian literature", []),
        (
            "Languages: English, Polish, Dutch",
            [("English", None), ("Polish", None), ("Dutch", None)],
        ),
        ("Native German speaker", [("German", "native")]),
        (
            "Deutsch: Muttersprache\nEnglisch: fließend (C1)\nFranzösisch: Grundkenntnisse",
            [("German", "native"), ("English", "fluent"), ("French", "basic")],
        ),
        (
            "Inglés: nivel alto; Francés: básico; Español: lengua materna",
            [("English", "advanced"), ("French", "basic"), ("Spanish", "native")],
        ),
        (
            "Inglese: ottimo, Francese: scolastico, Italiano: madrelingua",
            [("English", "advanced"), ("French", "basic"), ("Italian", "native")],
        ),
        (
            "Inglês fluente, Espanhol intermediário, Português nativo",
            [("English", "fluent"), ("Spanish", "intermediate"), ("Portuguese", "native")],
        ),
        (
            "Nederlands (moedertaal), Engels (vloeiend), Duits (basis)",
            [("Dutch", "native"), ("English", "fluent"), ("German", "basic")],
        ),
        (
            "German C2 | English B2 | Russian A1",
            [("German", "C2"), ("English", "B2"), ("Russian", "A1")],
        ),
        (
            "English\nFull professional proficiency\nHindi\nNative or bilingual proficiency",
            [("English", "full professional"), ("Hindi", "native")],
        ),
        ("English    Fluent\nArabic     Native", [("English", "fluent"), ("Arabic", "native")]),
        ("• English – fluent\n• French – B1/B2", [("English", "fluent"), ("French", "B1")]),
        ("English ★★★★★, French ●●●○○", [("English", None), ("French", None)]),
        ("bilingual English/French", [("English", "bilingual"), ("French", "bilingual")]),
        ("Mandarin (HSK 5), Cantonese (native)", [("Mandarin", None), ("Cantonese", "native")]),
        (
            "I speak English, French and a little Arabic",
            [("English", None), ("French", None), ("Arabic", None)],
        ),
        ("Conversational Spanish", [("Spanish", "intermediate")]),
        (
            "Native: English; Fluent: French, German; Basic: Italian",
            [
                ("English", "native"),
                ("French", "fluent"),
                ("German", "fluent"),
                ("Italian", "basic"),
            ],
        ),
        (
            "English (native), Spanish (professional working proficiency)",
            [("English", "native"), ("Spanish", "professional")],
        ),
        ("Englisch fließend in Wort und Schrift", [("English", "fluent")]),
        ("Sehr gute Englischkenntnisse", [("English", "advanced")]),
        (
            "Gute Deutsch- und Englischkenntnisse",
            [("German", "intermediate"), ("English", "intermediate")],
        ),
        (
            "Langues : anglais (courant), espagnol (scolaire)",
            [("English", "fluent"), ("Spanish", "basic")],
        ),
        ("Anglais lu, écrit, parlé", [("English", "fluent")]),
        ("English: C1 (Advanced)", [("English", "C1")]),
        ("English (advanced, C1)", [("English", "advanced")]),
        ("English (IELTS 7.5)", [("English", None)]),
        ("American Sign Language", [("American Sign Language", None)]),
        ("Polish the floors", []),
        ("polish manicure", []),
        ("Latin American studies", []),
        ("Fins and tails", []),
        ("English literature and German philosophy", []),
        ("English Level: Advanced", [("English", "advanced")]),
        ("English: Advanced level", [("English", "advanced")]),
        ("Spanish - elementary proficiency", [("Spanish", "basic")]),
        ("Portuguese (Brazil): native", [("Portuguese", "native")]),
        ("Chinese (Mandarin) – native", [("Mandarin", "native")]),
        ("Catalán: nativo", [("Catalan", "native")]),
        ("Italiano: lingua madre", [("Italian", "native")]),
        ("Madrelingua: Italiano", [("Italian", "native")]),
        ("Mother tongue: Italian", [("Italian", "native")]),
        ("Mother tongue(s): Polish", [("Polish", "native")]),
        ("Other languages: English B2, German A2", [("English", "B2"), ("German", "A2")]),
        ("John French, Manager", []),
        ("English 80%", [("English", None)]),
        ("English 5/5", [("English", None)]),
        ("Very good command of English", [("English", "advanced")]),
        ("Business fluent English", [("English", "professional")]),
        ("ENGLISH - FLUENT", [("English", "fluent")]),
        ("english (fluent), german (basic)", [("English", "fluent"), ("German", "basic")]),
    ],
)
def test_languages_have_their_levels(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(hit.language, hit.level) for hit in find_languages(text)] == expected


@pytest.mark.parametrize(
    "name", ["German", "Deutsch", "allemand", "alemán", "tedesco", "alemão", "Duits", "DEUTSCH"]
)
def test_a_language_is_known_by_its_names_in_seven_languages(name: str) -> None:
    [hit] = find_languages(f"{name}: C1")

    assert (hit.language, hit.level) == ("German", "C1")


def test_spans_are_offsets_in_the_original_text() -> None:
    text = "Straße ß\nFranc\u0327ais (langue maternelle), Englisch – fließend"

    hits = find_languages(text)

    assert [hit.language for hit in hits] == ["French", "English"]
    assert [text[hit.start : hit.end] for hit in hits] == [hit.raw for hit in hits]
    assert hits[0].raw == "Franc\u0327ais (langue maternelle)"


@given(st.text(alphabet=st.sampled_from(list("English C1(),:-\nund")) | st.characters()))
def test_any_text_can_be_read(text: str) -> None:
    hits = find_languages(text)

    assert all(text[hit.start : hit.end] == hit.raw for hit in hits)
    assert all(left.start <= right.start for left, right in pairwise(hits))
