from pathlib import Path

import yaml

from actions.comparison.contrast import load_contrast
from bot.dialogue.grid import ANY_SUBJECT, CONTRAST_TOPIC, load_grid

GRID = load_grid()
INTENTS = yaml.safe_load((Path(__file__).parents[3] / "domain.yml").read_text("utf-8"))["intents"]
TARGETS = [
    target for row in GRID.answers.values() for targets in row.values() for target in targets
] + [*GRID.reasons.values()]


def test_every_answer_is_an_intent_of_the_domain():
    assert {target.topic for target in TARGETS} <= set(INTENTS)


def test_every_contrast_aspect_is_a_row_of_the_contrast():
    rows = {row.aspect for row in load_contrast().rows}
    aspects = {target.contrast_aspect for target in TARGETS if target.contrast_aspect}
    assert aspects <= rows
    assert all(t.topic == CONTRAST_TOPIC for t in TARGETS if t.contrast_aspect)


def test_every_topic_has_a_place_in_the_grid():
    areas = ("mineralization", "remodeling", "diagnosis", "condition", "risk", "living")
    topics = {intent for intent in INTENTS if intent.split("_")[0] in areas}
    assert topics <= set(GRID.places)


def test_places_and_reasons_name_what_exists():
    assert set(GRID.places) <= set(INTENTS)
    assert set(GRID.reasons) <= set(GRID.places)
    subjects = {subject for row in GRID.answers.values() for subject in row} - {ANY_SUBJECT}
    assert {place.subject for place in GRID.places.values()} <= subjects
    assert {place.aspect for place in GRID.places.values()} <= set(GRID.answers)


def test_every_phrase_is_written_as_it_is_read():
    assert all(word == word.lower() for phrase in GRID.phrases for word in phrase)


def test_only_an_answer_that_tells_why_is_its_own_reason():
    own = {topic for topic, target in GRID.reasons.items() if target.topic == topic}
    assert own == {
        "living_fracture_healing",
        "remodeling_menopause",
        "risk_calcium_vitamin_d",
        "risk_exercise",
        "risk_family_history",
        "risk_medicines",
        "risk_smoking_alcohol",
    }
