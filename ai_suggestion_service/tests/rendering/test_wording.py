from __future__ import annotations

import pytest

from api.rendering.dates import DateStyle, show_date, show_range
from api.rendering.wording import guess_language, languages, wording

GERMAN = "Leitung von drei Teams und Einführung der neuen Prüfstände mit einer Senkung der Kosten."


def test_seven_languages_have_all_words():
    keys = wording("en").headings.keys()

    assert set(languages()) == {"en", "de", "fr", "es", "it", "pt", "nl"}
    assert all(wording(code).headings.keys() == keys for code in languages())
    assert all(wording(code).labels.keys() == wording("en").labels.keys() for code in languages())
    assert all(len(wording(code).months) == 12 for code in languages())


def test_a_region_is_ignored_and_an_unknown_language_is_english():
    assert wording("de-AT").present == "heute"
    assert wording("pt_BR").language == "pt"
    assert wording("fi").language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (
            "Gestion d'une équipe de sept personnes et mise en œuvre du projet pour les clients",
            "fr",
        ),
        ("Gestión de un equipo y desarrollo de la plataforma con más de diez años", "es"),
        ("Sviluppo del portale e gestione della squadra per otto anni presso il cliente", "it"),
        ("Gestão de uma equipa e desenvolvimento dos processos com mais experiência", "pt"),
        ("Leiding aan het team en ontwikkeling van systemen met klanten binnen de zorg", "nl"),
        ("Led the team and built the platform for our clients", "en"),
        ("Praca na rzecz klientów od 2019 do 2021 na stanowisku kierownika", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_guessed_from_frequent_words(text, language):
    assert guess_language([text]) == language


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2019", "2019"),
        ("2019-05", "Mai 2019"),
        ("2019-05-04", "4 Mai 2019"),
        ("2019-13", "2019-13"),
        ("Sommer 2019", "Sommer 2019"),
        ("", ""),
    ],
)
def test_partial_dates_are_written_out(value, shown):
    assert show_date(value, wording("de"), DateStyle.WORDS) == shown


def test_months_may_be_numbers():
    assert show_date("2019-05", wording("de"), DateStyle.NUMBERS) == "05/2019"


def test_an_open_end_is_the_present_and_a_missing_start_is_left_out():
    words, style = wording("nl"), DateStyle.WORDS

    assert show_range("2019-05", "", words, style) == "mei 2019 – heden"
    assert show_range("", "2019", words, style) == "2019"
    assert show_range("2018", "2019", words, style) == "2018 – 2019"
