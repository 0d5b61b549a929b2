"""Staff pages about skills."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from api.models import Skill, User
from api.services import lookup_keys, vocabulary
from servicekit.jobs.models import Job
from tests.people import keep

LIST = "/admin/api/skill/"


@pytest.fixture
def staff(db: None, settings: Any) -> Client:
    """Return a browser that is logged in as staff."""
    boss = User.objects.create_superuser("staff@example.org", "correct horse battery")
    browser = Client()
    browser.force_login(boss, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def _add(staff: Client, name: str, aliases: str = "") -> Any:
    return staff.post(f"{LIST}add/", {"name": name, "group": "crafts", "aliases": aliases})


def test_an_added_skill_is_known_by_all_its_spellings(staff: Client) -> None:
    response = _add(staff, "Basket Weaving", "wickerwork\nbasketry\n")

    assert response.status_code == 302
    found = vocabulary.current().lookup("Wickerwork")
    assert found is not None
    assert (found.name, found.group) == ("Basket Weaving", "crafts")


def test_a_shipped_skill_gets_another_spelling(staff: Client) -> None:
    _add(staff, "Python", "serpentine language")

    found = vocabulary.current().lookup("Serpentine Language")

    assert found is not None
    assert found.name == "Python"
    assert [term.name for term in vocabulary.current().find("Serpentine language, SQL")] == [
        "Python",
        "SQL",
    ]


@pytest.mark.parametrize(("name", "aliases"), [("JS", ""), ("Weaving Plus", "reactjs")])
def test_a_spelling_that_means_something_else_is_refused(
    staff: Client, name: str, aliases: str
) -> None:
    response = _add(staff, name, aliases)

    assert response.status_code == 200
    assert b"already means" in response.content
    assert not Skill.objects.exists()


def test_a_renamed_skill_is_known_by_its_new_name_only(staff: Client) -> None:
    _add(staff, "Basket Weaving")
    old = Skill.objects.get()

    form = {"name": "Basketry", "group": "crafts", "aliases": ""}
    staff.post(f"{LIST}{old.pk}/change/", form)

    assert Skill.objects.get().pk == lookup_keys.skill_id("Basketry")
    assert vocabulary.current().lookup("Basket Weaving") is None


def test_a_removed_addition_leaves_the_shipped_skill(staff: Client, user: User) -> None:
    _add(staff, "Python", "serpentine language")
    keep(user, skills="Serpentine Language")

    staff.post(f"{LIST}{lookup_keys.skill_id('Python')}/delete/", {"post": "yes"})

    assert vocabulary.current().lookup("serpentine language") is None
    assert Skill.objects.get(name="Python").resume_rows.count() == 1


def test_a_removed_skill_is_gone(staff: Client) -> None:
    _add(staff, "Basket Weaving")

    staff.post(
        LIST,
        {"action": "delete_selected", "_selected_action": Skill.objects.get().pk, "post": "yes"},
    )

    assert not Skill.objects.exists()
    assert vocabulary.current().lookup("Basket Weaving") is None


def test_words_of_somebodys_own_are_not_shown(staff: Client, user: User) -> None:
    keep(user, skills="Secret Craft")

    assert b"Secret Craft" not in staff.get(LIST).content


def test_all_resumes_can_be_indexed_again(staff: Client) -> None:
    _add(staff, "Basket Weaving")
    chosen = {"action": "index_resumes", "_selected_action": Skill.objects.get().pk}

    staff.post(LIST, chosen)

    assert Job.objects.get().kind == "index_resumes"


def test_the_pages_are_for_staff(user: User, settings: Any) -> None:
    browser = Client()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])

    assert browser.get(LIST).status_code == 302
