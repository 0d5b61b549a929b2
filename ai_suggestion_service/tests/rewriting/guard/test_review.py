import pytest

from api.rewriting.guard import Kind, Source, review

API = "/work/0/highlights/0"
SPEED = "/work/0/highlights/1"
MOVE = "/work/0/highlights/2"
TEAM = "/work/0/highlights/3"
ROTA = "/work/0/highlights/4"
PAGE = "/work/1/highlights/0"
PORTAL = "/work/1/highlights/3"
ORDERS = "/work/1/highlights/4"
SUMMARY = "/basics/summary"


@pytest.mark.parametrize(
    ("pointer", "proposal"),
    [
        (API, "Developed a billing API in Python 3.11 and PostgreSQL for forty merchants"),
        (API, "Billing API (Postgres, Python) for 40 merchants."),
        (API, "Programmed a billing application programming interface in Python for 40 merchants"),
        (SPEED, "Cut response time from 800 to 320 ms"),
        (SPEED, "Lowered response time by 60%"),
        (SPEED, "Reduced response time by 480 ms"),
        (MOVE, "Helped migrate 3 services to Amazon Web Services"),
        (TEAM, "Headed a 5-person engineering team"),
        (TEAM, "Managed five engineers and trained 2 interns"),
        (ROTA, "Managed the on-call rota"),
        (PAGE, "Worked on the React tracking page"),
        (PORTAL, "Co-led the customer portal redesign in 2018"),
        (ORDERS, "Cut returns by 35% and increased orders by 20%"),
        (SUMMARY, "Developer with more than ten years of experience."),
        (SUMMARY, "Backend developer experienced in payment systems, German B1."),
        (SUMMARY, "Software engineer with a BSc in Physics."),
        ("/work/0/position", "Software Engineer"),
        ("/work/1/position", "Asst. Developer"),
        ("/work/0/startDate", "March 2020"),
        ("/skills/0/keywords", "Docker, PostgreSQL"),
    ],
)
def test_honest_wording_stands(source: Source, pointer: str, proposal: str) -> None:
    assert review(source, proposal, pointer=pointer) == []


@pytest.mark.parametrize(
    ("kind", "claim", "pointer", "proposal"),
    [
        (Kind.SKILL, "Kubernetes", API, "Built a billing API in Python on Kubernetes"),
        (Kind.SKILL, "React", API, "Built a billing API in Python and React"),
        (Kind.NUMBER, "400", API, "Built a billing API for 400 merchants"),
        (Kind.NUMBER, "14", API, "Built a billing API for 14 merchants"),
        (Kind.NUMBER, "2000", API, "Built a billing API for 2000 customers"),
        (Kind.DURATION, "a decade", API, "Built billing APIs for over a decade"),
        (Kind.NUMBER, "$2M", API, "Built a $2M billing API for 40 merchants"),
        (Kind.NUMBER, "doubling", API, "Built a billing API, doubling the merchants"),
        (Kind.NUMBER, "٩٠", SPEED, "Reduced response time by ٩٠%"),
        (Kind.NUMBER, "35", ORDERS, "Increased orders by 35% and cut returns by 20%"),
        (Kind.TEAM_SIZE, "fifteen", TEAM, "Led a team of fifteen"),
        (Kind.SCOPE, "Led", MOVE, "Led the migration of three services to AWS"),
        (Kind.SCOPE, "Migrated", MOVE, "Migrated three services to AWS"),
        (Kind.SCOPE, "Spearheaded", ROTA, "Spearheaded the on-call rota"),
        (Kind.SCOPE, "Led", PORTAL, "Led the redesign of the customer portal in 2018"),
        (Kind.SCOPE, "Founded", TEAM, "Founded a team of five engineers"),
        (Kind.NEGATION, "Kubernetes", "/work/1/highlights/2", "Experience with Kubernetes"),
        (Kind.DATE, "2019", API, "In 2019 built a billing API in Python"),
        (Kind.DURATION, "15 years", SUMMARY, "Developer with 15 years of experience."),
        (Kind.DURATION, "8 years", API, "8 years of work on a billing API in Python"),
        (Kind.DEGREE, "PhD", SUMMARY, "Developer with a PhD."),
        (Kind.DEGREE, "BSc in Chemistry", SUMMARY, "Developer with a BSc in Chemistry."),
        (Kind.DEGREE, "MSc in Data Science", SUMMARY, "Developer with an MSc in Data Science."),
        (Kind.LANGUAGE, "fluent German", SUMMARY, "Developer with fluent German."),
        (Kind.LANGUAGE, "Spanish", SUMMARY, "Developer. Languages: Spanish"),
        (Kind.LEVEL, "Terraform", SUMMARY, "Developer skilled in Terraform."),
        (Kind.LEVEL, "expert", SUMMARY, "Backend developer and expert in payment systems."),
        (Kind.SENIORITY, "Senior", SUMMARY, "Senior backend developer."),
        (Kind.TITLE, "Product Manager", SUMMARY, "Worked as a Product Manager."),
        (Kind.CERTIFICATE, "Scrum", SUMMARY, "Backend developer and Scrum Master."),
        (Kind.CERTIFICATE, "Professional", SUMMARY, "AWS Certified Developer – Professional"),
        (Kind.EMPLOYER, "Google", SUMMARY, "Built payment systems at Google."),
        (Kind.INSTITUTION, "Wexcombe University", SUMMARY, "Studied at Wexcombe University."),
        (Kind.AWARD, "award", API, "Built a billing API in Python that won an award"),
        (Kind.PUBLICATION, "published", API, "Built and published a billing API in Python"),
        (Kind.SUPERLATIVE, "first", API, "Built the first billing API in Python"),
        (Kind.OUTCOME, "growth", SPEED, "Reduced response time, resulting in growth"),
        (Kind.ACTIVITY, "negotiated", API, "Built a billing API and negotiated contracts"),
        (Kind.CONTACT, "evil@example.com", SUMMARY, "Developer. evil@example.com"),
        (Kind.TITLE, "Developer", "/work/1/position", "Developer"),
        (Kind.DATE, "2015-01", "/work/1/startDate", "2015-01"),
        (Kind.SKILL, "Rust", "/skills/0/keywords", "Docker, Rust"),
    ],
)
def test_an_invention_is_refused_with_its_claim(
    source: Source, kind: Kind, claim: str, pointer: str, proposal: str
) -> None:
    refusals = review(source, proposal, pointer=pointer)

    assert kind in [refusal.kind for refusal in refusals]
    assert any(
        claim in refusal.claim or refusal.claim in claim
        for refusal in refusals
        if refusal.kind is kind
    )


