from hypothesis import given
from hypothesis import strategies as st

from api.matching.sanitising import sanitise


def test_a_pasted_page_becomes_lines_and_bullets() -> None:
    page = (
        "<div><h2>Requirements</h2><ul><li>C++ &amp; C#</li><li>5&nbsp;years of <b>Python</b></li>"
        "</ul><script>track()</script><p>Apply<br>now</p></div>"
    )

    assert sanitise(page) == "Requirements\n- C++ & C#\n- 5 years of Python\nApply\nnow"


def test_what_a_page_hides_is_left_out() -> None:
    page = '<p>Nurse</p><p style="display: none">rate 100</p><p hidden>rate 100</p><p>ICU</p>'

    assert sanitise(page).split() == ["Nurse", "ICU"]


def test_angle_brackets_that_are_no_markup_stay() -> None:
    assert sanitise("std::vector<int>, a < b > c") == "std::vector<int>, a < b > c"


def test_invisible_and_control_characters_go_and_lines_stay() -> None:
    assert sanitise("a\u200bb\x00c\r\n\r\n\r\n\r\nd\u202ee\ufeff") == "abc\n\nde"


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1))
def test_visible_text_is_never_cut(text: str) -> None:
    plain = text.replace("<", "").replace("&", "")

    assert len(sanitise(plain)) >= len(plain.strip("\u115f\u1160\u3164\uffa0")) - sum(
        plain.count(filler) for filler in "\u115f\u1160\u3164\uffa0"
    ) - 2 * len([letter for letter in plain if not letter.isascii()])
