import copy

from api.rewriting.guard import Kind, Source, review_document


def test_the_source_itself_stands(source: Source) -> None:
    assert review_document(source, source.sections) == []


def test_reordered_and_shortened_sections_stand(source: Source) -> None:
    sections = copy.deepcopy(source.sections)
    sections["work"].reverse()
    sections["work"][1]["highlights"] = ["Developed a billing API in Python"]
    sections["skills"][0]["keywords"] = ["Docker", "PostgreSQL"]

    assert review_document(source, sections) == []


def test_an_invention_in_the_sections_is_named_with_its_place(source: Source) -> None:
    sections = copy.deepcopy(source.sections)
    sections["work"].reverse()
    sections["work"][0]["highlights"][1] = "Fixed around 150 bugs in Python"
    sections["certificates"].append({"name": "PMP"})

    refusals = review_document(source, sections)

    assert [(one.pointer, one.claim) for one in refusals] == [
        ("/work/0/highlights/1", "Python"),
        ("/certificates/2/name", "PMP"),
    ]


def test_a_swapped_employer_is_refused(source: Source) -> None:
    sections = copy.deepcopy(source.sections)
    sections["work"][0]["name"] = "Harbour Parcel"

    assert Kind.EMPLOYER in [one.kind for one in review_document(source, sections)]


def test_an_invented_job_is_refused(source: Source) -> None:
    sections = copy.deepcopy(source.sections)
    sections["work"].append({"name": "Google", "position": "Director", "startDate": "2010"})

    kinds = {one.kind for one in review_document(source, sections)}

    assert {Kind.EMPLOYER, Kind.TITLE, Kind.DATE} <= kinds


def test_a_rendered_text_stands_with_its_headings(source: Source) -> None:
    text = """Mira Okafor
mira@example.org

SUMMARY
Backend developer with experience in payment systems.

WORK EXPERIENCE
Software Engineer, Quillmark
March 2020 – Present
• Built a billing API in Python (3.11) and Postgres for 40 merchants
Assistant Developer, Harbour Parcel
January 2016 – December 2019
• Worked on a tracking page in React

EDUCATION
BSc Physics, Aldermoor University, 2015

LANGUAGES
German (B1)
"""

    assert review_document(source, text) == []


def test_an_invention_in_a_rendered_text_is_refused(source: Source) -> None:
    text = "Mira Okafor\n\nSKILLS\nPostgreSQL, Docker, Snowflake\n\nAWARDS\nHackathon winner 2021"

    claims = " ".join(one.claim for one in review_document(source, text))

    assert "Snowflake" in claims
    assert "Hackathon" in claims
