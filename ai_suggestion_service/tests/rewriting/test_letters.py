"""Letters, sentence by sentence."""

from __future__ import annotations

from api.rewriting.guard import Source
from api.rewriting.letters import GuardedLetter, guard_letter
from api.rewriting.refused import pieces

SOURCE = Source(
    "Backend developer at Example Ltd, 2019 to 2024.\n"
    "Built web services with Python and Django for 40 shops."
)
POSTING = "Acme looks for a backend developer with COBOL and Kubernetes."


def _guarded(*paragraphs: str, greeting: str = "Dear Sir or Madam,") -> GuardedLetter:
    return guard_letter(
        SOURCE,
        greeting=greeting,
        paragraphs=paragraphs,
        closing="Yours faithfully,",
        posting=POSTING,
    )


def test_an_honest_letter_stays_as_it_is() -> None:
    body = "I am applying for the position at Acme. I built web services with Python."

    letter = _guarded(body, "I would be glad to talk; please write to me.")

    assert letter.paragraphs == (body, "I would be glad to talk; please write to me.")
    assert (letter.greeting, letter.closing) == ("Dear Sir or Madam,", "Yours faithfully,")
    assert letter.refused == ()
    assert letter.stands


def test_only_the_sentence_with_the_claim_goes_and_is_named() -> None:
    letter = _guarded(
        "I am applying for the position at Acme. I led 250 people at Globex.",
        "I built web services with Python.",
    )

    (refused,) = letter.refused
    assert refused.text == "I led 250 people at Globex."
    assert refused.pointer == "/paragraphs/0"
    assert {"250", "Globex"} <= {claim.claim for claim in refused.claims}
    assert letter.paragraphs == (
        "I am applying for the position at Acme.",
        "I built web services with Python.",
    )
    assert letter.stands


def test_what_the_posting_asks_for_is_no_experience() -> None:
    letter = _guarded("I have ten years of experience with COBOL. I built web services.")

    assert [passage.text for passage in letter.refused] == [
        "I have ten years of experience with COBOL."
    ]


def test_a_letter_of_which_less_than_half_is_left_does_not_stand() -> None:
    letter = _guarded(
        "I led 250 people at Globex. I hold a PhD from Oxford. I built web services with Python."
    )

    assert len(letter.refused) == 2
    assert not letter.stands


def test_a_letter_without_a_sentence_does_not_stand() -> None:
    assert not _guarded().stands


def test_a_boast_in_the_greeting_is_refused_too() -> None:
    letter = _guarded(
        "I built web services with Python.", greeting="Dear team, I led 250 people at Globex."
    )

    assert letter.greeting == ""
    assert letter.refused[0].pointer == "/greeting"


def test_sentences_keep_the_marks_that_end_them() -> None:
    assert pieces("One; two! Three.") == ["One;", "two!", "Three."]
