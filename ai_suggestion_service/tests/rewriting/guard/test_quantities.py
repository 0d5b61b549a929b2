import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.guard.quantities import quantities_in
from api.rewriting.guard.quantity_types import Measure, Quantity
from api.rewriting.guard.reading import read


def only(text: str, language: str = "en") -> Quantity:
    (quantity,) = quantities_in(read(text, language))
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "measure", "unit"),
    [
        ("30%", 30, Measure.PERCENT, ""),
        ("thirty per cent", 30, Measure.PERCENT, ""),
        ("٣٠٪", 30, Measure.PERCENT, ""),
        ("by a quarter", 25, Measure.PERCENT, ""),
        ("half of it", 50, Measure.PERCENT, ""),
        ("$1.2M", 1_200_000, Measure.MONEY, "USD"),
        ("1.2 million dollars", 1_200_000, Measure.MONEY, "USD"),
        ("EUR 3,500", 3500, Measure.MONEY, "EUR"),
        ("40k €", 40_000, Measure.MONEY, "EUR"),
        ("twenty-five clerks", 25, Measure.COUNT, ""),
        ("two hundred and five clerks", 205, Measure.COUNT, ""),
        ("half a dozen eggs", 6, Measure.COUNT, ""),
        ("1.5k users", 1500, Measure.COUNT, ""),
        ("12-person crew", 12, Measure.COUNT, ""),
        ("tripled it", 3, Measure.MULTIPLE, ""),
        ("4x faster", 4, Measure.MULTIPLE, ""),
        ("eighteen months", 18, Measure.DURATION, "month"),
        ("40hrs", 40, Measure.DURATION, "hour"),
        ("in 2019", 2019, Measure.YEAR, ""),
        ("1’200 guests", 1200, Measure.COUNT, ""),
        ("²³ guests", 23, Measure.COUNT, ""),
    ],
)
def test_a_quantity_is_read(text: str, value: float, measure: Measure, unit: str) -> None:
    quantity = only(text)

    assert value in quantity.values
    assert (quantity.measure, quantity.unit) == (measure, unit)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "fünfundzwanzig Kunden", 25),
        ("de", "vierhundert Rechnungen", 400),
        ("fr", "quatre-vingt-dix clients", 90),
        ("fr", "vingt et un clients", 20),
        ("es", "treinta y cinco clientes", 35),
        ("it", "trentacinque clienti", 35),
        ("pt", "vinte e cinco clientes", 25),
        ("nl", "vijfentwintig klanten", 25),
    ],
)
def test_number_words_of_seven_languages_are_read(language: str, text: str, value: float) -> None:
    assert value in only(text, language).values


@given(value=st.integers(min_value=2, max_value=999_999))
def test_grouped_and_plain_digits_are_the_same_number(value: int) -> None:
    for written in (f"{value:,}", f"{value:,}".replace(",", "."), str(value)):
        assert float(value) in only(f"{written} parcels").values


def test_a_range_shares_its_unit() -> None:
    quantities = quantities_in(read("from 800 to 320 ms, ten days to six", "en"))

    assert [quantity.measure for quantity in quantities] == [Measure.DURATION] * 4


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("over 200 shops", "over"),
        ("200+ shops", "over"),
        ("at least 200 shops", "over"),
        ("nearly 200 shops", "under"),
        ("up to 200 shops", "under"),
        ("200 shops", ""),
    ],
)
def test_bounds_are_kept(text: str, bound: str) -> None:
    assert only(text).bound == bound
