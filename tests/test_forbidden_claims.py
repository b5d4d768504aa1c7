"""Nothing that can be said diagnoses, doses, foretells or repeats what the sources contradict."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from said_texts import speaking_files, texts_of

from actions.comparison.contrast import compare, load_contrast
from actions.safety.texts import LINES_FILE, load_safety_texts
from actions.t_score import wording
from actions.t_score.judgement import Status, judge
from bot.answers.library import AnswerLibrary
from bot.nlu.comparison_words import Condition
from bot.nlu.score_reader import read_message
from bot.paths import DOMAIN_FILE, PROJECT_ROOT

ILLNESS = (
    r"(?:osteo(?:porosis|penia|malacia|arthritis)|low bone mass|rickets|soft bones|brittle bones"
    r"|a (?:broken|fractured)|cancer|paget)"
)
MEDICINE = (
    r"(?:medicines?|medication|drugs?|tablets?|pills?|dose|injections?|shots?|denosumab|prolia"
    r"|alendron\w+|fosamax|risedron\w+|zoledron\w+|ibandron\w+|raloxifene|teriparatide"
    r"|romosozumab|abaloparatide|bisphosphonates?|steroids?|treatment)"
)
CHANGE = (
    r"(?:start|stop|take|skip|double|delay|pause|quit|increase|reduce|lower|raise|change|switch)"
)
ALLOWS = (
    r"(?:you (?:should|must|need to|have to|can|may|could)|i(?:'d| would) (?:advise|suggest)"
    r"|it is (?:safe|fine|ok(?:ay)?) to)"
)
DOSE = r"\b\d[\d,.]*\s?(?:mg|mcg|µg|iu|units)\b"

# What may not be said unless the same sentence denies it or makes it a condition before.
CLAIMS = {
    "diagnosis": r"\byou(?:'ve|'re| have| are| (?:do not|don't) have| definitely)\b[^.?!]{0,25}"
    rf"\b{ILLNESS}",
    "score as a diagnosis": r"\b(?:means?|proves?|shows?) (?:that )?you(?:'ve| have)\b[^.]*"
    rf"{ILLNESS}",
    "quantity, not quality": r"\bquantity,? (?:and )?not (?:of )?quality|\bnot (?:a )?quality\b",
    "normal quality": r"\bquality (?:of (?:the )?bone )?is (?:normal|good)"
    r"|\b(?:normal|good) quality",
    "less bone, not mineral": r"\bless bone,? (?:and )?not (?:a )?mineral",
    "a scan tells apart": r"\b(?:dxa|dexa|scans?|t-scores?)\b[^.?!]{0,30}"
    r"\b(?:tells?|distinguish\w*)\b[^.?!]{0,30}\b(?:apart|from osteomalacia|which)",
    "both hurt": r"\bboth (?:are painful|hurt)\b",
    "a bare cause": r"\bvitamin d deficiency causes osteomalacia",
    "osteopenia as an illness": r"\bosteopenia is (?:a disease|the first stage|an early)",
    "advice on a medicine": rf"\b{ALLOWS}\b[^.?!]{{0,20}}\b{CHANGE}\b[^.?!]{{0,40}}\b{MEDICINE}\b",
    "an order on a medicine": rf"^(?:please )?{CHANGE}\b[^.?!]{{0,40}}\b{MEDICINE}\b",
    "a dose of a medicine": rf"\b{MEDICINE}\b[^.?!]{{0,60}}{DOSE}"
    rf"|{DOSE}[^.?!]{{0,60}}\b{MEDICINE}\b",
    "the right treatment": r"\b(?:the )?(?:correct|right|best) treatment (?:for you|is)\b",
    "personal risk": r"\byour (?:own |personal |10-year |ten-year |fracture |hip )*risk"
    r"(?: of [^.?!]{1,30})? (?:is|are|will|of \d)\b"
    r"|\byour (?:\w+ ){0,2}(?:chance|odds) (?:is|are)\b",
    "a foretold fracture": r"\byou(?:'ll| will| are going to|'re going to| are likely to"
    r"| will probably)\b[^.?!]{0,20}\b(?:break|fracture|fall)\b",
    "reassurance": r"\bnothing to worry about"
    r"|\byou(?:'ll| will|'re| are) (?:be )?(?:fine|safe|ok(?:ay)?)\b"
    r"|\bno need to (?:see|ask|call|tell) (?:a|your) (?:doctor|clinician)",
}
TAKEN_BACK = re.compile(
    r"\b(?:if|whether|when|unless|in case|not|never|cannot|no|nor|without|ask|before)\b|n't\b",
    re.I,
)
# "You don't have osteoporosis" is a diagnosis too: here only what stands before takes back.
TAKEN_BACK_BEFORE = frozenset({"diagnosis", "score as a diagnosis"})
# Wrong even where a denial stands near.
NEVER = frozenset({"quantity, not quality", "less bone, not mineral", "a dose of a medicine"})

SCORE_MESSAGES = [
    f"{person}{kind} {value} {site} {more}".strip()
    for person, kind, value, site, more in itertools.product(
        ("", "I'm 32, ", "my child's "),
        ("T-score", "Z-score", ""),
        ("-4.1", "-2.5", "-2.4", "-1.0", "0.3", "3.2", "2.7", "25"),
        ("", "hip", "spine", "heel"),
        ("", "and I broke my hip"),
    )
]


def forbidden(text: str) -> list[str]:
    """The sentences of a text that claim something forbidden, with the claim's name."""
    found = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+|;\s", text):
        for name, pattern in CLAIMS.items():
            claim = re.search(pattern, sentence, re.IGNORECASE)
            if claim is None or sentence.endswith("?"):
                continue
            end = claim.start() if name in TAKEN_BACK_BEFORE else claim.end()
            if name in NEVER or not TAKEN_BACK.search(sentence[:end]):
                found.append(f"{name}: {sentence}")
    return found


