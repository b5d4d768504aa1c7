from bot.answers.library import AnswerLibrary, Button, references

RESPONSES = {
    "utter_condition_osteoporosis": [
        {
            "text": "Bones grow weaker.",
            "metadata": {
                "title": "What is osteoporosis?",
                "simple": "Weak bones.",
                "more": "They may break.",
                "sources": ["article"],
                "related": ["explain_t_score"],
            },
        }
    ],
    "utter_goodbye": [{"text": "Goodbye."}],
}


def test_an_answer_is_found_by_its_topic():
    answer = AnswerLibrary(RESPONSES)["condition_osteoporosis"]
    assert answer.text == "Bones grow weaker."
    assert answer.simple == "Weak bones."
    assert answer.more == "They may break."
    assert answer.sources == ("article",)


def test_further_facts_have_the_sources_of_the_answer_unless_others_are_named():
    (response,) = RESPONSES["utter_condition_osteoporosis"]
    other = {**response, "metadata": {**response["metadata"], "more_sources": ["bhof2022"]}}
    assert AnswerLibrary({"utter_a": [response]})["a"].more_sources == ("article",)
    assert AnswerLibrary({"utter_a": [other]})["a"].more_sources == ("bhof2022",)


def test_a_response_without_metadata_is_an_answer_without_title():
    library = AnswerLibrary(RESPONSES)
    assert library.title("goodbye") is None
    assert library["goodbye"].related == ()
    assert library["goodbye"].more is None


def test_buttons_have_human_titles_and_lead_to_intents():
    assert AnswerLibrary(RESPONSES).buttons(["condition_osteoporosis", "goodbye"]) == [
        Button("What is osteoporosis?", "/condition_osteoporosis")
    ]


def test_every_reference_has_a_title():
    assert all(reference.title for reference in references().values())
    assert references()["article"].as_dict().keys() == {"id", "title"}
