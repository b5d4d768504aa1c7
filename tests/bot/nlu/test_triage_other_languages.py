import pytest

from bot.nlu.triage_other_languages import said_in_other_languages


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Mi papá tiene dolor en el pecho", "chest_pain"),
        ("NO PUEDO RESPIRAR", "cant_breathe"),
        ("ma femme s’est évanouie", "fainted"),
        ("meu pai caiu e não consegue andar", "still_helpless"),
        ("ich will nicht mehr leben", "wish_to_die"),
        ("mia nonna è caduta, non riesce ad alzarsi", "still_helpless"),
        ("mąż zemdlał", "fainted"),
    ],
)
def test_an_emergency_is_seen_with_and_without_accents(text: str, concept: str) -> None:
    assert concept in {said.concept for said in said_in_other_languages(text)}


def test_it_is_told_where_it_stands_in_the_message() -> None:
    text = "Ça va mal: je n’arrive plus à respirer, what now"
    (said,) = said_in_other_languages(text)
    assert text[said.start : said.end] == "arrive plus à respirer"


@pytest.mark.parametrize(
    "text",
    [
        "what is bone density",
        "¿qué es la densidad ósea?",
        "was ist Osteoporose",
        "will my mum die of it",
        "",
    ],
)
def test_questions_are_no_emergency(text: str) -> None:
    assert not list(said_in_other_languages(text))
