"""Plans what answers a message that only its conversation or all of its questions explain."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.t_score.conversation import (
    MOST_INTERRUPTIONS,
    Memory,
    after_another_subject,
    is_answer_to_question,
)
from actions.t_score.judgement import Question
from bot.answers.library import AnswerLibrary, Button
from bot.answers.past import (
    NOT_SUBJECTS,
    Event,
    Version,
    bot_messages,
    latest_replies,
    messages_since,
    offered_buttons,
    open_question,
    versions_given,
)
from bot.answers.versions import in_more_detail
from bot.dialogue.context import CONDITION, context_of, rows_or_readings
from bot.dialogue.follow_up import (
    MORE,
    OTHER,
    FollowUp,
    NamedCondition,
    read_follow_up,
)
from bot.dialogue.follow_up_choice import FollowUpModel, Heard
from bot.dialogue.grid import CONTRAST_TOPIC
from bot.dialogue.picks import pick, read_ordinal
from bot.dialogue.resolving import Context, Resolved, resolve
from bot.nlu.follow_up_component import AS_TURN, FOLLOW_UP, LEANS
from bot.nlu.question_gatherer import COURTESIES
from bot.nlu.score_reader import read_message
from bot.nlu.triage import assess
from bot.nlu.triage_levels import TriageLevel
from bot.nlu.turn_examples import NOT_UNDERSTOOD
from bot.nlu.turns import LONGEST_TURN

SCORE_TOPIC = "explain_t_score"
SCORE_MEMORY_SLOT = "t_score_memory"
ASPECT = "aspect"
TRIAGE_LEVEL = "triage_level"

# Never reinterpreted, whatever was talked about.
_UNTOUCHED = frozenset({"emergency", "self_harm", "urgent", "delete_my_data", "human_handoff"})
_ADVICE = "personal_advice"
_ABOUT_MEDICINES = "medicine_details"
# Of an intent that rules set.
_CERTAIN = 1.0
_OWN_DECISION = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|then|well|or)\W+)*"
    r"(?:should|shall|must|may|can|could|do|does|am|would|will) (?:i|we|my|she|he)\b"
    r"(?! (?:do|try) (?:any|some)thing\b)",
    re.IGNORECASE,
)
_YES = "affirm"
_NO_PAYLOAD = "/deny"
# A yes has consequences, so it must be said and cannot be picked by its number.
_YES_PAYLOAD = "/affirm"
_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?")
_LONGEST_NUMBER = 3  # words
_LONGEST_SITE = 5  # words
_LONGEST_BARE_ANSWER = 4  # words
_SITE_ALONE = re.compile(
    r"\W*(?:(?:it|that|this|they|was|is|it's|its|in|at|of|for|on|from|my|her|his|the|left|right|"
    r"total|femoral|femur|neck|hip|hips|spine|lumbar|back|wrist|forearm)\b\W*)+",
    re.IGNORECASE,
)
# From this confidence on, a message beside a score is taken for what the classifier says.
_CLEAR = 0.9
_HARDLY = 0.05
# About the conversation; a "no" may also doubt what was said.
_MANNERS = NOT_SUBJECTS - _UNTOUCHED - {"out_of_scope", NOT_UNDERSTOOD, "deny", "help"}
# "Thank you. And what causes that one?" may be taken for thanks.
_COURTESIES = COURTESIES | {"affirm"}
_LONGEST_COURTESY = 3  # words
_NO_SUBJECT = frozenset({"out_of_scope", NOT_UNDERSTOOD, "affirm", "deny"})
# Asks of another condition what was just answered of one.
_SAME_OF_OTHER = re.compile(r"\W*and (?:of|for|in|with) (?:\w+ )?\w+\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """One answer.

    Attributes:
        intent: The intent that is answered.
        entities: Entities that the answering action needs besides those of the message.
    """

    intent: str
    entities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Present:
    """The message to be answered and what came before.

    Attributes:
        text: What the visitor typed.
        understood: Rasa's parse data of it.
        past: The events before, as dictionaries.
        slots: The conversation's slots.
    """

    text: str
    understood: Mapping[str, Any]
    past: Sequence[Event]
    slots: Mapping[str, Any]

    @property
    def intent(self) -> str:
        """What the classifier made of the message."""
        return str((self.understood.get("intent") or {}).get("name") or "")

    @property
    def conditions(self) -> list[NamedCondition]:
        """The conditions that the message names."""
        return [
            NamedCondition(str(entity["value"]), int(entity["start"]), int(entity["end"]))
            for entity in self.understood.get("entities") or ()
            if entity.get("entity") == CONDITION and "start" in entity
        ]


def may_need_plan(text: str, understood: Mapping[str, Any]) -> bool:
    """Tells cheaply whether it is worth looking at the conversation.

    Args:
        text: What the visitor typed.
        understood: Rasa's parse data of it.
    """
    if text.startswith("/"):
        return False
    return bool(understood.get("questions")) or len(text.split()) <= LONGEST_TURN


def plan(
    present: Present, library: AnswerLibrary, model: FollowUpModel | None = None
) -> list[Step]:
    """Plans the answers to a message.

    Args:
        present: The message and what came before.
        library: The answers.
        model: Chooses what a follow-up asks; the fitted one if None.

    Returns:
        What to answer, in order; nothing where the message explains itself or is alarming. "The
        last" is neither, whatever a classifier takes such a word for.
    """
    if keeps_safety_reply(present):
        return []
    steps = before_follow_ups(present, library)
    return steps or _followed_up(present, library, model or _follow_ups())


def keeps_safety_reply(present: Present) -> bool:
    """Whether a message keeps the reply that its triage calls for.

    Args:
        present: The message and what came before.
    """
    return _is_matter_of_safety(present) and not _is_harmless(present)


def before_follow_ups(present: Present, library: AnswerLibrary) -> list[Step]:
    """Plans what goes before reading a message as a follow-up: a question answered, a button.

    Args:
        present: The message and what came before.
        library: The answers.
    """
    ways: tuple[Callable[[Present, AnswerLibrary], list[Step]], ...] = (
        _answer_to_score_question,
        _several_questions,
        _added_to_score,
        _picked,
        _accepted_offer,
    )
    return next((steps for way in ways if (steps := way(present, library))), [])


def _is_harmless(present: Present) -> bool:
    """Whether a few words mean nothing alarming here, whatever a classifier takes them for."""
    if read_ordinal(present.text) is not None or _names_only_a_site(present):
        return True
    follow_up = read_follow_up(present.text, present.conditions)
    names_group = follow_up is not None and follow_up.group is not None
    is_short = len(present.text.split()) <= _LONGEST_BARE_ANSWER
    answers = is_short and is_answer_to_question(present.text, _score_memory(present))
    return (names_group or answers) and assess(present.text).level is TriageLevel.NONE


def _names_only_a_site(present: Present) -> bool:
    """Whether a few words add to a score where it was measured: "it was the hip"."""
    return (
        len(present.text.split()) <= _LONGEST_SITE
        and _SITE_ALONE.fullmatch(present.text) is not None
        and SCORE_TOPIC in _topics_of(latest_replies(present.past))
    )


def _is_matter_of_safety(present: Present) -> bool:
    """Whether the message keeps the reply that its triage calls for.

    Where only the classifier took it for a request for personal advice, its conversation may tell
    better: "what can I do about it?" after an answer is general, "should I take it?" is not.
    """
    if present.intent in _UNTOUCHED:
        return True
    if len(present.understood.get("questions") or ()) > 1:
        return False
    if not any(e.get("entity") == TRIAGE_LEVEL for e in present.understood.get("entities") or ()):
        return False
    is_by_classifier = (
        present.intent in (_ADVICE, NOT_UNDERSTOOD) and _confidence(present) < _CERTAIN
    )
    return not is_by_classifier or _OWN_DECISION.search(present.text) is not None


# ---- The open question about a score ----


def _answer_to_score_question(present: Present, library: AnswerLibrary) -> list[Step]:
    memory = _score_memory(present)
    if memory.pending is None:
        return []
    is_number = len(present.text.split()) <= _LONGEST_NUMBER and bool(
        read_message(present.text).readings
    )
    if is_number or is_answer_to_question(present.text, memory):
        return [Step(SCORE_TOPIC)]
    return []


def _added_to_score(present: Present, library: AnswerLibrary) -> list[Step]:
    """What a visitor adds about the person whose score was just explained: "I'm 41"."""
    memory = _score_memory(present)
    if memory.readings and _names_only_a_site(present):
        return [Step(SCORE_TOPIC)]
    is_clear = _confidence(present) >= _CLEAR and present.intent not in _NO_SUBJECT
    if not memory.readings or is_clear or "?" in present.text:
        return []
    if SCORE_TOPIC not in _topics_of(latest_replies(present.past)):
        return []
    told = memory.person.updated_with(read_message(present.text).person)
    return [Step(SCORE_TOPIC)] if told != memory.person else []


def _score_memory(present: Present) -> Memory:
    memory = Memory.from_slot(present.slots.get(SCORE_MEMORY_SLOT))
    if memory.pending is None:
        return memory
    interruptions = messages_since(present.past, SCORE_TOPIC)
    for _ in range(MOST_INTERRUPTIONS if interruptions is None else interruptions):
        memory = after_another_subject(memory)
    return memory


def _is_asked_about_score(present: Present) -> bool:
    """Whether a reading waits for a detail; a mere invitation to send one leaves all open."""
    return _score_memory(present).pending not in (None, Question.NUMBER)


# ---- Several questions ----


def _several_questions(present: Present, library: AnswerLibrary) -> list[Step]:
    questions = present.understood.get("questions") or ()
    return [Step(question["intent"]) for question in questions] if len(questions) > 1 else []


# ---- What was offered ----


def _picked(present: Present, library: AnswerLibrary) -> list[Step]:
    if _is_asked_about_score(present) or _goes_on_by_place(present):
        return []
    offered = offered_buttons(present.past)
    if offered:
        button = pick(present.text, offered)
        return _press(button) if button else []
    place = read_ordinal(present.text)
    topics = _topics_of(latest_replies(present.past))
    # After several brief answers, "the second one" asks for that answer in full.
    if place is not None and len(topics) > 1 and place < len(topics):
        return [Step(topics[place])]
    return []


def _goes_on_by_place(present: Present) -> bool:
    """Whether "and the first?" comes after "what causes the second?", and picks no button."""
    if read_ordinal(present.text) is None:
        return False
    said = next((e for e in reversed(present.past) if e.get("event") == "user"), {})
    before = read_follow_up(str(said.get("text") or ""))
    return before is not None and before.placed is not None


def _accepted_offer(present: Present, library: AnswerLibrary) -> list[Step]:
    if present.intent != _YES or open_question(present.past) is not None:
        return []
    if _score_memory(present).pending is not None:
        return []
    offered = [b for b in offered_buttons(present.past) if b.payload != _NO_PAYLOAD]
    return _press(offered[0]) if len(offered) == 1 else []


def _press(button: Button) -> list[Step]:
    match = _PAYLOAD.fullmatch(button.payload)
    if match is None or button.payload == _YES_PAYLOAD:
        return []
    entities = json.loads(match["entities"]) if match["entities"] else {}
    return [Step(match["intent"], tuple(entities.items()))]


def _topics_of(replies: Sequence[Event]) -> list[str]:
    topics = [(reply.get("metadata") or {}).get("topic") for reply in replies]
    return [str(topic) for topic in topics if topic]


# ---- Follow-ups ----


def _followed_up(present: Present, library: AnswerLibrary, model: FollowUpModel) -> list[Step]:
    """Answers what a message asks in its conversation, where that is not what it asks alone."""
    heard = hear(present, library)
    if heard is None:
        return []
    if heard.by_grid and heard.is_certain:
        return [heard.by_grid]
    if not is_chosen_about(present, heard):
        return []
    chosen = model.choose(heard.message)
    if heard.by_grid and chosen == heard.by_grid.intent:
        return [heard.by_grid]
    return [Step(chosen)] if chosen != present.intent else []


def is_chosen_about(present: Present, heard: HeardInConversation) -> bool:
    """Whether a model chooses what a message asks, where the grid is not certain.

    Args:
        present: The message and what came before.
        heard: The same as it is heard in its conversation.

    Returns:
        False where the message clearly is about the conversation, and for a request for advice,
        unless the grid knows all of its words (others may name a medicine or an illness) or it
        clearly asks something general in its conversation.
    """
    says_more = present.intent in _COURTESIES and len(present.text.split()) > _LONGEST_COURTESY
    if present.intent in _MANNERS and _confidence(present) >= _CLEAR and not says_more:
        return False
    if present.intent != _ADVICE or heard.by_grid is not None:
        return True
    return _confidence(present) < _CLEAR and _asks_something_general(heard.message)


def _asks_something_general(heard: Heard) -> bool:
    topic = max(heard.as_turn, key=heard.as_turn.__getitem__, default=_ADVICE)
    return (
        topic not in (_ADVICE, _ABOUT_MEDICINES)
        and heard.as_turn[topic] >= _CLEAR
        and heard.as_turn.get(_ADVICE, 0.0) <= _HARDLY
    )


@dataclass(frozen=True)
class HeardInConversation:
    """A message that its conversation may explain.

    Attributes:
        message: What the choice of an answer rests on.
        by_grid: The answer that the grid finds, if any.
    """

    message: Heard
    by_grid: Step | None

    @property
    def is_certain(self) -> bool:
        """Whether the grid's answer needs no second opinion: "go on", "no, the other disease"."""
        if self.by_grid is None:
            return False
        points_to_other = self.message.grid_kind == OTHER and self.by_grid.intent != CONTRAST_TOPIC
        asks_same_of_other = (
            self.message.names_condition and _SAME_OF_OTHER.fullmatch(self.message.text) is not None
        )
        return self.message.grid_kind == MORE or points_to_other or asks_same_of_other


