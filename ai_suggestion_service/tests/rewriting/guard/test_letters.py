import pytest

from api.rewriting.guard import Kind, Source, review

POSTING = (
    "Tessera Labs in Oslo is looking for a Platform Engineer with Kubernetes, 5 years of experience"
    " and an AWS certification. Contact: Ms Oakes."
)
CLOSE = "I look forward to hearing from you. Kind regards, Mira Okafor"


def judged(source: Source, sentence: str) -> list[Kind]:
    letter = f"Dear Ms Oakes, {sentence} {CLOSE}"
    refusals = review(source, letter, context="letter", posting=POSTING)
    return [refusal.kind for refusal in refusals]


@pytest.mark.parametrize(
    "sentence",
    [
        "I am writing to apply for the Platform Engineer position at Tessera Labs in Oslo.",
        "At Quillmark I built a billing API in Python for 40 merchants.",
        "I would love to join Tessera Labs and learn Kubernetes with your team.",
        "I am excited about your opening and would welcome a conversation.",
        "I led a team of five engineers and reduced response time from 800 ms to 320 ms.",
        "I have not worked with Kubernetes yet, but I am eager to learn it.",
        "I know that Tessera Labs is looking for a Platform Engineer in Oslo.",
    ],
)
def test_an_honest_letter_stands(source: Source, sentence: str) -> None:
    assert judged(source, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I have used Kubernetes for years.",
        "My Kubernetes experience makes me a strong candidate.",
        "During my time at Tessera Labs I built a billing API.",
        "I hold an AWS Solutions Architect certification.",
        "As a Platform Engineer I built a billing API.",
        "I bring 15 years of experience to your team.",
        "At Harbour Parcel I built a billing API in Python.",
        "At Harbour Parcel I worked on a page for 40 merchants.",
        "I live in Oslo.",
        "I would bring deep Kubernetes knowledge to your team.",
        "Your Kubernetes stack is one I know inside out.",
        "As a Kubernetes expert I am excited about your opening.",
        "With my Kubernetes toolbox I would love to join your team.",
    ],
)
def test_the_posting_is_no_experience(source: Source, sentence: str) -> None:
    assert judged(source, sentence)
