import pytest

from api.llm.assessing import AssessReply
from api.llm.generating import GenerationReply
from api.llm.replies import BadReplyError, read_reply, strict_schema
from api.llm.rewriting import RewriteReply

GOOD = '{"rows": [], "summary": "fine"}'


@pytest.mark.parametrize(
    "text",
    [GOOD, f"```json\n{GOOD}\n```", f"Sure!\n{GOOD}\nAnything else?", GOOD[:-1] + ', "more": 1}'],
)
def test_one_object_is_read_whatever_stands_around_it(text: str) -> None:
    assert read_reply(text, AssessReply).summary == "fine"


@pytest.mark.parametrize("text", ["", "no", "[]", '{"rows": [', '{"rows": 5, "summary": ""}'])
def test_anything_else_is_a_bad_reply(text: str) -> None:
    with pytest.raises(BadReplyError):
        read_reply(text, AssessReply)


def test_the_complaint_names_the_place_and_never_quotes_the_reply() -> None:
    with pytest.raises(BadReplyError) as failure:
        read_reply('{"rows": [{"verdict": "secret text"}], "summary": ""}', AssessReply)

    assert "rows.0.verdict" in str(failure.value)
    assert "secret text" not in str(failure.value)


@pytest.mark.parametrize("form", [AssessReply, RewriteReply, GenerationReply])
def test_a_strict_schema_leaves_no_field_open(form: type) -> None:
    schema = strict_schema(form)

    nodes = [schema, *schema["$defs"].values()]
    objects = [node for node in nodes if node.get("type") == "object"]
    assert objects
    assert all(node["additionalProperties"] is False for node in objects)
    assert all(set(node["required"]) == set(node["properties"]) for node in objects)
