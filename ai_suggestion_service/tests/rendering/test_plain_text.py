from __future__ import annotations

from api.rendering import Letter, Options, render


def text_of(sections, **options):
    return render(sections, format="text", **options).data.decode()


def test_sections_are_headed_and_entries_parted_by_blank_lines(resume):
    text = text_of(resume)

    assert (
        "EXPERIENCE\nPlatform Engineer\nNorðurhöfn, Akureyri\nMay 2019 – Present\n"
        "- Moved 40 services to Kubernetes in nine months.\n- Cut the cloud bill by 38 %.\n\n"
        "Developer\nSmiðjan\n2014 – 2019\nWeb shops.\n\nEDUCATION\n"
    ) in text
    assert text.endswith("\n")
    assert "\n\n\n" not in text


def test_lines_are_wrapped_and_addresses_stay_whole(resume):
    url = "https://example.org/" + "long-part/" * 12
    resume["basics"]["summary"] = f"{'word ' * 60} {url}"

    lines = text_of(resume).splitlines()

    assert max(len(line) for line in lines if url not in line) <= 90
    assert [line for line in lines if url in line]


def test_a_formula_at_the_start_of_a_line_is_disarmed(resume):
    resume["basics"]["summary"] = '=HYPERLINK("http://a.example")\n@SUM(1)\n+1+cmd|A0\n-2+3'
    resume["work"][1]["summary"] = "=1+1"

    lines = text_of(resume).splitlines()

    assert not [line for line in lines if line.startswith(("=", "@"))]
    assert "+354 555 0199" in lines
    assert " +1+cmd|A0" in lines


def test_a_letter_keeps_its_paragraphs(resume):
    letter = Letter.from_text("Dear team,\n\nI build.\n\nYours\nJóna", head=("Akureyri, 20 May",))

    text = text_of(resume, options=Options(letter=letter))

    assert text.endswith("Akureyri, 20 May\n\nDear team,\n\nI build.\n\nYours\nJóna\n")
    assert "EXPERIENCE" not in text
