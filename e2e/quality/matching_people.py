"""Personal data put into résumés in many layouts, looked for in what a provider is sent."""

import re
from dataclasses import dataclass

from api.llm.assessing import AssessmentRequest, AssessReply, RowReply, assess
from api.llm.budget import CallBudget
from api.llm.provider import Reply, StructuredReply, StructuredRequest
from api.matching.ledger import Verdict
from api.matching.requirements import read_requirements
from e2e.quality.matching_pairs import Case


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    first: str
    last: str
    email: str
    phone: str
    street: str
    town: str
    link: str
    born: str

    @property
    def items(self) -> dict[str, str]:
        """Give what must not be told, by what it is."""
        parts = {f"name {part}": part for part in re.split(r"[ -]", f"{self.first} {self.last}")}
        return parts | {
            "e-mail": self.email,
            "phone": self.phone,
            "street": self.street,
            "town": self.town,
            "link": self.link,
            "birth": self.born,
        }


PEOPLE = (
    Person("Amelia", "Hartwell", "amelia.hartwell@example.com", "+44 7700 900123",
           "14 Rosemary Lane", "Leeds LS6 2AB", "linkedin.com/in/amelia-hartwell", "12 May 1991"),
    Person("Jonas", "Brinkmann", "j.brinkmann@example.org", "0171 5550199",
           "Lindenstraße 27b", "50674 Köln", "www.jonasbrinkmann.de", "03.11.1985"),
    Person("Chloé", "Marchand", "chloe.marchand@example.com", "06 39 98 01 23",
           "8 rue des Tilleuls", "33000 Bordeaux", "https://github.com/cmarchand", "04/02/1993"),
    Person("Iker", "Zabaleta Ruiz", "ikerzr@example.org", "+34 655 550 142",
           "Calle del Olmo 5", "48001 Bilbao", "linkedin.com/in/ikerzabaleta", "21-09-1988"),
    Person("Giulia", "D'Angelo", "giulia.dangelo@example.com", "(+39) 333 5550 176",
           "Via dei Mille 18", "20129 Milano", "behance.net/giuliada", "7 agosto 1990"),
    Person("Anne-Sophie", "van der Linden", "as.vanderlinden@example.org", "06-12345678",
           "Prinsengracht 214", "1016 HD Amsterdam", "linkedin.com/in/asvdl", "1992-06-30"),
    Person("Marcus", "O'Neill", "marcus_oneill@example.com", "(555) 010-4477",
           "2210 Juniper Drive", "Austin, TX 78704", "moneill.dev/portfolio", "July 4, 1986"),
    Person("Beatriz", "Figueira", "bfigueira@example.org", "+351 912 555 031",
           "Rua das Flores 44", "4050-262 Porto", "gitlab.com/bfig", "15/10/1994"),
)  # fmt: skip


def _header(person: Person) -> str:
    return (
        f"{person.first} {person.last}\n{person.street}, {person.town}\n"
        f"{person.phone} | {person.email} | {person.link}\n\n"
    )


def _labelled(person: Person) -> str:
    return (
        f"CURRICULUM VITAE\n\nPersonal details\nName: {person.first} {person.last}\n"
        f"Address: {person.street}, {person.town}\nPhone: {person.phone}\n"
        f"E-mail: {person.email}\nWebsite: {person.link}\nDate of birth: {person.born}\n"
        f"Nationality: Atlantean\nMarital status: married\n\n"
    )


def _capitals(person: Person) -> str:
    name = f"{person.first} {person.last}".upper()
    return (
        f"{name}\n{person.town} • {person.phone} • {person.email}\n{person.link}\n"
        f"{person.street}\n\n"
    )


def _turned(person: Person) -> str:
    return (
        f"{person.last}, {person.first}\nborn {person.born}\n{person.street}\n{person.town}\n"
        f"Tel. {person.phone}\n{person.email}\n{person.link}\n\n"
    )


LAYOUTS = (_header, _labelled, _capitals, _turned)


class Listener:
    """An outside provider that only remembers what it was sent."""

    name = "listener"
    model = "listener"
    outside = True

    def __init__(self) -> None:
        self.heard = ""

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Judge nothing met, and remember."""
        self.heard = f"{request.system}\n{request.user}"
        ids = re.findall(r"^(r[0-9a-f]{10}): ", request.user, re.MULTILINE)
        rows = [
            RowReply(requirement_id=one, verdict=Verdict.MISSING, quotes=[], rationale="")
            for one in ids
        ]
        told = AssessReply(rows=rows, summary="")
        answer = request.reply.model_validate(told.model_dump())
        return StructuredReply(answer, self.name, self.model, "", "")


def leaks(known: list[Case]) -> tuple[list[str], int]:
    """Send every résumé under several people's names; list what of them was told, and the count."""
    told: list[str] = []
    count = 0
    for number, (own, resume) in enumerate((case, text) for case in known for text in case.resumes):
        for step, layout in enumerate(LAYOUTS):
            person = PEOPLE[(number + step * 3) % len(PEOPLE)]
            heard = _heard(_as_told_by(person, layout(person), resume), own.jobs[0])
            count += len(person.items)
            told += [
                f"{own.profession} {layout.__name__}: {what} «{item}»"
                for what, item in person.items.items()
                if _stands_in(item, heard)
            ]
    return told, count


def _as_told_by(person: Person, header: str, resume: str) -> str:
    """Put a person over a résumé, whose own name line goes, and mention them once below."""
    body = resume.split("\n", 1)[1]
    body = re.sub(r"^\S+@\S+\n", "", body, flags=re.MULTILINE)
    return f"{header}{body}\n\nMs {person.last} is available from next month.\n"


def _heard(resume: str, job: str) -> str:
    listener = Listener()
    assess(listener, AssessmentRequest(resume, job, read_requirements(job)), CallBudget())
    return listener.heard


def _stands_in(item: str, heard: str) -> bool:
    if len(item) <= 3:  # "van", "der": words of other people's sentences too
        return False
    return re.search(rf"(?<!\w){re.escape(item)}(?!\w)", heard, re.IGNORECASE) is not None
