"""Nothing by which people are judged unfairly reaches a provider, whichever format it speaks.

Each pair of résumés differs in the person only: what leaves for the provider must be the same.
"""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from api.llm.assessing import AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.llm.generating import GenerationRequest, generate_resume
from api.llm.letters import LetterRequest, write_letter
from api.llm.remote import RemoteModel
from api.llm.rewriting import RewriteRequest, rewrite_section
from api.matching.requirements import read_requirements
from e2e.fakes.llm_server import LlmServer

Connect = Callable[..., RemoteModel]
JOB = "Requirements\n- Python\n- Led a team\n"
REQUIREMENTS = read_requirements(JOB)
RESUME = """{name}
{pronouns} | {age} years old | {family}
{photo}
Gender: {gender} | Date of birth: {born} | Nationality: {nation}
{street}, {town}
{mail} | {phone} | {link}

Summary
{first} builds web sites. {she} leads a team of 12, and {her} customers stay. {address} {last} was
"Engineer of the Year". I am a {age}-year-old {woman} and {parent} of two.

Experience
Engineer, Example Works, 2015 - {until}
- Wrote services in Python for 40 shops; took {leave} leave in 2018
- Praised by the board: "{first} is the one to ask"

Skills
Python, Django, SQL
"""
EVA = {
    "name": "Eva Lindqvist",
    "first": "Eva",
    "last": "Lindqvist",
    "pronouns": "she/her",
    "age": "29",
    "family": "married",
    "photo": "Photo: eva.jpg",
    "gender": "female",
    "born": "3 May 1997",
    "nation": "Swedish",
    "street": "14 Acacia Avenue",
    "town": "Leeds LS2 9JT",
    "mail": "eva.lindqvist@example.com",
    "phone": "+44 7700 900123",
    "link": "linkedin.com/in/eva-lindqvist",
    "she": "She",
    "her": "her",
    "address": "Mrs",
    "woman": "woman",
    "parent": "mother",
    "leave": "maternity",
    "until": "2024",
}
OMAR = {
    "name": "Omar Haddad",
    "first": "Omar",
    "last": "Haddad",
    "pronouns": "he/him",
    "age": "58",
    "family": "divorced",
    "photo": "Photo: me.png",
    "gender": "male",
    "born": "21 June 1968",
    "nation": "Syrian",
    "street": "7 Birch Road",
    "town": "Bradford BD1 1AA",
    "mail": "omar.haddad@example.org",
    "phone": "+44 7700 900999",
    "link": "linkedin.com/in/omar-haddad",
    "she": "He",
    "her": "his",
    "address": "Mr",
    "woman": "man",
    "parent": "father",
    "leave": "paternity",
    "until": "2024",
}
# What stays tells neither name nor sex, age, looks or home.
KEPT = frozenset({"until"})


def _resume(person: dict[str, str]) -> str:
    return RESUME.format(**person)


def _sections(person: dict[str, str]) -> dict[str, Any]:
    summary = "{first} builds web sites. {she} leads a team of 12, and {her} customers stay."
    return {
        "basics": {
            "name": person["name"],
            "email": person["mail"],
            "phone": person["phone"],
            "image": person["photo"],
            "summary": summary.format(**person),
            "location": {"address": person["street"], "city": person["town"].split()[0]},
        },
        "work": [
            {
                "name": "Example Works",
                "position": "Engineer",
                "highlights": ["{she} wrote services in Python for 40 shops".format(**person)],
            }
        ],
    }


def _assess(provider: RemoteModel, person: dict[str, str]) -> None:
    task = AssessmentRequest(_resume(person), JOB, REQUIREMENTS, sections=_sections(person))
    assess(provider, task, CallBudget())


def _rewrite(section: str) -> Callable[[RemoteModel, dict[str, str]], None]:
    def ask(provider: RemoteModel, person: dict[str, str]) -> None:
        task = RewriteRequest(section, _sections(person), _resume(person), JOB, REQUIREMENTS)
        rewrite_section(provider, task, CallBudget())

    return ask


def _letter(provider: RemoteModel, person: dict[str, str]) -> None:
    task = LetterRequest(_resume(person), JOB, REQUIREMENTS, sections=_sections(person))
    write_letter(provider, task, CallBudget())


