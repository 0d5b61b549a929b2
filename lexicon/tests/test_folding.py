"""Text prepared for matching leads back to the text it was made from."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from lexicon.folding import composed, folded, without_accents

ODD = st.sampled_from(list("ßẞİŉǰﬁﬃΐᾳ\u00ad\u200b\u0301\u0308\u00a0\u2011 -\nEeSs"))


@given(st.text(alphabet=ODD | st.characters()))
def test_each_prepared_character_has_its_place(text: str) -> None:
    for projection in (folded(text), composed(text)):
        spans = [projection.span(place, place + 1) for place in range(len(projection.text))]

        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_every_letter_folds_as_python_folds_it() -> None:
    letters = "".join(map(chr, range(0x00C0, sys.maxunicode, 1)))
    expanding = [letter for letter in letters if len(letter.casefold()) > 1]

    wrong = [letter for letter in expanding if folded(f"a{letter}b").span(1, 2) != (1, 2)]

    assert len(expanding) > 100
    assert wrong == []


def test_case_hyphens_and_spaces_fold_away() -> None:
    assert folded("Straße\u00a0Micro\u2011Services ﬁt").text == "strasse micro services fit"


def test_what_cannot_be_seen_is_taken_out() -> None:
    projection = folded("Py\u00adthon\u200b!")

    assert projection.text == "python!"
    assert projection.span(0, 6) == (0, 7)


def test_accents_written_apart_are_joined() -> None:
    projection = composed("cafe\u0301 bar")

    assert projection.text == "café bar"
    assert projection.span(3, 4) == (3, 5)
    assert projection.span(5, 8) == (6, 9)


def test_accents_can_be_stripped() -> None:
    assert without_accents("Bürokauffrau à São Paulo") == "Burokauffrau a Sao Paulo"
