"""Dates and spans of time are read in the forms résumés give them, and nothing else is."""

from datetime import date

import pytest

from lexicon.dates import (
    PartialDate,
    find_dates,
    find_ranges,
    months_between,
    total_months,
)


def ranges(text: str) -> list[tuple[str | None, str | None, bool]]:
    return [
        (
            span.start.iso if span.start else None,
            span.end.iso if span.end else None,
            span.current,
        )
        for span in find_ranges(text)
    ]


def dates(text: str) -> list[str]:
    return [hit.date.iso for hit in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("01/2019 - 03/2021", "2019-01", "2021-03"),
        ("2019-05 to 2020-01", "2019-05", "2020-01"),
        ("Sept '18 – Oct '20", "2018-09", "2020-10"),
        ("Aug ’18 — Sept ’19", "2018-08", "2019-09"),
        ("2015–16", "2015", "2016"),
        ("2015/16", "2015", "2016"),
        ("2015/2016", "2015", "2016"),
        ("2012-15", "2012", "2015"),
        ("06/2018 – 09/2018", "2018-06", "2018-09"),
        ("9/2014-12/2016", "2014-09", "2016-12"),
        ("05 / 2019 – 06 / 2020", "2019-05", "2020-06"),
        ("01.10.2015-30.09.2018", "2015-10", "2018-09"),
        ("2015-03-01 – 2016-04-30", "2015-03", "2016-04"),
        ("13/04/2019 - 05/06/2020", "2019-04", "2020-06"),
        ("3/4/2019 - 5/6/2020", "2019-03", "2020-05"),
        ("du 01/03/2019 au 31/05/2020 à Lyon, mars 2019", "2019-03", "2020-05"),
        ("1er mars 2019 au 31 mai 2020", "2019-03", "2020-05"),
        ("1. März 2015 - 31. Dezember 2016", "2015-03", "2016-12"),
        ("Jan – Mar 2019", "2019-01", "2019-03"),
        ("June to August 2018", "2018-06", "2018-08"),
        ("May/June 2019", "2019-05", "2019-06"),
        ("05–08/2019", "2019-05", "2019-08"),
        ("1 Jan - 15 Mar 2019", "2019-01", "2019-03"),
        ("Jan 18 – Mar 20, 2019", "2019-01", "2019-03"),
        ("05/18 – 10/20", "2018-05", "2020-10"),
        ("Okt. 15 – Sep. 18", "2015-10", "2018-09"),
        ("'18 – '20", "2018", "2020"),
        ("Spring 2020", "2020-03", "2020-05"),
        ("Summer 2019 – Fall 2020", "2019-06", "2020-11"),
        ("Q1 2020 - Q3 2021", "2020-01", "2021-09"),
        ("WS 2019/20", "2019-10", "2020-03"),
        ("SoSe 2020", "2020-04", "2020-09"),
        ("2016 bis Ende 2018", "2016", "2018"),
        ("early 2016 to late 2018", "2016", "2018"),
        ("between 2015 and 2018", "2015", "2018"),
        ("dal 2015 al 2019", "2015", "2019"),
        ("marzo de 2015 a junio de 2018", "2015-03", "2018-06"),
        ("2015 t/m 2018", "2015", "2018"),
        ("abr/2013 – dez/2016", "2013-04", "2016-12"),
        ("JAN2019 - FEB2020", "2019-01", "2020-02"),
        ("2015 –\n2018", "2015", "2018"),
        ("09/2015 -> 08/2018", "2015-09", "2018-08"),
        ("(2015‒2019)", "2015", "2019"),
        ("de\u0301cembre 2014 – fe\u0301vrier 2016", "2014-12", "2016-02"),
    ],
)
def test_a_range_has_start_and_end(text: str, start: str, end: str) -> None:
    assert ranges(text) == [(start, end, False)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Jan. 2019 – Present", "2019-01"),
        ("05.2019–heute", "2019-05"),
        ("depuis mars 2019", "2019-03"),
        ("depuis le 1er mars 2019", "2019-03"),
        ("enero 2018 – actualidad", "2018-01"),
        ("desde enero de 2018 hasta la actualidad", "2018-01"),
        ("gen 2017 – presente", "2017-01"),
        ("Ottobre 2016 - Oggi", "2016-10"),
        ("dal 01/2015 ad oggi", "2015-01"),
        ("mrt 2016 – heden", "2016-03"),
        ("van 2015 tot heden", "2015"),
        ("jan/2015 – atual", "2015-01"),
        ("desde 2015 até o momento", "2015"),
        ("jul. 2017 - atualmente", "2017-07"),
        ("since 2020", "2020"),
        ("ab August 2021", "2021-08"),
        ("seit 05/2020", "2020-05"),
        ("2019 - ", "2019"),
        ("05/2019-", "2019-05"),
        ("2020/05/01 - Ongoing", "2020-05"),
        ("2019 onwards", "2019"),
        ("May 2019 till date", "2019-05"),
        ("Mai 2019 bis heute", "2019-05"),
        ("10/2018 à aujourd'hui", "2018-10"),
        ("févr. 2016 – aujourd’hui", "2016-02"),
        ("2019 à nos jours", "2019"),
        ("2015 – in corso", "2015"),
        ("Sep 18 – Present", "2018-09"),
        ("Jan 2019 -\nPresent", "2019-01"),
        ("06/2018–present (2 yrs)", "2018-06"),
        ("2017 - Current Example Ltd", "2017"),
    ],
)
def test_what_goes_on_has_no_end(text: str, start: str) -> None:
    assert ranges(text) == [(start, None, True)]


