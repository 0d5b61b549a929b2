from __future__ import annotations

from api.rendering.content import Labelled, Link, build_content, is_shown
from api.rendering.dates import DateStyle
from api.rendering.sections import clean, leaves, removals
from api.rendering.wording import wording


def content_of(sections):
    return build_content(clean(sections), wording("en"), DateStyle.WORDS)


def test_sections_stand_in_the_usual_order_and_empty_ones_are_left_out(resume):
    content = content_of({**dict(sorted(resume.items())), "awards": [], "interests": [{}]})

    keys = [section.key for section in content.sections]
    assert keys == ["summary", "work", "education", "skills", "languages", "certificates"]


def test_contacts_are_shown_without_scheme_and_linked_with_it(resume):
    contacts = content_of(resume).contacts

    assert contacts == (
        Link("jona@example.com", "mailto:jona@example.com"),
        Link("+354 555 0199"),
        Link("Akureyri, IS"),
        Link("jona.example.org", "https://jona.example.org/"),
        Link("GitHub: github.com/jonakr", "https://github.com/jonakr"),
    )


def test_a_profile_without_link_shows_its_user_name():
    profiles = [
        {"network": "Mastodon", "username": "@jo"},
        {"network": "X", "username": "jo", "url": "https://x.example/1"},
    ]

    contacts = content_of({"basics": {"profiles": profiles}}).contacts

    assert [contact.text for contact in contacts] == ["Mastodon: @jo", "X jo: x.example/1"]


def test_a_job_without_position_is_headed_by_its_employer():
    (section,) = content_of({"work": [{"name": "Smiðjan", "location": "Akureyri"}]}).sections

    assert section.entries[0].title == "Smiðjan, Akureyri"
    assert section.entries[0].subtitle == ""


def test_skills_keep_their_order_in_lines():
    skills = [
        {"name": "Writing"},
        {"name": "Speaking", "level": "Advanced"},
        {"name": "Code", "keywords": ["Go", "C++"]},
        {"name": "Rowing"},
    ]

    (section,) = content_of({"skills": skills}).sections

    assert section.lines == (
        Labelled("", "Writing, Speaking (Advanced)"),
        Labelled("Code", "Go, C++"),
        Labelled("", "Rowing"),
    )


def test_bare_strings_and_single_objects_stand_for_entries():
    sections = {"skills": ["Go", "Rust"], "languages": "English", "work": {"name": "Smiðjan"}}

    assert clean(sections) == {
        "skills": [{"name": "Go"}, {"name": "Rust"}],
        "languages": [{"language": "English"}],
        "work": [{"name": "Smiðjan"}],
    }


def test_pointers_are_those_of_the_input_even_beside_empty_entries():
    sections = {"work": [{}, {"name": " "}, {"name": "A/B", "x~/y": "1"}], "meta": {"a": "b"}}

    assert [(leaf.pointer, leaf.text) for leaf in leaves(sections)] == [
        ("/work/2/name", "A/B"),
        ("/work/2/x~0~1y", "1"),
    ]


def test_what_cannot_be_exported_is_reported():
    sections = {"basics": {"url": "javascript:x", "name": True, "phone": None}}

    assert [(found.code, found.pointer) for found in removals(sections)] == [
        ("link_removed", "/basics/url"),
        ("value_ignored", "/basics/name"),
    ]


def test_every_shown_member_is_known_as_shown(resume):
    assert all(is_shown(leaf.pointer) for leaf in leaves(resume))
    assert not is_shown("/basics/image")
    assert not is_shown("/work/0/boss")
    assert not is_shown("/patents/0/title")
