"""Every answer of the domain keeps what a reader and a clinician rely on."""

import re
from pathlib import Path

import pytest
import textstat
import yaml

from bot.answers.library import AnswerLibrary, references
from bot.channels.payloads import button_press
from bot.nlu.turns import topic_names

PROJECT = Path(__file__).parent.parent
DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
LIBRARY = AnswerLibrary(DOMAIN["responses"])

DIALOGUE = {
    "explain_t_score",
    "compare_conditions",
    "greet",
    "goodbye",
    "thank",
    "help",
    "bot_challenge",
    "affirm",
    "deny",
    "sources",
    "human_handoff",
    "delete_my_data",
    "simpler",
    "emergency",
    "self_harm",
    "urgent",
    "personal_advice",
    "out_of_scope",
    "nlu_fallback",
}
TOPICS = [intent for intent in DOMAIN["intents"] if intent not in DIALOGUE]
RESPONSES = [name.removeprefix("utter_") for name in DOMAIN["responses"]]

MOST_WORDS = 90
MOST_WORDS_SIMPLE = 40
FEWEST_WORDS_MORE = 40
MOST_WORDS_MORE = 90
HIGHEST_GRADE = 9.0
HIGHEST_GRADE_MORE = 8.0

# Names no plain word replaces; a reader meets them as names, whatever their syllables.
LONG_NAMES = re.compile(
    r"osteo\w+|mineraliz\w+|trabecular|cortical|hypophosphatasia|denosumab|bisphosphonates?|"
    r"teriparatide|abaloparatide|romosozumab|raloxifene|alkaline phosphatase|medicines?",
    re.IGNORECASE,
)


def words(text: str) -> int:
    return len(text.split())


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def grade(text: str) -> float:
    return textstat.automated_readability_index(LONG_NAMES.sub("bones", text))


def test_the_domain_has_the_42_topics_and_every_dialogue_intent():
    assert len(TOPICS) == 42
    assert set(DOMAIN["intents"]) >= DIALOGUE


def test_every_topic_has_a_name_that_a_turn_is_read_behind():
    assert set(topic_names()) == {*TOPICS, "explain_t_score", "compare_conditions"}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_an_answer_of_at_most_90_words(topic):
    assert 20 <= words(LIBRARY[topic].text) <= MOST_WORDS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_a_plain_version_of_at_most_40_words(topic):
    assert 5 <= words(LIBRARY[topic].simple or "") <= MOST_WORDS_SIMPLE


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_more_to_tell_in_40_to_90_words(topic):
    assert FEWEST_WORDS_MORE <= words(LIBRARY[topic].more or "") <= MOST_WORDS_MORE


@pytest.mark.parametrize("topic", TOPICS)
def test_what_more_is_told_repeats_no_sentence_and_reads_easily(topic):
    answer = LIBRARY[topic]
    told = {*sentences(answer.text), *sentences(answer.simple)}
    assert not told & set(sentences(answer.more))
    assert grade(answer.more) <= HIGHEST_GRADE_MORE


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_names_sources_that_exist(topic):
    answer = LIBRARY[topic]
    assert answer.sources
    assert answer.more_sources
    assert {*answer.sources, *answer.more_sources} <= set(references())


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_offers_two_or_three_others_with_human_titles(topic):
    related = LIBRARY[topic].related
    assert len(set(related)) in (2, 3)
    assert topic not in related
    assert len(LIBRARY.buttons(related)) == len(related)


@pytest.mark.parametrize("topic", RESPONSES)
def test_every_button_of_an_answer_leads_to_an_intent(topic):
    for button in LIBRARY.buttons(LIBRARY[topic].related):
        assert button_press(button.payload) is not None


@pytest.mark.parametrize("topic", RESPONSES)
def test_an_answer_reads_at_grade_9_or_below(topic):
    assert grade(LIBRARY[topic].text) <= HIGHEST_GRADE
    if LIBRARY[topic].simple:
        assert grade(LIBRARY[topic].simple) <= HIGHEST_GRADE


def test_titles_are_short_and_unlike_each_other():
    titles = [LIBRARY.title(topic) for topic in TOPICS]
    assert len(set(titles)) == len(titles)
    assert all(title and len(title) <= 45 for title in titles)


def test_no_title_is_the_name_of_an_intent():
    for topic in LIBRARY.topics:
        assert "_" not in (LIBRARY.title(topic) or "")


@pytest.mark.parametrize("topic", RESPONSES)
@pytest.mark.parametrize(
    "claim",
    [
        r"you (do not |don't )?have (osteoporosis|osteopenia|osteomalacia)",
        r"quantity,? not quality",
        r"quality (of the bone|of bone) is normal",
        r"(dxa|scan) (can )?tells? (them|the two) apart",
        r"you should (start|stop|take|skip|double)",
        r"your risk is",
        r"crumbl|\bsevere|\bdangerous|\bterrible",
    ],
)
def test_no_answer_makes_a_forbidden_claim(topic, claim):
    answer = LIBRARY[topic]
    said = f"{answer.text} {answer.simple or ''} {answer.more or ''}"
    assert not re.search(claim, said, re.IGNORECASE)
