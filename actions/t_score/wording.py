"""What is said about scores, in one place for clinicians to review.

The texts follow the drafts of facts.md sections 2 and 5.3; numbers are said in words (5.4).
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.t_score.groups import Group
from actions.t_score.judgement import Judgement, Note, Question, Status
from actions.t_score.scale import text_scale
from actions.t_score.speech import (
    figures,
    kind_name,
    listed,
    place_of,
    spoken,
    spoken_number,
)
from bot.answers.library import Button
from bot.nlu.readings import Reading, ReadingKind

# facts.md 2.15: said with every score answer.
CLOSING = (
    "I can explain what the number means, but I can't diagnose you. "
    "Please go over your results with your doctor or nurse."
)
MEANING = (
    "A T-score compares bone density with that of a healthy young adult. Zero is the same as the "
    "young adult average. A minus number is below it, a plus number is above it."
)
# facts.md 2.15
GROUP_TEXTS = {
    Group.NORMAL: (
        "A T-score of minus 1.0 or higher is in the normal range. It means that the bone density "
        "is close to that of a healthy young adult. Bones can still break, so age, falls and past "
        "breaks matter too."
    ),
    Group.LOW_BONE_MASS: (
        "A T-score between minus 1.0 and minus 2.5 is called low bone mass, or osteopenia. It is "
        "below the young adult average but not in the osteoporosis range. Many people have this "
        "result. It is not a disease by itself. A doctor can look at the overall fracture risk."
    ),
    Group.OSTEOPOROSIS_RANGE: (
        "A T-score of minus 2.5 or lower is in the osteoporosis range. It means that the bone "
        "density is well below the young adult average, and bones may break more easily. It does "
        "not mean that a bone will break. Other bone problems can also give a low score, so a "
        "doctor should confirm the cause. Good treatments are available."
    ),
    Group.BELOW_EXPECTED_RANGE: (
        "A Z-score compares you with people of your own age and sex. Minus 2.0 or lower is called "
        '"below the expected range for age". It does not prove osteoporosis. A doctor may look '
        "for a cause."
    ),
    Group.WITHIN_EXPECTED_RANGE: (
        "A Z-score compares you with people of your own age and sex. Above minus 2.0 is called "
        '"within the expected range for age".'
    ),
}
HIGH_PLAIN = (
    "But a number this high can come from arthritis or an old break. Ask your doctor to check."
)
HIGH_GROUP_TEXT = (
    "A T-score of minus 1.0 or higher is in the normal range, but a number this high should not "
    "simply be called good."
)  # facts.md 2.8, whyte2005
GROUP_NAMES = {
    Group.NORMAL: "in the normal range",
    Group.LOW_BONE_MASS: "in the low bone mass (osteopenia) range",
    Group.OSTEOPOROSIS_RANGE: "in the osteoporosis range",
    Group.BELOW_EXPECTED_RANGE: "below the expected range for age",
    Group.WITHIN_EXPECTED_RANGE: "within the expected range for age",
}
WHO_IT_IS_FOR = (
    "These groups are for women after menopause and for men aged 50 and older. For younger people "
    "and children, doctors use a different number, the Z-score."
)  # facts.md 2.3, iscd2006
FRACTURE_LINE = (
    "If you have broken a bone from a minor fall or everyday activity after age 50, tell your "
    "doctor. It matters even if the score is not very low."
)  # facts.md 2.9, tools2014

# facts.md section of each: 2.7, 2.8, 2.6, 2.15, 2.11, 2.10, 2.5, 2.4, 2.3, 2.9
NOTE_TEXTS = {
    Note.AT_AN_EDGE: (
        "This number is right at the edge between two groups. Small measuring differences can move "
        "it either way. So the exact group matters less than the overall risk."
    ),
    Note.HIGH: (
        "A very high score can happen for several reasons. Often arthritis, bone spurs or an old "
        "spine fracture make the bone look denser than it is. Please ask your doctor to check "
        "what caused it."
    ),
    Note.RECHECK: (
        "Such a number is rare. Please look at your report once more to make sure that it is right."
    ),
    Note.CHANGE: (
        "I used the latest number. Small changes between scans can be normal measuring noise. Ask "
        'the center if the change in g/cm² is larger than its "least significant change".'
    ),
    Note.DEVICE_NOT_USED: (
        "I left out the number from the other device or place. Scores from a heel or finger test "
        "are not the same as scores from a hip and spine DXA scan."
    ),
    Note.PART_NOT_USED: (
        "I left out Ward's triangle, the trochanter and single vertebrae. They are on many "
        "reports, but they are not used for the groups."
    ),
    Note.WRIST_DEVICE: (
        "This counts for a DXA scan of the forearm (the 33% radius). Some wrist machines are "
        "different."
    ),
    Note.Z_COMPARES_AGE: (
        "The Z-score on your report compares you with people of your own age. It is not used for "
        "these groups."
    ),
    Note.T_NOT_USED: (
        "Before menopause and under 50, doctors use the Z-score and not the T-score, so I left the "
        "T-score out."
    ),
    Note.FRACTURE_HIP_OR_SPINE: (
        "You mention a broken hip or spine. Please be sure to tell your doctor. If it came from "
        "a minor fall or everyday activity, it can matter more than the score."
    ),
    Note.FRACTURE_OTHER: (
        "You mention a broken bone. Please tell your doctor. If it came from a minor fall or "
        "everyday activity, it matters even if the score is not very low."
    ),
    Note.DENSITY: (
        "That looks like a bone density in g/cm². I can't turn it into a T-score, because each "
        "brand of scanner uses its own scale. Your report should list a T-score next to it. What "
        "is that number?"
    ),
    Note.PERCENT: (
        "That is a percent. Reports use it to compare with young adults or with people of the same "
        "age, and it has no groups of its own. Your report should also list a T-score. What is "
        "that number?"
    ),
    Note.FRAX: (
        "That looks like a FRAX result. FRAX estimates the chance, in percent, of breaking a bone "
        "in the next 10 years. Countries use different limits for it, so I can't judge the number. "
        "Your doctor can tell what it means for you. If you also have a T-score, type it and I "
        "can explain it."
    ),
    Note.TRABECULAR_SCORE: (
        "That looks like a trabecular bone score (TBS). It is not a T-score, and I can't explain "
        "it. Please ask the doctor who ordered the scan. If you also have a T-score, type it and "
        "I can explain that."
    ),
    Note.ANOTHER_DEVICE: (
        "Scores from a heel or finger test, or from other places than hip, spine and forearm, are "
        "not the same as scores from a hip and spine DXA scan. I can't place this number in the "
        "usual groups. Ask your doctor if you need a DXA scan."
    ),
    Note.PART_OF_A_BONE: (
        "This number is from a place that is not used for the groups by itself. Your report should "
        "also list a T-score for the whole lower spine (such as L1–L4), the total hip or the "
        "femoral neck. What is that number?"
    ),
    Note.UNDER_50: (
        "Before menopause, and for men under 50, doctors don't use the T-score groups. They look "
        "at the Z-score, which compares you with people of your own age and sex. Minus 2.0 or "
        'lower is called "below the expected range for age", and above that is "within the '
        'expected range for age". Your report may list a Z-score too. If you type it, I can '
        "explain it."
    ),
    Note.CHILD: (
        "T-score groups are not used for children and teenagers. Their scans are read in a special "
        "way. Please ask the child's doctor."
    ),
    Note.PREGNANT: (
        "In pregnancy and while breastfeeding, a score needs advice from someone who knows your "
        "health. Please ask your doctor, midwife or specialist. Strong new back pain or a broken "
        "bone needs a check today."
    ),
    Note.REFERENCE_UNCLEAR: (
        "Which group of people to compare with depends on things that a doctor has to look at. "
        "Please ask the doctor who ordered the scan which score fits you."
    ),
    Note.OPEN_END: (
        "To tell the group I need the exact number. It stands on your report next to the place, "
        "for example spine or hip. What is it?"
    ),
}  # fmt: skip

ASK_FOR_NUMBER = (
    "If you have a number from your report, type it with its sign and the place, for example: "
    "minus 1.8 at the hip. Then I can explain it."
)
TOO_MANY = (
    "That is more than I can read with care. Please send just the T-scores of the spine and the "
    "hip, for example: spine minus 1.8, hip minus 1.2."
)
THYROID = (
    "T3 and T4 are blood tests of the thyroid. They are not T-scores, and I can't explain them. A "
    "T-score comes from a bone density scan."
)
DONT_KNOW = (
    "That's all right. The sign stands right before the number on the report, and the place where "
    "you had the scan can tell you too."
)
WHICH_SIGN = "Please tell me just one thing: is it minus or plus?"

SCORE_SOURCES = ("who1994", "iscd2006", "racgp")
_NOTE_SOURCES = {
    Note.AT_AN_EDGE: ("gourlay2012",),
    Note.HIGH: ("whyte2005", "hopkins_oa"),
    Note.CHANGE: ("iscd_lsc",),
    Note.DEVICE_NOT_USED: ("qus2021",),
    Note.ANOTHER_DEVICE: ("qus2021",),
    Note.DENSITY: ("hl7dxa",),
    Note.FRAX: ("frax2008", "frax_limits2010"),
    Note.CHILD: ("iscd_ped2013", "aap2016"),
    Note.UNDER_50: ("iscd_numebook",),
    Note.FRACTURE_HIP_OR_SPINE: ("bhof2022", "tools2014"),
    Note.FRACTURE_OTHER: ("tools2014",),
}
_ORDER_OF_NOTES = (
    Note.AT_AN_EDGE,
    Note.HIGH,
    Note.RECHECK,
    Note.CHANGE,
    Note.DEVICE_NOT_USED,
    Note.PART_NOT_USED,
    Note.WRIST_DEVICE,
    Note.Z_COMPARES_AGE,
    Note.T_NOT_USED,
    Note.FRACTURE_HIP_OR_SPINE,
    Note.FRACTURE_OTHER,
)
_RISK = Button("What affects fracture risk?", "/risk_overview")
_DOCTOR = Button("Questions for my doctor", "/living_questions_for_doctor")
_Z_SCORE = Button("What is a Z-score?", "/diagnosis_z_score")
_SCAN = Button("What is a DXA scan?", "/diagnosis_dxa_scan")
_FRAX = Button("What is FRAX?", "/diagnosis_fracture_risk_tools")


def answer_payload(answer: str) -> str:
    """Gives the payload of a button that answers a question, such as "minus" or "yes"."""
    return f'/explain_t_score{{"answer":"{answer}"}}'


_YES = Button("Yes", answer_payload("yes"))
_NO = Button("No", answer_payload("no"))


def full_text(judgement: Judgement) -> str:
    """Says what was judged, with everything that belongs to it.

    Args:
        judgement: What `judge` found.
    """
    parts = {
        Status.EXPLAINED: _explained,
        Status.ASK_NUMBER: _asked_for_number,
        Status.ASK_SIGN: _asked,
        Status.CHECK_NUMBER: _asked,
        Status.ASK: _asked,
        Status.NOT_COMPARABLE: _told_why_not,
        Status.REFER: _told_why_not,
    }[judgement.status](judgement)
    return _paragraphs([*parts, CLOSING])


def simple_text(judgement: Judgement) -> str:
    """Says the same in a few short sentences."""
    if judgement.status is not Status.EXPLAINED:
        return full_text(judgement)
    if judgement.group is None:
        return _paragraphs([_spanned(judgement), CLOSING])
    deciding = judgement.deciding
    assert deciding is not None
    plain = {
        Group.NORMAL: "The bone density is close to that of a healthy young adult.",
        Group.LOW_BONE_MASS: (
            "That is below the young adult average. Many people have this. It is not a disease by "
            "itself."
        ),
        Group.OSTEOPOROSIS_RANGE: (
            "That is well below the young adult average. A doctor should find out why. Good "
            "treatments are available."
        ),
        Group.BELOW_EXPECTED_RANGE: (
            "That is lower than in most people of the same age. It does not prove osteoporosis."
        ),
        Group.WITHIN_EXPECTED_RANGE: "That is much like other people of the same age.",
    }[judgement.group]
    if Note.HIGH in judgement.notes and judgement.group is Group.NORMAL:
        plain = HIGH_PLAIN
    return _paragraphs(
        [
            f"{spoken(deciding).capitalize()}{place_of(deciding)} is "
            f"{GROUP_NAMES[judgement.group]}. {plain}",
            CLOSING,
        ]
    )


def definition_text() -> str:
    """Says what a T-score is, with the scale, and offers to explain one."""
    return _paragraphs([MEANING, text_scale(), WHO_IT_IS_FOR, ASK_FOR_NUMBER, CLOSING])


def is_it_bad_text(judgement: Judgement) -> str:
    """Answers "so is that bad?" about the number that was explained."""
    high = Note.HIGH in judgement.notes and judgement.group is Group.NORMAL
    say: dict[Group | None, str] = {
        Group.NORMAL: "It is close to what healthy young adults have.",
        Group.LOW_BONE_MASS: (
            "Many people have a result like this, and by itself it is not a disease."
        ),
        Group.OSTEOPOROSIS_RANGE: (
            "Bones may break more easily in this range, but it does not mean that one will. Good "
            "treatments are available."
        ),
        Group.BELOW_EXPECTED_RANGE: (
            "It does not prove osteoporosis. A doctor may look for a cause."
        ),
        Group.WITHIN_EXPECTED_RANGE: "It is much like that of other people of the same age.",
    }
    return _paragraphs(
        [
            _where_it_stands(judgement),
            HIGH_PLAIN if high else say.get(judgement.group, ""),
            "A number alone can't say how much it matters. Age, falls, past breaks and other "
            "things count too, and your doctor can look at them together.",
            CLOSING,
        ]
    )


def is_it_osteoporosis_text(judgement: Judgement) -> str:
    """Answers "is that osteoporosis?" without a diagnosis (facts.md, rule 1 and 2)."""
    return _paragraphs(
        [
            _where_it_stands(judgement),
            "That is a group for scan results and not a diagnosis. Other bone problems can also "
            "give a low score, and a broken bone from a minor fall can count even when the score "
            "is not very low. A doctor has to look at the whole picture.",
            CLOSING,
        ]
    )


def buttons(judgement: Judgement) -> tuple[Button, ...]:
    """Gives the choices under a message."""
    if judgement.question is Question.SIGN and judgement.deciding is not None:
        digits = spoken_number(abs(judgement.deciding.value), sign_given=False)
        if _unsigned(judgement) > 1:
            return (
                Button("They are minus", answer_payload("minus")),
                Button("They are plus", answer_payload("plus")),
            )
        return (
            Button(f"Minus {digits}", answer_payload("minus")),
            Button(f"Plus {digits}", answer_payload("plus")),
        )
    if judgement.question is Question.CHECK and judgement.suggestion is not None:
        return (Button(f"Yes, {spoken_number(judgement.suggestion)}", answer_payload("yes")), _NO)
    if judgement.question in (Question.UNIT, Question.NECK):
        return _YES, _NO
    if judgement.status is Status.EXPLAINED:
        return (_RISK, _DOCTOR, _Z_SCORE) if judgement.kind is ReadingKind.T else (_DOCTOR, _RISK)
    if Note.FRAX in judgement.notes:
        return _FRAX, _DOCTOR
    if Note.UNDER_50 in judgement.notes:
        return _Z_SCORE, _DOCTOR
    if judgement.status is Status.REFER:
        return (_DOCTOR,)
    return _SCAN, _Z_SCORE


def sources(judgement: Judgement) -> tuple[str, ...]:
    """Gives the ids of the references behind what is said."""
    found = dict.fromkeys(SCORE_SOURCES)
    for note in judgement.notes:
        found.update(dict.fromkeys(_NOTE_SOURCES.get(note, ())))
    return tuple(found)


def _paragraphs(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _explained(judgement: Judgement) -> list[str]:
    parts = [_echo(judgement)]
    if judgement.group is None:
        parts.append(_spanned(judgement))
    elif Note.HIGH in judgement.notes and judgement.group is Group.NORMAL:
        parts.append(HIGH_GROUP_TEXT)
    else:
        parts.append(GROUP_TEXTS[judgement.group])
    if judgement.kind is ReadingKind.T:
        parts.append(WHO_IT_IS_FOR)
    parts.extend(NOTE_TEXTS[note] for note in _ORDER_OF_NOTES if note in judgement.notes)
    told = {Note.FRACTURE_HIP_OR_SPINE, Note.FRACTURE_OTHER} & set(judgement.notes)
    if judgement.kind is ReadingKind.T and not told:
        parts.append(FRACTURE_LINE)
    return parts


def _echo(judgement: Judgement) -> str:
    deciding = judgement.deciding
    assert deciding is not None and judgement.kind is not None
    name = kind_name(judgement.kind)
    used = judgement.used
    if Note.RANGE_SPANS_GROUPS in judgement.notes and len(used) == 2:
        text = f"You wrote a {name} between {_said(used[0])} and {_said(used[1])}."
    elif len(used) > 1:
        text = f"You wrote these {name}s: {listed([_said(reading) for reading in used])}."
        if Note.LOWEST_DECIDES in judgement.notes:
            text += (
                " The lowest one is usually used for the group: "
                f"{spoken(deciding)}{place_of(deciding)}."
            )
    else:
        text = f"You wrote a {name} of {_said(deciding)}."
    before = [reading for reading in judgement.earlier if reading.kind is judgement.kind]
    if before:
        text += f" Before, it was {listed([_said(reading) for reading in before])}."
    if Note.SIGN_DOES_NOT_MATTER in judgement.notes:
        text += " A plus or minus sign is missing, but here the group is the same with either."
    return text


def _said(reading: Reading) -> str:
    year = f" in {reading.year}" if reading.year is not None else ""
    bound = {"at_most": " or lower", "at_least": " or higher"}.get(
        reading.bound.value if reading.bound else "", ""
    )
    number = spoken(reading)
    shown = "" if number == figures(reading) else f" ({figures(reading)})"
    return f"{number}{shown}{bound}{place_of(reading)}{year}"


def _spanned(judgement: Judgement) -> str:
    names = [GROUP_NAMES[group] for group in judgement.groups]
    if len(names) == 2:
        return f"One end is {names[0]} and the other is {names[1]}. The exact number decides."
    return f"Between these numbers lie several groups: {listed(names)}. The exact number decides."


def _asked_for_number(judgement: Judgement) -> list[str]:
    if Note.OPEN_END in judgement.notes:
        return [text_scale(), NOTE_TEXTS[Note.OPEN_END]]
    return ["I need the number to explain it.", MEANING, ASK_FOR_NUMBER]


def _asked(judgement: Judgement) -> list[str]:
    deciding = judgement.deciding
    assert deciding is not None
    if Note.PART_OF_A_BONE in judgement.notes:
        return [
            f"You wrote a T-score of {_said(deciding)}.",
            NOTE_TEXTS[Note.PART_OF_A_BONE],
        ]
    digits = spoken_number(abs(deciding.value), sign_given=False)
    if judgement.question is Question.SIGN:
        if _unsigned(judgement) > 1:
            numbers = [f"{spoken(r)}{place_of(r)}" for r in judgement.used if not r.sign_given]
            return [
                f"You wrote {listed(numbers)}. Are they minus or plus? The sign makes a big "
                "difference. It should be on your report."
            ]
        return [
            f"Was that minus {digits} or plus {digits}{place_of(deciding)}? The sign makes a big "
            "difference. It should be on your report."
        ]
    if judgement.question is Question.UNIT:
        return [
            f"Is {digits} a bone density in g/cm²? A T-score has one digit after the point and "
            "usually a plus or minus sign. Your report should list both."
        ]
    if judgement.question is Question.NECK:
        return [
            f"You wrote a T-score of {_said(deciding)}. Is that the femoral neck, the top part of "
            "the thigh bone at the hip?"
        ]
    guess = ""
    if judgement.suggestion is not None:
        guess = f" Could it be {spoken_number(judgement.suggestion)}?"
    return [
        f"{_typed(deciding)} does not look like a T-score. Most are between minus 5 and plus 4."
        f"{guess} Please check your report."
    ]


def _typed(reading: Reading) -> str:
    if reading.point_missing:
        return f'"{reading.text.strip()}"'
    return spoken(reading).capitalize()


def _unsigned(judgement: Judgement) -> int:
    return sum(not reading.sign_given for reading in judgement.used)


def _told_why_not(judgement: Judgement) -> list[str]:
    echo = ""
    deciding = judgement.deciding
    if deciding is not None and deciding.kind in (ReadingKind.T, ReadingKind.Z):
        echo = f"You wrote a score of {_said(deciding)}."
    return [echo, *(NOTE_TEXTS[note] for note in judgement.notes if note in NOTE_TEXTS)]


def _where_it_stands(judgement: Judgement) -> str:
    deciding = judgement.deciding
    assert deciding is not None and judgement.kind is not None
    name = kind_name(judgement.kind)
    lowest = "lowest " if Note.LOWEST_DECIDES in judgement.notes else ""
    if judgement.group is None:
        return f"Your {name} lies between two groups. {_spanned(judgement)}"
    return (
        f"The {lowest}{name} you wrote, {spoken(deciding)}{place_of(deciding)}, is "
        f"{GROUP_NAMES[judgement.group]}."
    )