def _generate(provider: RemoteModel, person: dict[str, str]) -> None:
    generate_resume(provider, GenerationRequest(_resume(person)), CallBudget())


TASKS = {
    "assess": _assess,
    "rewrite work": _rewrite("work"),
    "rewrite summary": _rewrite("basics"),
    "letter": _letter,
    "generate": _generate,
}


@pytest.mark.parametrize("task", TASKS)
def test_two_people_with_the_same_record_are_the_same_to_a_provider(
    server: LlmServer, connect: Connect, task: str
) -> None:
    provider = connect()

    for person in (EVA, OMAR):
        TASKS[task](provider, person)

    eva, omar = (orjson.loads(call["body"]) for call in server.state.bodies)
    assert eva == omar


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("person", [EVA, OMAR], ids=["Eva", "Omar"])
def test_no_personal_word_is_in_what_is_sent(
    server: LlmServer, connect: Connect, task: str, person: dict[str, str]
) -> None:
    TASKS[task](connect(), person)

    sent = "".join(orjson.loads(call["body"])["messages"][-1]["content"] for call in _calls(server))
    told = [person[name] for name in person if name not in KEPT | {"woman", "she", "her", "age"}]
    assert [word for word in told if word in sent] == []
    for word in (person["she"], person["her"], person["woman"], person["age"]):
        assert f" {word} " not in sent


@pytest.mark.parametrize("task", TASKS)
def test_the_record_itself_is_sent(server: LlmServer, connect: Connect, task: str) -> None:
    TASKS[task](connect(), EVA)

    sent = server.state.bodies[0]["body"]
    assert "services in Python for 40 shops" in sent


@pytest.mark.parametrize(
    ("resume", "hidden"),
    [
        (
            "Dipl.-Ing. Katharina Vogel (geb. Schmitt)\nBewerbungsfoto\n"
            "geboren am 04.05.1988 in Ulm, ledig, zwei Kinder\nGoethestr. 12, 80336 München\n\n"
            "Erfahrung\nIngenieurin, Beispiel GmbH, 2010 - 2020\n",
            ["Katharina", "Vogel", "Schmitt", "foto", "1988", "Ulm", "ledig", "Kinder", "Goethe"],
        ),
        (
            "Mme Claire Dubois\nNée le 12/04/1985 (39 ans), mariée, 2 enfants\n"
            "12 rue de la Paix, 75002 Paris\n\nExpérience\nIngénieure, Exemple SA, 2010 - 2015\n",
            ["Mme", "Claire", "Dubois", "1985", "39 ans", "mariée", "enfants", "rue de la Paix"],
        ),
        (
            "Lucía Fernández Ruiz\nFecha de nacimiento: 01/02/1990   Edad: 34 años   Sexo: Mujer\n"
            "Estado civil: casada, dos hijos   Calle Mayor 5, 28013 Madrid\nFoto\n\n"
            "Experiencia\nIngeniera en Ejemplo, 2015 - 2020\n",
            ["Lucía", "Fernández", "1990", "34", "Mujer", "casada", "hijos", "Mayor", "Foto"],
        ),
    ],
    ids=["German", "French", "Spanish"],
)
def test_personal_data_of_other_countries_stays_here_too(
    server: LlmServer, connect: Connect, resume: str, hidden: list[str]
) -> None:
    assess(connect(), AssessmentRequest(resume, JOB, REQUIREMENTS), CallBudget())

    sent = server.state.bodies[0]["body"]
    assert [word for word in hidden if word in sent] == []


def _calls(server: LlmServer) -> list[dict[str, Any]]:
    return list(server.state.bodies)


@pytest.mark.parametrize(
    "kept",
    [
        "introduced the HIS in two hospitals",
        "HER2 diagnostics",
        "Maternity ward, 12 beds",
        "drove trucks for 10 years",
        "supported Mother of Mercy Hospital",
        "2019 Project lead: Atlas",
    ],
)
def test_words_of_the_trade_are_sent(server: LlmServer, connect: Connect, kept: str) -> None:
    resume = f"Eva Lindqvist\neva@example.com\n\nExperience\nNurse, Example, 2015\n- {kept}\n"

    assess(connect(), AssessmentRequest(resume, JOB, REQUIREMENTS), CallBudget())

    assert kept in server.state.bodies[0]["body"]