def hear(present: Present, library: AnswerLibrary) -> HeardInConversation | None:
    """Reads a message in its conversation.

    Args:
        present: The message and what came before.
        library: The answers.

    Returns:
        What is heard; None where the message is too long, nothing was talked about, or the
        visitor was asked something.
    """
    if len(present.text.split()) > LONGEST_TURN or _is_asked_about_score(present):
        return None
    context = context_of(present.past)
    if context is None:
        return None
    follow_up = read_follow_up(present.text, present.conditions)
    by_grid = _by_grid(follow_up, present, context, library)
    read = present.understood.get(FOLLOW_UP) or {}
    ranking = present.understood.get("intent_ranking") or [present.understood.get("intent") or {}]
    message = Heard(
        text=present.text,
        intent=present.intent,
        confidence=_confidence(present),
        topic=context.topic,
        alone={
            line["name"]: line["confidence"] for line in ranking if line["name"] != NOT_UNDERSTOOD
        },
        as_turn=read.get(AS_TURN) or {},
        names_condition=bool(present.conditions),
        leans=read.get(LEANS) or 0.0,
        by_grid=by_grid.intent if by_grid else None,
        grid_kind=follow_up.kind if follow_up else None,
    )
    return HeardInConversation(message, by_grid)


def _by_grid(
    follow_up: FollowUp | None, present: Present, context: Context, library: AnswerLibrary
) -> Step | None:
    if follow_up is None or (not follow_up.points_back and _confidence(present) >= _CLEAR):
        return None
    if follow_up.wants_more:
        return next(iter(_more(context, present, library)), None)
    resolved = resolve(follow_up, context)
    return _step(resolved, follow_up) if resolved else None


