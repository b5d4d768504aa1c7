"""Which concepts together raise which level (facts.md 5.2 and 5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.triage_context import Guard
from bot.nlu.triage_levels import TriageLevel
from bot.nlu.triage_urgent_phrases import (
    FALL_AND_FRACTURE,
    OTHER_EMERGENCIES,
    SAME_DAY,
    SPINE_WITH_NERVE_SIGNS,
)
from bot.nlu.triage_vocabulary import words_in

_NEARBY = 30


@dataclass(frozen=True)
class Rule:
    """Raises a level when all its concepts stand near each other.

    Attributes:
        level: The level.
        needs: Concepts that must all be there; of the first, every sign is tried.
        unless: Concepts that forbid it anywhere in the message.
        window: How far from the first concept the others may be, in words.
    """

    level: TriageLevel
    needs: tuple[str, ...]
    unless: tuple[str, ...] = ()
    window: int = _NEARBY


_EVENT = Guard.DENIED | Guard.GENERAL | Guard.PAST | Guard.ANIMAL | Guard.FICTION
_FALL = _EVENT | Guard.FAMILY_HISTORY
_INABILITY = Guard.GENERAL | Guard.ANIMAL | Guard.PAST | Guard.FICTION

# Circumstances count wherever they stand; signs must be meant as real and present.
_CIRCUMSTANCES = frozenset(
    words_in(
        "too_painful_to_move maybe_broken thinner severe confused distress on_the_floor limping"
        " out_of_place back_problem sweating "
        "recent_days recent_onset wants_check bruised_or_swollen cancer_history steroid_use "
        "older_or_fragile bone_medicine oral_bone_medicine bone_shot after_stopping_deno by_mistake"
    )
)
_SIGNS = (
    FALL_AND_FRACTURE.keys()
    | SPINE_WITH_NERVE_SIGNS.keys()
    | OTHER_EMERGENCIES.keys()
    | SAME_DAY.keys()
) - _CIRCUMSTANCES

# These are also said of harmless things: "paralysed by choice", "choking on abbreviations".
EVERYDAY_SIGNS = frozenset(
    words_in(
        "fainted legs_failing choking cant_breathe cant_walk just_fell still_helpless fall severe"
        " broke_big broke_big_now crack_heard head_injury chest_pain sudden_back back_pain"
        " shrinking_fast recent_days swallow_trouble chest_burning oral_bone_medicine"
    )
)

# How each concept may turn out not to be meant; a concept that is not listed counts always.
GUARDS: dict[str, Guard] = {
    **dict.fromkeys(_SIGNS, _EVENT),
    **dict.fromkeys(("fall", "crash", "broke_big", "broke_big_now"), _FALL),
    **dict.fromkeys(
        ("cant_walk", "cant_move_part", "cant_walk_properly", "cant_straighten"), _INABILITY
    ),
    # "Which vitamin is best, my son who is 3 just ate a handful": the question is about another.
    "child_took": _EVENT & ~Guard.GENERAL,
    **dict.fromkeys(("deno_late", "bone_shot_late"), Guard.GENERAL),
    "wish_to_die": Guard.DENIED,
    "kill_or_hurt_self": Guard.DENIED,
    "suicide_personal": Guard.DENIED | Guard.GENERAL | Guard.PAST,
    "pregnancy_state": Guard.PAST | Guard.DENIED,
    "own_pregnancy": Guard.PAST | Guard.DENIED,
    "pregnancy_or_nursing": Guard.PAST | Guard.DENIED,
    "own_child": Guard.PAST | Guard.DENIED,
    "inherited_disease": Guard.GENERAL | Guard.DENIED,
    "complex_disease": Guard.GENERAL | Guard.DENIED,
}


def _raise(
    level: TriageLevel,
    first: str,
    others: str = "",
    unless: str = "",
    window: int = _NEARBY,
) -> Iterator[Rule]:
    """Writes a rule for each pair of a first concept and another one."""
    for concept in first.split():
        for other in others.split() or [""]:
            needs = (concept, other) if other else (concept,)
            yield Rule(level, needs, tuple(unless.split()), window)


E1, E2, E3 = TriageLevel.E1, TriageLevel.E2, TriageLevel.E3
E4, E4_INFO, U = TriageLevel.E4, TriageLevel.E4_INFO, TriageLevel.U
R1, R1_DENOSUMAB, R2 = TriageLevel.R1, TriageLevel.R1_DENOSUMAB, TriageLevel.R2
R3, R3_CHILD = TriageLevel.R3, TriageLevel.R3_CHILD

RULES: tuple[Rule, ...] = (
    # E1
    Rule(E1, ("broke_big", "distress"), window=8),
    *_raise(
        E1,
        "crack_in_big_bone cant_walk broke_big_now head_injury just_fell still_helpless",
    ),
    *_raise(
        E1,
        "fall crash",
        "cant_walk cant_move_part deformed out_of_place broke_big crack_heard clutching"
        " head_injury thinner"
        " big_pain numb_limb still_helpless confused",
    ),
    *_raise(E1, "crash", "back_pain severe leg_pain"),
    Rule(E1, ("fall", "leg_pain", "severe")),
    Rule(E1, ("fall", "severe"), unless=("small_pain", "back_pain")),
    Rule(E1, ("deformed",), unless=("exposed_bone_in_mouth",)),
    Rule(E1, ("on_the_floor", "too_painful_to_move")),
    *_raise(E1, "broke_big", "crack_heard"),
    *_raise(E1, "on_the_floor", "out_of_place cant_move_part big_pain", window=20),
    *_raise(E1, "crack_heard", "cant_walk cant_move_part big_pain"),
    Rule(E1, ("big_pain", "cant_move_part", "severe"), unless=("chronic",)),
    # E2
    *_raise(E2, "saddle_numb cauda_equina bladder_bowel_lost legs_failing"),
    *_raise(
        E2,
        "legs_weak legs_numb cant_walk_properly",
        "back_problem",
        unless="fall",
    ),
    *_raise(E2, "bladder_bowel_trouble sexual_numbness", "back_problem"),
    Rule(E2, ("bladder_bowel_trouble", "legs_weak")),
    Rule(E2, ("bladder_bowel_trouble", "one_leg_numb")),
    # E3
    *_raise(E3, "chest_pain stroke fainted seizure bleeding tearing_pain allergy"),
    *_raise(
        E3, "mouth_tingling_with_cramps heart_now overdose child_took stuck choking calls_for_help"
    ),
    Rule(E3, ("arm_or_jaw_pain", "sweating")),
    Rule(E3, ("cant_breathe",), unless=("exercise",)),
    Rule(E3, ("chest_burning",), unless=("oral_bone_medicine",)),
    *_raise(E3, "low_calcium_sign", "denosumab bone_shot", window=16),
    # E4
    *_raise(E4, "wish_to_die kill_or_hurt_self suicide_personal end_it no_reason i_cut_myself"),
    Rule(E4_INFO, ("suicide_general",)),
    # U
    *_raise(U, "sudden_back cant_straighten broke_small_now exposed_bone_in_mouth"),
    *_raise(
        U,
        "back_pain",
        "fever weight_loss cancer_history steroid_use after_stopping_deno recent_onset",
    ),
    Rule(U, ("back_pain", "one_leg_numb"), unless=("chronic",)),
    *_raise(U, "fall crash", "back_pain leg_pain small_pain limping"),
    *_raise(U, "small_injury", "bruised_or_swollen maybe_broken"),
    Rule(U, ("crack_heard", "back_pain")),
    *_raise(U, "recent_fall", "older_or_fragile limping wants_check"),
    *_raise(U, "thigh_or_groin_pain jaw_trouble", "bone_medicine"),
    *_raise(U, "swallow_trouble", "oral_bone_medicine"),
    *_raise(U, "chest_burning", "oral_bone_medicine"),
    *_raise(U, "hives", "bone_medicine bone_shot"),
    *_raise(U, "deno_late bone_shot_late"),
    *_raise(U, "shrinking_fast", "back_pain recent_days", window=12),
    *_raise(U, "stress_fracture_signs"),
    # R1
    Rule(R1, ("medicine_decision",)),
    Rule(R1_DENOSUMAB, ("medicine_decision", "denosumab", "interrupting")),
    # R2
    *_raise(R2, "diagnosis_request report_request", unless="score_value"),
    Rule(R2, ("pasted_report",)),
    *_raise(R2, "lab_value prognosis_request treatment_request"),
    # R3
    Rule(R3, ("postpartum_trouble", "speaker"), unless=("score_value",)),
    Rule(R3, ("complex_disease", "sufferer"), window=8),
    Rule(R3, ("inherited_disease", "sufferer"), window=3),
    Rule(R3, ("own_pregnancy",), unless=("score_value",)),
    Rule(R3_CHILD, ("infant", "child_health"), unless=("score_value",)),
    Rule(R3, ("pregnancy_state", "speaker"), unless=("score_value",), window=4),
    Rule(R3, ("pregnancy_or_nursing", "speaker"), unless=("score_value",), window=3),
    Rule(R3, ("pregnancy_or_nursing", "safe_to", "speaker"), unless=("score_value",)),
    Rule(R3_CHILD, ("own_child", "child_health"), unless=("score_value", "child_in_passing")),
    Rule(
        R3_CHILD,
        ("young_age", "child_health", "own_relative"),
        unless=("score_value", "child_in_passing"),
        window=8,
    ),
)
