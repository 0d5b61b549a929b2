"""The skills are found whatever their spelling, and only where they are meant."""

from lexicon.skills import default_vocabulary


def test_symbols_make_different_skills() -> None:
    found = default_vocabulary().find("C, C++, C#, F#, .NET, ASP.NET and Node.js")

    assert [hit.skill.name for hit in found] == [
        "C",
        "C++",
        "C#",
        "F#",
        ".NET",
        "ASP.NET",
        "Node.js",
    ]
