from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.diff import word_diff, words

prose = st.text(
    alphabet=st.sampled_from("ab é\u0301नमस्ते 日本'-.,\n\u200d\U0001f469\U0001f4bb 19٣%"),
    max_size=40,
)


@given(before=prose | st.text(max_size=40), after=prose | st.text(max_size=40))
def test_the_pieces_join_to_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.op != "insert") == before
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == after
    assert all(piece.text for piece in pieces)


@given(text=st.text(max_size=60))
def test_words_lose_nothing(text: str) -> None:
    assert "".join(words(text)) == text


@given(text=st.text(max_size=60))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert [piece.op for piece in word_diff(text, text)] in ([], ["equal"])


def test_neighbouring_changes_read_as_one_phrase() -> None:
    pieces = word_diff("Was responsible for billing.", "Ran the whole billing.")

    assert [(piece.op, piece.text) for piece in pieces] == [
        ("delete", "Was responsible for"),
        ("insert", "Ran the whole"),
        ("equal", " billing."),
    ]


def test_a_word_is_never_cut_inside() -> None:
    pieces = word_diff("naïve don't 1,200 users", "naïvely don't 1,300 users")

    assert [piece.text for piece in pieces if piece.op == "delete"] == ["naïve", "1,200"]


def test_marks_stay_with_their_letter() -> None:
    assert words("e\u0301te\u0301 नमस्ते") == ["e\u0301te\u0301", " ", "नमस्ते"]
