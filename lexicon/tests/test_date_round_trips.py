"""What is rendered in the styles of seven languages is read back as it was meant."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lexicon.dates import DateRange, PartialDate, find_ranges, months_between, total_months

MONTH_NAMES = {
    "en": (
        "Jan",
        "February",
        "Mar.",
        "April",
        "May",
        "June",
        "July",
        "Aug",
        "Sept.",
        "Oct",
        "Nov",
        "Dec",
    ),
    "de": (
        "Januar",
        "Feb.",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "Aug.",
        "Sept.",
        "Okt.",
        "Nov.",
        "Dez.",
    ),
    "fr": (
        "janvier",
        "févr.",
        "mars",
        "avril",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ),
    "es": (
        "enero",
        "feb.",
        "marzo",
        "abril",
        "mayo",
        "jun.",
        "julio",
        "ago.",
        "sept.",
        "oct.",
        "nov.",
        "dic.",
    ),
    "it": (
        "gennaio",
        "feb",
        "mar",
        "aprile",
        "maggio",
        "giu",
        "luglio",
        "ago",
        "set",
        "ott",
        "nov",
        "dic",
    ),
    "pt": (
        "jan.",
        "fev.",
        "março",
        "abr.",
        "maio",
        "jun.",
        "jul.",
        "ago.",
        "set.",
        "out.",
        "nov.",
        "dez.",
    ),
    "nl": (
        "januari",
        "feb",
        "mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "aug",
        "sep",
        "okt",
        "nov",
        "dec",
    ),
}
NOW = {
    "en": ("Present", "present", "ongoing", "Current"),
    "de": ("heute", "aktuell", "jetzt"),
    "fr": ("aujourd'hui", "présent", "à ce jour"),
    "es": ("actualidad", "la actualidad", "presente", "actual"),
    "it": ("oggi", "presente", "in corso"),
    "pt": ("atual", "presente", "o momento", "hoje"),
    "nl": ("heden", "nu"),
}
WORD_JOINTS = {"en": "to", "de": "bis", "fr": "à", "es": "a", "it": "a", "pt": "a", "nl": "tot"}
DASHES = ["-", "–", "—", "‒", " - ", " – ", " — ", " ‐ ", "\u00a0–\u00a0"]
BEFORE = ["", "Example GmbH, ", "Developer (", "• ", "Acme | ", "Berlin\t", "Senior Engineer\n"]
AFTER = ["", ", Berlin", ")", "\nDeveloper", " | Acme", " · full-time"]


def written(moment: PartialDate, language: str, style: str) -> str:
    assert moment.month is not None
    name = MONTH_NAMES[language][moment.month - 1]
    return {
        "name": f"{name} {moment.year}",
        "capital": f"{name.capitalize()} {moment.year}",
        "of": f"{name} de {moment.year}" if language in {"es", "pt"} else f"{name} {moment.year}",
        "slash": f"{moment.month:02d}/{moment.year}",
        "dot": f"{moment.month:02d}.{moment.year}",
        "short": f"{moment.month}/{moment.year}",
        "iso": f"{moment.year}-{moment.month:02d}",
        "full iso": f"{moment.year}-{moment.month:02d}-17",
        "full dot": f"17.{moment.month:02d}.{moment.year}",
        "full name": f"17. {name} {moment.year}"
        if language == "de"
        else f"17 {name} {moment.year}",
        "apostrophe": f"{name} '{moment.year % 100:02d}",
    }[style]


STYLES = ["name", "capital", "of", "slash", "dot", "short", "iso", "full iso", "full dot"]
STYLES += ["full name", "apostrophe"]
MONTHS = st.builds(PartialDate, st.integers(1960, 2039), st.integers(1, 12))
LANGUAGES = st.sampled_from(sorted(MONTH_NAMES))


@settings(max_examples=200)
@given(
    moments=st.tuples(MONTHS, MONTHS).map(sorted),
    language=LANGUAGES,
    style=st.sampled_from(STYLES),
    dash=st.sampled_from([*DASHES, "word"]),
    frame=st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER)),
)
def test_a_range_is_read_back_in_every_style(
    moments: list[PartialDate], language: str, style: str, dash: str, frame: tuple[str, str]
) -> None:
    joint = f" {WORD_JOINTS[language]} " if dash == "word" else dash
    body = joint.join(written(moment, language, style) for moment in moments)

    [span] = find_ranges(frame[0] + body + frame[1])

    assert [span.start, span.end] == moments
    assert span.raw.endswith(body)
    assert not span.current


@settings(max_examples=150)
@given(
    moment=MONTHS,
    language=LANGUAGES,
    style=st.sampled_from(STYLES),
    dash=st.sampled_from(DASHES),
    frame=st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER)),
    data=st.data(),
)
def test_what_goes_on_is_read_back_in_every_style(
    moment: PartialDate,
    language: str,
    style: str,
    dash: str,
    frame: tuple[str, str],
    data: st.DataObject,
) -> None:
    now = data.draw(st.sampled_from(NOW[language]))
    text = frame[0] + written(moment, language, style) + dash + now + frame[1]

    [span] = find_ranges(text)

    assert (span.start, span.end, span.current) == (moment, None, True)


@given(
    st.tuples(st.integers(1960, 2039), st.integers(1960, 2039)).map(sorted), st.sampled_from(DASHES)
)
def test_a_range_of_years_is_read_back(years: list[int], dash: str) -> None:
    [span] = find_ranges(f"Example GmbH, {years[0]}{dash}{years[1]}, Berlin")

    assert (span.start, span.end) == (PartialDate(years[0]), PartialDate(years[1]))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    spans = find_ranges(text)

    assert all(text[span.start_pos : span.end_pos] == span.raw for span in spans)
    assert all(span.start or span.end for span in spans)


@given(st.lists(st.tuples(MONTHS, MONTHS).map(sorted), max_size=5))
def test_total_time_is_at_most_the_sum_and_at_least_the_longest(
    spans: list[list[PartialDate]],
) -> None:
    made = [DateRange(start, end, False, 0, 0, "") for start, end in spans]
    each = [months_between(start, end) for start, end in spans]

    total = total_months(made, date(2020, 1, 1))

    assert max(each, default=0) <= total <= sum(each)
