"""Skills are found whatever their spelling, and only where they are meant."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.skills import Skill, Vocabulary, default_vocabulary

VOCABULARY = default_vocabulary()


def names(text: str) -> list[str]:
    return [hit.skill.name for hit in VOCABULARY.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "C, C++, C#, F#, .NET, ASP.NET and Node.js",
            ["C", "C++", "C#", "F#", ".NET", "ASP.NET", "Node.js"],
        ),
        (".NET Core; c#/.net", [".NET", "C#", ".NET"]),
        ("C/C++", ["C", "C++"]),
        ("ASP.NET MVC", ["ASP.NET"]),
        ("CI/CD, ci / cd, CI-CD-Pipelines", ["CI/CD"] * 3),
        ("TCP/IP and A/B testing", ["TCP/IP", "A/B Testing"]),
        ("T-SQL, PL/SQL, SQL", ["T-SQL", "PL/SQL", "SQL"]),
        ("Java, JavaScript", ["Java", "JavaScript"]),
    ],
)
def test_symbols_make_different_skills(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("micro-services, micro services, microservices, a microservice", "Microservices"),
        ("front end, front-end, frontend, Frontends", "Front-End Development"),
        ("node js, NodeJS, Node.JS, node-js", "Node.js"),
        ("neural network, Neural Networks, neural-network", "Neural Networks"),
        ("power point, PowerPoint", "Microsoft PowerPoint"),
        ("k8s, K8S, kubernetes", "Kubernetes"),
        ("Postgres, postgresql", "PostgreSQL"),
        ("ReactJS, React.js, react js", "React"),
        ("HTML5, html, HTML/CSS", "HTML"),
        ("Research and Development, Research & Development", "Research and Development"),
    ],
)
def test_a_skill_is_found_in_every_spelling(text: str, expected: str) -> None:
    found = set(names(text)) - {"CSS"}

    assert found == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schweißen und SCHWEISSEN", "Welding"),
        ("Lohn- und Gehaltsabrechnung", "Payroll"),
        ("comptabilité générale", "Financial Accounting"),
        ("comptabilite generale", "Financial Accounting"),
        ("Primeros auxilios", "First Aid"),
        ("saldatura TIG", "TIG Welding"),
        ("trabalho em equipe", "Teamwork"),
        ("voorraadbeheer", "Inventory Management"),
        ("Krankenpflege", "Nursing"),
    ],
)
def test_a_skill_is_found_in_seven_languages(text: str, expected: str) -> None:
    assert set(names(text)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "I excel at customer relations",
        "our go to market strategy",
        "went live in May; go live",
        "a swift response to incidents",
        "Express interest in growth",
        "team spirit",
        "word of mouth",
        "vitamin C and B",
        "C-level stakeholders",
        "Grade C in the exam",
        "Grades A, B, C",
        "Führerschein Klasse B, C",
        "Hepatitis B and C",
        "Series C funding",
        "R. Roe and C. Miller",
        "100 °C",
        "access to the building",
        "sparked a debate",
        "a puppet show",
        "built from scratch",
        "salt, pepper and flour",
        "Spring 2020",
        "React quickly",
        "Angular momentum",
        "the notion of trust",
        "Julia Roe Foundation",
        "go above and beyond",
        "Make sure that doors close",
        "United Express flights",
    ],
)
def test_everyday_words_are_no_skills(text: str) -> None:
    words = {"Go", "R", "C", "Swift", "Rust", "Ruby", "Julia", "Scratch", "Spring", "React"}
    words |= {"Microsoft Excel", "Microsoft Word", "Microsoft Access", "Microsoft Teams"}
    words |= {"Express.js", "Apache Spark", "Puppet", "SaltStack", "Notion", "Angular"}

    assert not words & set(names(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Languages: Go", "Go"),
        ("Go developer", "Go"),
        ("services written in Go.", "Go"),
        ("python, go, java", "Go"),
        ("• Go\n• Python", "Go"),
        ("PYTHON | GO | JAVA", "Go"),
        ("Used Go and Rust to build tools", "Go"),
        ("statistical analysis in R", "R"),
        ("R, Python, SQL", "R"),
        ("R (ggplot2, dplyr)", "R"),
        ("SPSS, R", "R"),
        ("embedded software in C", "C"),
        ("Programming: C, Java", "C"),
        ("C and C++", "C"),
        ("Excel (advanced)", "Microsoft Excel"),
        ("word, excel, powerpoint", "Microsoft Excel"),
        ("Excel-Kenntnisse", "Microsoft Excel"),
        ("Word, Excel, Outlook, Access", "Microsoft Access"),
        ("Hadoop, Spark and Hive", "Apache Hive"),
        ("Node.js, Express, MongoDB", "Express.js"),
        ("Ansible and Chef", "Chef"),
        ("Python (Flask)", "Flask"),
        ("games in Unity", "Unity"),
        ("Zoom, Slack, Teams", "Microsoft Teams"),
    ],
)
def test_everyday_words_are_skills_where_the_context_shows_it(text: str, expected: str) -> None:
    assert expected in names(text)


def test_the_longest_skill_wins_and_none_overlap() -> None:
    hits = VOCABULARY.find("Google Cloud Platform, Microsoft SQL Server, React Native")

    assert [hit.skill.name for hit in hits] == [
        "Google Cloud Platform",
        "Microsoft SQL Server",
        "React Native",
    ]
    assert all(left.end <= right.start for left, right in pairwise(hits))


@pytest.mark.parametrize(
    "text",
    [
        "Straße ß ẞ Python und ﬁnance Docker",
        "İstanbul Python, Docker",
        "De\u0301veloppeur Python\u00a0— Docker",
        "soft\u00adware Python\u200b, Docker",
        "\U0001f600 Python 🚀 Docker",
        "使用Python开发 Docker",
    ],
)
def test_spans_are_offsets_in_the_original_text(text: str) -> None:
    hits = VOCABULARY.find(text)

    found = {hit.skill.name: text[hit.start : hit.end] for hit in hits}
    assert found.items() >= {"Python": "Python", "Docker": "Docker"}.items()
    assert all(hit.raw == text[hit.start : hit.end] for hit in hits)


def test_a_skill_written_with_separate_accents_is_found_whole() -> None:
    text = "comptabilite\u0301 ge\u0301ne\u0301rale"

    [hit] = VOCABULARY.find(text)

    assert hit.raw == text


def test_a_word_cut_at_the_end_of_a_line_is_mended() -> None:
    assert names("Kuber-\nnetes and micro-\nservices") == ["Kubernetes", "Microservices"]


def test_words_of_two_columns_are_not_one_skill() -> None:
    assert "Machine Learning" not in names("Machine          Learning")
    assert "Machine Learning" not in names("Machine\n\nLearning")
    assert names("Machine\nLearning") == ["Machine Learning"]


def test_addresses_on_the_web_hold_no_skills() -> None:
    assert names("mail java@example.com, www.python.example.org") == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("go", "Go"),
        ("Python 3.11", "Python"),
        ("Python (advanced)", "Python"),
        ("HTML5", "HTML"),
        ("  reactjs ", "React"),
        ("Excel 2016 (expert)", "Microsoft Excel"),
        ("Micro-Services", "Microservices"),
        ("neural network", "Neural Networks"),
        ("• Docker,", "Docker"),
    ],
)
def test_lookup_names_the_canonical_skill(phrase: str, expected: str) -> None:
    skill = VOCABULARY.lookup(phrase)

    assert skill is not None
    assert skill.name == expected


@pytest.mark.parametrize(
    "phrase", ["", "in design", "Python developer wanted", "xyzzy", "(advanced)"]
)
def test_lookup_knows_no_other_phrases(phrase: str) -> None:
    assert VOCABULARY.lookup(phrase) is None


def test_an_extended_vocabulary_finds_more_and_leaves_the_first_alone() -> None:
    own = Skill("Sample Forge", "own", ("SForge",))

    larger = VOCABULARY.extended([own])

    assert [hit.skill for hit in larger.find("Python and SForge")] == [
        VOCABULARY.lookup("Python"),
        own,
    ]
    assert larger.lookup("sample-forge") == own
    assert VOCABULARY.lookup("Sample Forge") is None


def test_an_extension_does_not_change_what_is_known() -> None:
    larger = VOCABULARY.extended([Skill("My Python", "own", ("Python",))])

    assert [hit.skill.name for hit in larger.find("Python; My Python")] == ["Python", "My Python"]


def test_a_small_vocabulary_stands_on_its_own() -> None:
    vocabulary = Vocabulary([Skill("Juggling", "arts")], not_skills=["juggling priorities"])

    assert [hit.raw for hit in vocabulary.find("juggling; juggling priorities")] == ["juggling"]
    assert Vocabulary([]).find("nothing to find") == []


def test_the_default_vocabulary_is_read_once() -> None:
    assert default_vocabulary() is default_vocabulary()


def test_every_spelling_of_every_skill_is_found_and_looked_up() -> None:
    missed = [
        (skill.name, spelling)
        for skill in VOCABULARY.skills
        for spelling in (skill.name, *skill.aliases)
        if VOCABULARY.lookup(spelling) != skill
        or skill
        not in [hit.skill for hit in VOCABULARY.find(f"Skills: Python, {spelling}, Docker")]
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("IFRS, IFR", "IFRS"), ("Sass, SAS", "Sass"), ("SPSS, SPS", "SPSS"), ("CMMS, CMM", "CMMS")],
)
def test_a_final_s_is_a_plural_only_where_no_skill_ends_with_it(text: str, expected: str) -> None:
    assert names(f"Skills: Python, {text}")[1] == expected


ITEMS = st.sampled_from(
    ["Go", "R", "C++", "Excel", "go", "Straße", "R&D", "Node", "ﬁ", "e\u0301", "Python"]
)


@given(st.lists(ITEMS | st.text(max_size=6), max_size=12), st.sampled_from([", ", "\n", " ", "/"]))
def test_any_text_can_be_searched(items: list[str], separator: str) -> None:
    text = separator.join(items)

    hits = VOCABULARY.find(text)

    assert all(text[hit.start : hit.end] == hit.raw != "" for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))
