"""Degrees are named with their level and field, and only where one is meant."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexicon.degrees import DegreeLevel, find_degrees


@pytest.mark.parametrize(
    ("text", "level", "area"),
    [
        ("BSc Computer Science, University of Leeds", "BACHELOR", "Computer Science"),
        ("B.Sc. in Wirtschaftsinformatik", "BACHELOR", "Wirtschaftsinformatik"),
        ("Bachelor of Science in Computer Science", "BACHELOR", "Computer Science"),
        ("Bachelor of Science (B.Sc.), Informatik", "BACHELOR", "Informatik"),
        ("Bachelor of Science - BS, Computer Science", "BACHELOR", "Computer Science"),
        ("BA (Hons) History – Oxford", "BACHELOR", "History"),
        ("BA (Hons), English Literature", "BACHELOR", "English Literature"),
        ("MBA, Harvard Business School", "MASTER", None),
        ("MBA in Finance", "MASTER", "Finance"),
        ("Executive MBA", "MASTER", None),
        ("M.Eng. Mechanical Engineering (2015)", "MASTER", "Mechanical Engineering"),
        ("PhD in Physics", "DOCTORATE", "Physics"),
        ("Ph.D., Organic Chemistry, ETH", "DOCTORATE", "Organic Chemistry"),
        ("Dr. rer. nat. Chemie", "DOCTORATE", "Chemie"),
        ("Promotion in Biologie", "DOCTORATE", "Biologie"),
        ("Diplom-Ingenieur Maschinenbau, TU München", "MASTER", "Maschinenbau"),
        ("Dipl.-Ing. (FH) Elektrotechnik", "BACHELOR", "Elektrotechnik"),
        ("Diplom Informatik", "MASTER", "Informatik"),
        ("Licence Informatique, Université de Lyon", "BACHELOR", "Informatique"),
        ("Licence en droit", "BACHELOR", "droit"),
        ("Master 2 Droit des affaires", "MASTER", "Droit des affaires"),
        ("Master en Marketing", "MASTER", "Marketing"),
        ("Licenciatura en Administración de Empresas", "BACHELOR", "Administración de Empresas"),
        ("Grado en Ingeniería Informática", "BACHELOR", "Ingeniería Informática"),
        ("Laurea Magistrale in Ingegneria Informatica", "MASTER", "Ingegneria Informatica"),
        ("Laurea Triennale in Economia", "BACHELOR", "Economia"),
        ("Mestrado em Gestão", "MASTER", "Gestão"),
        ("Licenciatura em Direito", "BACHELOR", "Direito"),
        ("HBO Verpleegkunde", "BACHELOR", "Verpleegkunde"),
        ("MBO niveau 4 Logistiek", "VOCATIONAL", "Logistiek"),
        ("Abitur, Gymnasium X", "SECONDARY", None),
        ("High School Diploma", "SECONDARY", None),
        ("GED", "SECONDARY", None),
        ("Baccalauréat scientifique", "SECONDARY", None),
        ("Bachillerato", "SECONDARY", None),
        ("Diploma di maturità scientifica", "SECONDARY", None),
        ("Associate of Arts", "ASSOCIATE", None),
        ("Associate Degree in Nursing", "ASSOCIATE", None),
        ("A.A.S. in Automotive Technology", "ASSOCIATE", "Automotive Technology"),
        ("BTS Comptabilité et gestion", "ASSOCIATE", "Comptabilité et gestion"),
        (
            "Ausbildung zum Fachinformatiker für Anwendungsentwicklung",
            "VOCATIONAL",
            "Fachinformatiker für Anwendungsentwicklung",
        ),
        (
            "Berufsausbildung als Kaufmann für Büromanagement",
            "VOCATIONAL",
            "Kaufmann für Büromanagement",
        ),
        ("CAP Cuisine", "VOCATIONAL", "Cuisine"),
        ("JD, Yale Law School", "DOCTORATE", None),
        ("MD, Johns Hopkins University", "DOCTORATE", None),
        ("PGCE Secondary Mathematics", "MASTER", "Secondary Mathematics"),
        ("Master of Science (M.Sc.) Data Science", "MASTER", "Data Science"),
        ("Computer Science, BSc", "BACHELOR", "Computer Science"),
        ("Computer Science (BSc)", "BACHELOR", "Computer Science"),
        ("Wirtschaftsinformatik (B.Sc.)", "BACHELOR", "Wirtschaftsinformatik"),
        ("bachelor's degree in computer science from MIT", "BACHELOR", "computer science"),
        ("Bachelor's Degree, Marketing", "BACHELOR", "Marketing"),
        ("Bachelor of Business Administration", "BACHELOR", None),
        ("MS in Statistics", "MASTER", "Statistics"),
        ("MS, Computer Science", "MASTER", "Computer Science"),
        ("M.S. Electrical Engineering, Stanford University", "MASTER", "Electrical Engineering"),
        (
            "Master's in Philosophy, Politics and Economics",
            "MASTER",
            "Philosophy, Politics and Economics",
        ),
        ("Masters in Data Science and AI", "MASTER", "Data Science and AI"),
        ("Master Informatik", "MASTER", "Informatik"),
        ("Bachelor Betriebswirtschaft", "BACHELOR", "Betriebswirtschaft"),
        ("Bachelor of Computer Science", "BACHELOR", "Computer Science"),
        ("Bachelor of Engineering (Honours) in Civil Engineering", "BACHELOR", "Civil Engineering"),
        (
            "B.Tech (Computer Science and Engineering)",
            "BACHELOR",
            "Computer Science and Engineering",
        ),
        ("B.E. in Electronics & Communication", "BACHELOR", "Electronics & Communication"),
        ("B.Com", "BACHELOR", None),
        ("BS Mathematics", "BACHELOR", "Mathematics"),
        ("Higher Secondary Certificate", "SECONDARY", None),
        ("A-Levels: Maths, Physics, Chemistry", "SECONDARY", "Maths, Physics, Chemistry"),
        ("GCSEs", "SECONDARY", None),
        ("HND in Business", "ASSOCIATE", "Business"),
        ("NVQ Level 3 in Plumbing", "VOCATIONAL", "Plumbing"),
        ("Diploma in Culinary Arts", "VOCATIONAL", "Culinary Arts"),
        ("Postgraduate Diploma in Management", "MASTER", "Management"),
        ("Doctorado en Biología Molecular", "DOCTORATE", "Biología Molecular"),
        ("Dottorato di ricerca in Fisica", "DOCTORATE", "Fisica"),
        ("Doctorat en sciences", "DOCTORATE", "sciences"),
        ("Máster en Dirección de Empresas", "MASTER", "Dirección de Empresas"),
        ("Diplôme d'ingénieur en génie civil", "MASTER", "génie civil"),
        ("Staatsexamen Rechtswissenschaften", "MASTER", "Rechtswissenschaften"),
        ("Mittlere Reife", "SECONDARY", None),
        (
            "Técnico Superior en Desarrollo de Aplicaciones",
            "ASSOCIATE",
            "Desarrollo de Aplicaciones",
        ),
        ("VWO", "SECONDARY", None),
        ("WO Bachelor Psychologie", "BACHELOR", "Psychologie"),
        ("Bachelor of Arts, Psychology and Sociology", "BACHELOR", "Psychology and Sociology"),
        ("Bachelor of Arts | University of Example | 2015", "BACHELOR", None),
        ("Master of Arts in Teaching, University of X", "MASTER", "Teaching"),
        ("MA Linguistics", "MASTER", "Linguistics"),
        ("B.A., Economics", "BACHELOR", "Economics"),
        ("M.A. in English", "MASTER", "English"),
        ("B.S.N.", "BACHELOR", None),
        ("Doctor of Pharmacy", "DOCTORATE", None),
        ("LL.M. International Law", "MASTER", "International Law"),
        ("Bachelor of Science, University of Example", "BACHELOR", None),
        ("BSc in Computer Science at the University of Example", "BACHELOR", "Computer Science"),
        ("Bachelor in Business Administration with a minor in Economics", "BACHELOR", None),
        ("MSc Finance & Accounting, 2:1", "MASTER", "Finance & Accounting"),
        ("Master of Science, Major: Biology", "MASTER", "Biology"),
        ("Bachelor of Science\nComputer Science", "BACHELOR", "Computer Science"),
        ("Universität Musterstadt – M.Sc. Physik", "MASTER", "Physik"),
        ("Studium der Betriebswirtschaftslehre, Abschluss: Diplom-Kaufmann", "MASTER", None),
        ("Technische Universität Dresden\nDiplom", "MASTER", None),
    ],
)
def test_a_degree_has_its_level_and_field(text: str, level: str, area: str | None) -> None:
    [degree] = find_degrees(text)

    assert (degree.level.name, degree.area) == (level, area)


@pytest.mark.parametrize(
    "text",
    [
        "master data management",
        "bachelor pad",
        "Boston, MA",
        "Springfield, MA 01101",
        "Baltimore, MD 21201",
        "Washington DC",
        "Scrum Master",
        "Certified Scrum Master",
        "BS in meetings",
        "ABSolute",
        "MS Office, MS Excel",
        "MS SQL Server",
        "AS400",
        "as a manager",
        "BE proactive",
        "Master plan for the city",
        "Mastered Python",
        "Webmaster",
        "Head Master",
        "Sales Associate",
        "Associate Director",
        "Research Associate",
        "Associate Attorney",
        "Master Electrician",
        "licence plate",
        "driving licence",
        "Lehre mich",
        "Promotion to Senior Engineer",
        "promotion campaigns",
        "Sales promotion in stores",
        "DO NOT",
        "Ms. Smith",
        "MS Word",
        "Ba Ria",
        "Master of Ceremonies",
        "High school teacher at Springfield",
        "BUT also",
        "Ausbildung von Mitarbeitern",
        "me and my team",
        "Meister Eckhart",
        "Doctor on call",
        "MD of Acme (managing director)",
        "doctor appointments",
        "cap and gown",
        "Grade: BA",
        "wo ich arbeite",
        "Ma mère",
        "Mba",
    ],
)
def test_other_words_are_no_degrees(text: str) -> None:
    assert find_degrees(text) == []


def test_levels_are_a_ladder() -> None:
    assert list(DegreeLevel) == sorted(DegreeLevel)
    assert DegreeLevel.SECONDARY < DegreeLevel.BACHELOR < DegreeLevel.MASTER < DegreeLevel.DOCTORATE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BSc", "Bachelor of Science"),
        ("B.Sc.", "Bachelor of Science"),
        ("Bachelors of Science", "Bachelor of Science"),
        ("Ph.D.", "Doctor of Philosophy"),
        ("PHD", "Doctor of Philosophy"),
        ("Dipl.-Ing.", "Diplom"),
        ("Laurea Specialistica", "Laurea Magistrale"),
        ("Licenciado en Derecho", "Licenciatura"),
    ],
)
def test_a_degree_is_named_canonically(text: str, name: str) -> None:
    [degree] = find_degrees(text)

    assert degree.name == name


def test_several_degrees_keep_their_own_fields() -> None:
    text = "M.Sc. Physics, 2013 – 2015\nB.Sc. Mathematics, University of Example\nAbitur"

    found = [(degree.level, degree.area) for degree in find_degrees(text)]

    assert found == [
        (DegreeLevel.MASTER, "Physics"),
        (DegreeLevel.BACHELOR, "Mathematics"),
        (DegreeLevel.SECONDARY, None),
    ]


def test_degrees_behind_a_name_are_found() -> None:
    found = [degree.name for degree in find_degrees("Jane Roe, BA, MA, PhD")]

    assert found[-1] == "Doctor of Philosophy"


def test_spans_of_degree_and_field_are_offsets_in_the_original_text() -> None:
    text = "• Straße\n• Dipl.-Ing. (FH) Elektrotechnik, Hochschule Musterstadt"

    [degree] = find_degrees(text)

    assert degree.area_start is not None
    assert text[degree.start : degree.end] == degree.raw == "Dipl.-Ing. (FH)"
    assert text[degree.area_start : degree.area_end] == degree.area == "Elektrotechnik"


@given(st.text(alphabet=st.sampled_from(list("BSMAPhDcof. in,()-\n")) | st.characters()))
def test_any_text_can_be_read(text: str) -> None:
    degrees = find_degrees(text)

    assert all(text[degree.start : degree.end] == degree.raw for degree in degrees)
    assert all(left.end <= right.start for left, right in pairwise(degrees))


def test_the_heading_of_a_section_is_no_field_of_study() -> None:
    named = find_degrees("Education\nBachelor of Science, 2015\n")

    assert [degree.area for degree in named] == [None]


def test_a_field_may_stand_above_its_degree() -> None:
    named = find_degrees("Primary Education\nBachelor of Arts, 2015\n")

    assert [degree.area for degree in named] == ["Primary Education"]