@lru_cache(maxsize=1)
def _follow_ups() -> FollowUpModel:
    return FollowUpModel()


def _confidence(present: Present) -> float:
    return float((present.understood.get("intent") or {}).get("confidence") or 0.0)


def _step(resolved: Resolved, follow_up: FollowUp) -> Step:
    entities = []
    if resolved.condition and resolved.condition != follow_up.subject:
        entities.append((CONDITION, resolved.condition))
    if resolved.target.contrast_aspect:
        entities.append((ASPECT, resolved.target.contrast_aspect))
    return Step(resolved.target.topic, tuple(entities))


def _more(context: Context, present: Present, library: AnswerLibrary) -> list[Step]:
    """More on the topic answered last; where all was said, a related one still unanswered."""
    answered = {message.get("topic") for message in bot_messages(present.past)}
    if context.topic in library:
        answer = library[context.topic]
        given = versions_given(present.past, context.topic)
        if in_more_detail(answer, given).version is Version.NO_MORE:
            unanswered = (topic for topic in answer.related if topic not in answered)
            return [Step(next(unanswered, context.topic))]
        return [Step(context.topic)]
    if plain := _after_plain_version(context.topic, present.past):
        return [plain]
    for button in offered_buttons(present.past):
        steps = _press(button)
        if steps and (steps[0].intent not in answered or steps[0].intent == CONTRAST_TOPIC):
            return steps
    return []


def _after_plain_version(topic: str, past: Sequence[Event]) -> Step | None:
    """The full answer of an action once more, where its plain version was said last."""
    answers = [e for e in past if (e.get("metadata") or {}).get("topic") == topic]
    if not answers or rows_or_readings(answers[-1]) is not None:
        return None
    shown = next((data for e in reversed(answers) if (data := rows_or_readings(e))), {})
    rows = shown.get("rows") or []
    return Step(topic, ((ASPECT, rows[0]["aspect"]),) if len(rows) == 1 else ())
