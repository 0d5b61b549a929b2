import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.guard.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kubеrnetes", "Kubernetes"),
        ("Kuber\u200bnetes", "Kubernetes"),
        ("Ｐｙｔｈｏｎ", "Python"),
        ("K&#117;b", "Kub"),
        ("٣٠", "30"),
        ("ﬁrst", "first"),
        ("cafe\u0301", "café"),
        ("2½", "2 1/2"),
        ("“a”–b", '"a"-b'),
        ("Москва", "Москва"),
    ],
)
def test_look_alikes_are_written_in_one_spelling(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(text=st.text(max_size=60))
def test_every_folded_character_has_an_origin(text: str) -> None:
    folded = fold(text)

    assert len(folded.origins) == len(folded.text)
    assert all(0 <= origin < len(text) for origin in folded.origins)
    assert list(folded.origins) == sorted(folded.origins)


def test_a_span_leads_back_to_the_original() -> None:
    folded = fold("on Kuber\u200bnetes now")

    assert folded.claim(3, 13) == "Kuber\u200bnetes"
