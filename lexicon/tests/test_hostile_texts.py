"""Long texts made to be slow are read all the same: nothing grows with the square of the length."""

from collections.abc import Callable, Sequence

import pytest

from lexicon.dates import find_ranges
from lexicon.degrees import find_degrees
from lexicon.languages import find_languages
from lexicon.skills import default_vocabulary

LENGTH = 30_000
READERS: list[Callable[[str], Sequence[object]]] = [
    default_vocabulary().find,
    find_ranges,
    find_degrees,
    find_languages,
]
HOSTILE = [
    "Go, ",
    "Go R C ",
    "c ",
    "Spring\n",
    "2019 to ",
    "03/04/2019 ",
    "2009-10 ",
    "2019 - ",
    "BS ",
    "BA, ",
    "Master of ",
    "English, ",
    "good ",
    "English good ",
    "é\u0301\u0301",
    "machine ",
    "(((((",
    "\n",
    "-\n",
    "'19 ",
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_repetition_is_read(read: Callable[[str], Sequence[object]], piece: str) -> None:
    text = piece * (LENGTH // len(piece))

    assert isinstance(read(text), list)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "start",
    ["2019", "2019 to", "2019 –", "BA", "BSc,", "Master of Science", "English", "Go", "machine"],
)
@pytest.mark.parametrize("filling", [" ", "\n", "\t", "(", "x"])
def test_a_wide_gap_is_read(
    read: Callable[[str], Sequence[object]], start: str, filling: str
) -> None:
    text = start + filling * LENGTH + start

    assert isinstance(read(text), list)