@pytest.mark.parametrize(
    "file", speaking_files(), ids=lambda file: file.relative_to(PROJECT_ROOT).as_posix()
)
def test_no_text_of_a_file_makes_a_forbidden_claim(file: Path) -> None:
    assert [claim for text in texts_of(file) for claim in forbidden(text)] == []


def composed_texts() -> Iterator[str]:
    """What is put together of several texts when it is said."""
    for message in SCORE_MESSAGES:
        read = read_message(message)
        judgement = judge(read.readings, read.person)
        yield wording.full_text(judgement)
        yield wording.simple_text(judgement)
        if judgement.status is Status.EXPLAINED:
            yield wording.is_it_bad_text(judgement)
            yield wording.is_it_osteoporosis_text(judgement)
    library = AnswerLibrary(yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["responses"])
    for aspect in (None, *(row.aspect for row in load_contrast().rows)):
        for first, whole in itertools.product((None, *Condition), (False, True)):
            reply = compare(aspect, first, whole, library=library)
            yield from (reply.text, reply.simple)
    for country in yaml.safe_load(LINES_FILE.read_text(encoding="utf-8")):
        yield from (entry.text for entry in load_safety_texts(country).values())


def test_no_composed_text_makes_a_forbidden_claim() -> None:
    texts = set(composed_texts())
    assert len(texts) > 100
    assert [claim for text in texts for claim in forbidden(text)] == []


def test_every_place_that_speaks_is_read() -> None:
    read = {file.relative_to(PROJECT_ROOT).as_posix() for file in speaking_files()}
    assert read >= {
        "domain.yml",
        "safety_lines.yml",
        "actions/safety/safety_texts.yml",
        "actions/comparison/contrast.yml",
        "actions/t_score/wording.py",
        "actions/action_reply_to_yes_or_no.py",
        "bot/channels/errors.py",
        "bot/answers/references.yml",
        "bot/web/src/texts.ts",
        "bot/web/src/chat-element.ts",
        "bot/web/demo/index.html",
    }


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("domain.yml", "I'm a computer program"),
        ("actions/t_score/wording.py", "A T-score compares bone density with that of a healthy"),
        ("actions/action_erase_conversation.py", "Shall I delete this conversation?"),
        ("bot/web/src/failures.ts", "Please check your internet connection. Nothing you wrote"),
        ("bot/web/demo/index.html", "You are not writing to a person."),
    ],
)
def test_texts_are_found_whole_where_they_stand(file: str, sentence: str) -> None:
    assert any(sentence in text for text in texts_of(PROJECT_ROOT / file))


@pytest.mark.parametrize(
    "text",
    [
        "You have osteoporosis.",
        "A T-score of -2.5 means you have osteoporosis.",
        "Good news: you don't have osteoporosis.",
        "It is a disorder of quantity, not quality.",
        "The bone is of normal quality.",
        "A DXA scan tells the two apart.",
        "Both are painful.",
        "You should stop your tablets for a week.",
        "You can take a double dose of the medicine.",
        "Stop taking the medicine.",
        "Take alendronate 70 mg once a week.",
        "Your risk is 20 percent.",
        "Your fracture risk of the hip is high.",
        "You will probably break a bone.",
        "There is nothing to worry about.",
        "Osteopenia is the first stage of osteoporosis.",
        "The best treatment for you is exercise.",
    ],
)
def test_a_forbidden_claim_is_noticed(text: str) -> None:
    assert forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't tell whether you have osteoporosis.",
        "If you have osteoporosis, ask about falls.",
        "A low score does not prove that you have osteoporosis.",
        "Please don't start, stop or change a medicine on your own.",
        "DXA cannot tell osteoporosis from osteomalacia.",
        "I can't work out your own risk.",
        "Do I have osteoporosis?",
    ],
)
def test_what_denies_a_claim_may_be_said(text: str) -> None:
    assert forbidden(text) == []