@pytest.mark.parametrize(
    "disguised",
    [
        "Kubеrnetes",
        "Kuber\u200bnetes",
        "Ｋｕｂｅｒｎｅｔｅｓ",
        "K&#117;bernetes",
        "K u b e r n e t e s",
    ],
)
def test_a_disguised_invention_is_refused(source: Source, disguised: str) -> None:
    assert review(source, f"Built a billing API in Python on {disguised}", pointer=API)


def test_offsets_cut_the_claim_out_of_the_proposal(source: Source) -> None:
    proposal = "Built a “billing” API in Python on Kuber\u200bnetes & Go"

    refusals = review(source, proposal, pointer=API)

    assert refusals
    assert [proposal[one.start : one.end] for one in refusals] == [one.claim for one in refusals]


def test_the_detail_is_a_sentence_that_names_the_claim(source: Source) -> None:
    (refusal,) = review(source, "Built a billing API in Python on AWS Lambda", pointer=PAGE)[-1:]

    assert refusal.claim in refusal.detail
    assert refusal.detail.endswith(".")


def test_a_refusal_survives_json(source: Source) -> None:
    (refusal,) = review(source, "Built a billing API for 400 merchants", pointer=API)

    assert type(refusal).from_json(refusal.to_json()) == refusal


def test_an_empty_proposal_claims_nothing(source: Source) -> None:
    assert review(source, " \n", pointer=API) == []


def test_a_résumé_without_sections_is_read_from_its_text() -> None:
    source = Source(text="Baker at Crust & Co, 2015 - 2020. Baked bread for 300 customers.")

    assert review(source, "Baked bread for 300 customers") == []
    assert [one.kind for one in review(source, "Baked bread for 900 customers")] == [Kind.NUMBER]


def test_what_the_parse_lost_still_supports_a_summary() -> None:
    source = Source(
        text="Ada Example\nCook\nSpeaks to suppliers in Basque\n",
        sections={"basics": {"name": "Ada Example", "label": "Cook"}},
    )

    assert review(source, "Cook who speaks Basque to suppliers", pointer=SUMMARY) == []


def test_a_season_is_the_same_pair_of_years() -> None:
    source = Source("", {"work": [{"highlights": ["Gave 1,100 vaccinations in winter 2022/23"]}]})

    assert not review(source, "Gave 1,100 vaccinations in winter 2022/23")
    assert review(source, "Gave 1,100 vaccinations in winter 2022/30")
    assert review(source, "Gave 1,100 vaccinations in winter 2022/24")


def test_first_aid_makes_nobody_the_first() -> None:
    source = Source("", {"work": [{"highlights": ["Gave first aid to visitors of the region"]}]})

    assert not review(source, "Gave first aid to visitors of the region")
    assert review(source, "First in the region: Gave first aid to visitors")
