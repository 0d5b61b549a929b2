import pytest

from api.matching.evidence import locate

RESUME = """Ann Example
Experience
• Ran Kuber-
netes clusters for “Acme”, 2019 – 2021
- Wrote state-of-the-
art parsers in C++ and Café\u0301 tools
  o Cut   build time
    by 40%
"""


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Ran Kubernetes clusters", "Ran Kuber-\nnetes clusters"),
        ('clusters for "Acme", 2019-2021', "clusters for “Acme”, 2019 – 2021"),
        ("state-of-the-art parsers", "state-of-the-\nart parsers"),
        ("cut build time by 40%.", "Cut   build time\n    by 40%"),
        ("• Ran Kubernetes", "Ran Kuber-\nnetes"),
        ("parsers in C++", "parsers in C++"),
    ],
)
def test_a_quote_is_found_whatever_its_spacing_and_marks(quote: str, shown: str) -> None:
    span = locate(quote, RESUME)

    assert span is not None
    assert RESUME[span.start : span.end] == shown


@pytest.mark.parametrize(
    "quote",
    [
        "Ran Docker clusters",
        "parsers in C",
        "uild time",
        "",
        "...",
        "Ran clusters",
        "Acme 2019 2022",
    ],
)
def test_words_that_do_not_stand_there_are_not_found(quote: str) -> None:
    assert locate(quote, RESUME) is None
