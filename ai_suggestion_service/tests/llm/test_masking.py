import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.llm.masking import mask, unmasked

ENGLISH = """Marcus A. O'Neill
Senior Nurse
2210 Juniper Drive, Austin, TX 78704 | (555) 010-4477 | marcus.oneill@example.com
linkedin.com/in/marcus-oneill | github.com/moneill

Experience
Nurse, Booking.com Clinic, 2015 - 2019
Mr. O'Neill cared for 1200 patients with Node.js tools, 05/2019 - 08/2021.
Skills
Python, ASP.NET, Jenkins
References
Jane Roe, 555-123-4567
"""
GERMAN = """Lebenslauf
Persönliche Daten
Name: Anna-Lena Brinkmann
Anschrift: Lindenstraße 27b, 50674 Köln
Geburtsdatum: 12.03.1990 in Bonn
Familienstand: verheiratet
Staatsangehörigkeit: deutsch
Telefon: 0171 5550199
E-Mail: al.brinkmann@example.org

Berufserfahrung
2015 - heute Krankenschwester, Klinik am See
Frau Brinkmann leitete die Station.
"""


@pytest.mark.parametrize(
    ("resume", "items"),
    [
        (
            ENGLISH,
            ["Marcus", "O'Neill", "Juniper", "78704", "010-4477", "example.com", "linkedin",
             "github", "Mr.", "Jane Roe", "555-123"],
        ),
        (
            GERMAN,
            ["Anna", "Brinkmann", "Lindenstraße", "50674", "12.03.1990", "verheiratet", "deutsch",
             "5550199", "example.org", "Frau"],
        ),
    ],
)  # fmt: skip
def test_nothing_personal_is_left(resume: str, items: list[str]) -> None:
    masked = mask(resume, {}).text

    assert [item for item in items if item in masked] == []


@pytest.mark.parametrize(
    "kept",
    ["Senior Nurse", "Booking.com", "2015 - 2019", "1200 patients", "Node.js", "05/2019 - 08/2021",
     "ASP.NET", "Jenkins"],
)  # fmt: skip
def test_skills_employers_and_dates_stay(kept: str) -> None:
    assert kept in mask(ENGLISH, {}).text


@pytest.mark.parametrize("resume", [ENGLISH, GERMAN])
def test_the_original_comes_back(resume: str) -> None:
    masked = mask(resume, {})

    assert masked.restore(masked.text) == resume


def test_what_the_sections_know_is_masked_wherever_it_stands() -> None:
    sections = {
        "basics": {"name": "Xq Zorn", "phone": "12 34", "location": {"address": "Upper Mill"}},
        "work": [{"name": "Mill Foods", "summary": "Zorn ran it; call 12 34"}],
    }

    masked = mask("zorn, x.\nUpper Mill\n12 34\nMill Foods, Xq Zorn", sections)

    assert "Zorn" not in masked.text
    assert "Upper Mill" not in masked.text
    assert "Zorn" not in str(masked.sections)
    assert "Mill Foods" in str(masked.sections)


def test_a_name_that_is_a_skill_leaves_the_skill_alone() -> None:
    resume = "Julia Jenkins\njulia.jenkins@example.com\nSkills\nPython, Julia, Jenkins, Ruby\n"

    masked = mask(resume, {}).text

    assert "Python, Julia, Jenkins, Ruby" in masked
    assert not masked.startswith("Julia")


def test_a_name_that_is_a_word_leaves_the_word_alone() -> None:
    resume = "Mark Will\nmark.will@example.com\nExperience\nI mark papers and will travel.\n"

    assert "I mark papers and will travel." in mask(resume, {}).text


def test_within_the_house_nothing_is_masked() -> None:
    assert unmasked(ENGLISH, {}).text == ENGLISH


@given(st.integers(0, len(ENGLISH)), st.integers(0, len(ENGLISH)))
@settings(max_examples=200)
def test_a_span_of_the_masked_text_names_the_same_words_of_the_original(one: int, two: int) -> None:
    masked = mask(ENGLISH, {})
    start, end = sorted((min(one, len(masked.text)), min(two, len(masked.text))))
    piece = masked.text[start:end]

    first, last = masked.original_span(start, end)

    if (
        piece
        and "[" not in piece
        and "]" not in piece
        and not _inside_placeholder(masked.text, start, end)
    ):
        assert ENGLISH[first:last] == piece


def _inside_placeholder(text: str, start: int, end: int) -> bool:
    opened, closed = text.rfind("[", 0, start), text.rfind("]", 0, start)
    return opened > closed