@pytest.mark.parametrize(
    "text", ["until 2019", "bis 2019", "hasta 2019", "jusqu'en 2019", "tot 2019"]
)
def test_what_ended_may_have_no_start(text: str) -> None:
    assert ranges(text) == [(None, "2019", False)]


@pytest.mark.parametrize(
    "text",
    [
        "2019 – Data Analyst",
        "2019 – Current Affairs Editor",
        "Graduated 2019\n- Present findings to the board",
        "2020 – 2018",
        "2019, 2020",
        "2019 and 2020",
        "Fax 030 2019-2021",
        "+1 (555) 2019-2020",
        "Room 2015-2018",
        "Windows Server 2016 - 2019",
        "$2000 - $2019",
    ],
)
def test_what_is_no_range_is_none(text: str) -> None:
    assert ranges(text) == []


def test_ranges_one_below_the_other_stay_apart() -> None:
    assert ranges("2015 -\n2018 - 2020") == [("2015", None, True), ("2018", "2020", False)]
    assert ranges("2013 — 2017\n2017 — 2019") == [
        ("2013", "2017", False),
        ("2017", "2019", False),
    ]


def test_short_years_are_told_from_months_by_the_other_dates() -> None:
    assert ranges("2009-10, 2012-15")[0] == ("2009", "2010", False)
    assert dates("2009-10, 2012-05") == ["2009-10", "2012-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.03.2019", "2019-03"),
        ("March 3, 2020", "2020-03"),
        ("3rd of March 2020", "2020-03"),
        ("3. März 2020", "2020-03"),
        ("3 de marzo de 2020", "2020-03"),
        ("septiembre del 2019", "2019-09"),
        ("Mar-2019", "2019-03"),
        ("10-May-2019", "2019-05"),
        ("2019 March", "2019-03"),
        ("2020 Q3", "2020-07"),
        ("25/12/2019", "2019-12"),
        ("12/25/2019", "2019-12"),
        ("2019-12-25", "2019-12"),
        ("Class of 2019", "2019"),
        ("2019 BA Economics", "2019"),
        ("Expected May 2026", "2026-05"),
        ("May 5, 2000", "2000-05"),
        ("Set 2019", "2019-09"),
        ("out/2019", "2019-10"),
    ],
)
def test_a_date_is_read_to_the_month(text: str, expected: str) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "call 0171 2019 2020",
        "+49 (0) 2010 2015",
        "Tel. 2015 2019",
        "CH-2000 Neuchâtel",
        "NSW 2000",
        "2011 AB Haarlem",
        "Sample Street 5, 2000 X",
        "2015 Maple Street",
        "2,000 users",
        "2000 customers",
        "over 2000",
        "85% of 2000 people",
        "1999%",
        "€ 2000",
        "2000 €",
        "ISO 9001:2015",
        "EN 1090-2:2018",
        "Java 17",
        "Windows 2019",
        "SQL Server 2019",
        "v2019.1",
        "Room 2015",
        "No. 2015",
        "Fortune 2000",
        "Horizon 2020",
        "IP 10.0.2019",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_an_english_word_is_no_month() -> None:
    assert dates("rolled out 2019 features") == ["2019"]


def test_slashed_dates_follow_the_language_of_the_text() -> None:
    assert dates("03/04/2019") == ["2019-03"]
    assert dates("03/04/2019, décembre 2020") == ["2019-04", "2020-12"]
    assert dates("03/04/2019 and 13/04/2019") == ["2019-04", "2019-04"]


def test_spans_are_offsets_in_the_original_text() -> None:
    text = "De\u0301veloppeur, de\u0301cembre 2014 – fe\u0301vrier 2016, Lyon"

    [span] = find_ranges(text)

    assert span.raw == "de\u0301cembre 2014 – fe\u0301vrier 2016"
    assert text[span.start_pos : span.end_pos] == span.raw
    assert [text[hit.start : hit.end] == hit.raw for hit in find_dates(text)] == [True, True]


def test_a_partial_date_is_ordered_and_written() -> None:
    assert PartialDate(2019) < PartialDate(2019, 1) < PartialDate(2019, 2) < PartialDate(2020)
    assert (PartialDate(2019).iso, PartialDate(2019, 5).iso) == ("2019", "2019-05")


def test_a_partial_date_refuses_months_no_calendar_has() -> None:
    with pytest.raises(ValueError, match="month must be 1 to 12"):
        PartialDate(2019, 13)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (PartialDate(2019, 1), PartialDate(2019, 12), 12),
        (PartialDate(2019, 5), PartialDate(2019, 5), 1),
        (PartialDate(2018), PartialDate(2020), 24),
        (PartialDate(2018), PartialDate(2018), 6),
        (PartialDate(2018, 9), PartialDate(2018), 4),
        (PartialDate(2018), PartialDate(2018, 3), 3),
        (PartialDate(2018, 7), PartialDate(2020), 24),
    ],
)
def test_months_are_counted_with_both_ends(
    start: PartialDate, end: PartialDate, months: int
) -> None:
    assert months_between(start, end) == months


def test_overlapping_time_counts_once() -> None:
    spans = find_ranges("01/2019 – 12/2019; 06/2019 – 03/2020; since 06/2020; until 2018")

    assert total_months(spans, date(2020, 8, 15)) == 12 + 3 + 3
