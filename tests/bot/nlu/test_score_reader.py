"""Every way of writing a score reads back as the same number, and no text breaks the reader."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.t_score.groups import Plausibility, plausibility, t_group
from actions.t_score.judgement import Status, judge
from bot.nlu.readings import (
    Bound,
    Detail,
    Fracture,
    Moment,
    Owner,
    Person,
    Reading,
    ReadingKind,
    Sex,
    Side,
    Site,
)
from bot.nlu.score_reader import LONGEST_MESSAGE, read_message

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")

Writing = Callable[[Decimal], str]


def digits(value: Decimal) -> str:
    return f"{abs(value):.1f}"


def in_words(value: Decimal) -> str:
    whole, tenth = digits(value).split(".")
    return f"{ONES[int(whole)]} point {ONES[int(tenth)]}"


BELOW_ZERO: dict[str, Writing] = {
    "hyphen": lambda v: f"-{digits(v)}",
    "minus sign": lambda v: f"T-score −{digits(v)}",
    "en dash": lambda v: f"–{digits(v)}",
    "em dash": lambda v: f"—{digits(v)}",
    "small hyphen": lambda v: f"﹣{digits(v)}",
    "full width": lambda v: f"T：{f'-{digits(v)}'.translate(WIDE)}",
    "Arabic-Indic digits": lambda v: f"-{digits(v).translate(ARABIC)}",
    "minus": lambda v: f"minus {digits(v)}",
    "negative": lambda v: f"negative {digits(v)} in the hip",
    "neg": lambda v: f"neg {digits(v)}",
    "number words": lambda v: f"my t score is minus {in_words(v)}",
    "dictated": lambda v: f"minus {digits(v).replace('.', ' point ')}",
    "standard deviations below": lambda v: f"{digits(v)} standard deviations below the mean",
    "decimal comma": lambda v: f"-{digits(v).replace('.', ',')}",
    "space behind the sign": lambda v: f"t score - {digits(v)}",
    "brackets": lambda v: f"(-{digits(v)})",
    "equals sign": lambda v: f"T=-{digits(v)}",
    "glued to the word": lambda v: f"Tscore-{digits(v)}",
    "glued to SD": lambda v: f"-{digits(v)}SD",
    "glued to the site": lambda v: f"spine-{digits(v)}",
    "site before": lambda v: f"my left hip is -{digits(v)}",
    "site behind": lambda v: f"-{digits(v)} at the femoral neck, what now?",
    "after an age": lambda v: f"I'm 67 and got -{digits(v)} on my DEXA",
    "capitals": lambda v: f"T-SCORE: -{digits(v)} LUMBAR SPINE",
    "vertebrae": lambda v: f"L1-L4 -{digits(v)}",
    "minus behind": lambda v: f"{digits(v)} minus",
}
ABOVE_ZERO: dict[str, Writing] = {
    "plus sign": lambda v: f"+{digits(v)}",
    "full-width plus": lambda v: f"＋{digits(v)}",
    "plus": lambda v: f"t score plus {digits(v)}",
    "positive": lambda v: f"positive {digits(v)} hip",
    "number words": lambda v: f"plus {in_words(v)}",
    "above average": lambda v: f"{digits(v)} standard deviations above average",
}
TENTHS = range(1, 100)


def assert_reads_back(text: str, value: Decimal) -> None:
    message = read_message(text)
    assert [(r.kind, r.value, r.sign_given) for r in message.readings] == [
        (ReadingKind.T, value, True)
    ], text
    judgement = judge(message.readings, message.person)
    if plausibility(value) is Plausibility.IMPLAUSIBLE:
        assert (judgement.status, judgement.group) == (Status.CHECK_NUMBER, None), text
    else:
        assert judgement.group is t_group(value), text


@pytest.mark.parametrize("writing", BELOW_ZERO)
def test_every_number_below_zero_reads_back_in_every_writing(writing: str) -> None:
    for tenths in TENTHS:
        value = -Decimal(tenths) / 10
        assert_reads_back(BELOW_ZERO[writing](value), value)


@pytest.mark.parametrize("writing", ABOVE_ZERO)
def test_every_number_above_zero_reads_back_in_every_writing(writing: str) -> None:
    for tenths in TENTHS:
        value = Decimal(tenths) / 10
        assert_reads_back(ABOVE_ZERO[writing](value), value)


@pytest.mark.parametrize("text", ["0", "0.0", "-0", "+0.0", "T-score zero", "zero point zero hip"])
def test_zero_needs_no_sign(text: str) -> None:
    assert_reads_back(text, Decimal(0))


@pytest.mark.parametrize(
    "text",
    [
        "and the Z one below it",
        "what is the z one",
        "there's a T one too",
        "alk phos 188, Ca 2.08, PTH 11",
        "would 10,000 of vit D daily be safe",
        "My levels came back 38 for vitamin D. Do I keep taking the 50,000 one or quit",
        "my result was 2.7 for calcium, is that ok",
        "I scored 4.5 on my calcium",
    ],
)
def test_a_word_for_a_score_a_blood_value_and_a_dose_are_no_scores(text: str) -> None:
    assert read_message(text).readings == ()


@pytest.mark.parametrize(
    "text", ["t score 2.7 on my calcium sheet", "my score is -2.7 for calcium", "2.7 on page 3"]
)
def test_a_score_beside_the_name_of_another_value_stays_one(text: str) -> None:
    assert [abs(reading.value) for reading in read_message(text).readings] == [Decimal("2.7")]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-50, 40),
            st.sampled_from(
                [("spine", Site.LUMBAR_SPINE), ("hip", Site.TOTAL_HIP), ("FN", Site.FEMORAL_NECK)]
            ),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda pair: pair[1][0],
    ),
    st.sampled_from([" ", ", ", "; ", " and ", "\n", " / "]),
    st.sampled_from(["{site} {value}", "{site}: {value}", "{value} {site}", "{site} is {value}"]),
)
def test_several_sites_in_one_message_keep_their_numbers(
    pairs: list[tuple[int, tuple[str, Site]]], separator: str, form: str
) -> None:
    text = separator.join(
        form.format(site=word, value=f"{Decimal(tenths) / 10:+.1f}") for tenths, (word, _) in pairs
    )
    found = [(reading.value, reading.site) for reading in read_message(text).readings]
    assert found == [(Decimal(tenths) / 10, site) for tenths, (_, site) in pairs], text


FRAGMENTS = st.sampled_from(
    [
        "-", "—", "−", "+", "±", "2.5", "2,5", "-2.5", "25", "1e9", "½", "2½", "..", "T", "Z",
        "BMD", "%", "FRAX", "spine", "neck", "L1-L4", "T12", "hip", "was", "now", "2019",
        "12/03/2021",
        "sorry", "not", "between", "and", "or", "to", "from", "minus", "point", "a", "half", "my",
        "years old", "I'm", "67", "mum", "(", ")", ":", ",", "\n", "?", "g/cm2", "total", "left",
        "below", "worse than", "with", "all negative", "٢", "𝟐", "İ", "ǅ", "\u200b", "😀", "broke",
        "fracture",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=30).map(" ".join)))
def test_no_text_makes_it_raise_and_offsets_point_at_what_was_read(text: str) -> None:
    message = read_message(text)
    judge(message.readings, message.person)
    for reading in message.readings:
        assert text[reading.start : reading.end] == reading.text
        assert Reading.from_dict(reading.to_dict()) == reading
    assert Person.from_dict(message.person.to_dict()) == message.person


@pytest.mark.parametrize(
    "piece", ["-2.5 ", "1 ", "a-1.5, ", "(", "- ", "L1-", "minus ", "hip ", "9"]
)
def test_a_message_of_ten_thousand_characters_is_read_to_an_end(piece: str) -> None:
    read_message((piece * LONGEST_MESSAGE)[:LONGEST_MESSAGE])


def test_hundreds_of_numbers_are_refused_and_not_half_read() -> None:
    message = read_message("-2.5 " * 400)
    assert message.too_many
    assert message.readings == ()


def test_a_number_behind_the_limit_makes_the_message_too_long() -> None:
    message = read_message("spine -1.2 " + "x " * LONGEST_MESSAGE + "hip -3.2")
    assert message.too_many


@pytest.mark.parametrize(
    "text",
    [
        "I am 67 and weigh 58 kg",
        "70 mg once a week",
        "vitamin D 18 ng/ml",
        "my calcium is 2.4",
        "TSH 2.7",
        "Free T4 1.2, T3 3.1",
        "call 07700 900123 or 555-123-4567",
        "on 12.03.2021 at 10:30",
        "the 33% radius",
        "L1-L4, T12 and C7",
        "I lost 6% of my bone density",
        "my mum is 82",
        "my dexa showed 2 fractures",
        "covid-19, omega-3 and B12",
        "2 or 3 times a week",
        "it dropped by 0.3",
        "T=-2.5e308",
        "NaN",
        "version 2.5.7",
        "100% sure",
        "I got 3 T-scores",
        "question 2 is about T-scores",
        "I am 100 percent sure",
        "53 and through the change",
    ],
)
def test_other_numbers_are_no_readings(text: str) -> None:
    assert read_message(text).readings == ()


def only(text: str) -> Reading:
    (reading,) = read_message(text).readings
    return reading


def test_side_year_and_finer_words_are_kept() -> None:
    reading = only("left hip -1.4 in 2019")
    assert (reading.side, reading.year) == (Side.LEFT, 2019)
    assert only("Ward's triangle -3.4").detail is Detail.WARDS_TRIANGLE
    assert only("my neck -2.1").detail is Detail.PLAIN_NECK
    assert only("T-score -2.5 in my T12").detail is Detail.SINGLE_VERTEBRA
    assert only("wrist -2.8").detail is Detail.WRIST
    assert only("33% radius -2.8").detail is None


def test_a_site_that_was_broken_or_hurts_is_not_the_site_of_the_scan() -> None:
    assert only("T -1.5 and broke my hip last year").site is None
    assert only("my spine hurts and my t score is -2.2").site is None
    assert only("hip replacement on the left, spine -2.6").site is Site.LUMBAR_SPINE


def test_corrections_withdraw_what_they_replace() -> None:
    for text in ("sorry, -2.3 not -3.2", "-3.2 oops I mean -2.3", "-3.2? no -2.3"):
        readings = read_message(text).readings
        standing = [reading.value for reading in readings if not reading.withdrawn]
        assert standing == [Decimal("-2.3")], text


def test_a_correction_may_say_where_the_wrong_number_came_from() -> None:
    for text in ("-2.9. No wait, wrong page, it's -1.9", "-2.9, oh wrong line, it's -1.9"):
        standing = [r.value for r in read_message(text).readings if not r.withdrawn]
        assert standing == [Decimal("-1.9")], text


def test_a_number_without_sign_gives_way_to_the_same_number_with_its_minus() -> None:
    assert only("2.6 but it has a minus, so -2.6 in the spine").value == Decimal("-2.6")
    assert len(read_message("2.6 in the hip and -2.6 in the spine").readings) == 2


def test_a_score_that_is_only_asked_about_names_no_number_before_it() -> None:
    for question in ("what does the T mean", "what is a Z score", "is the T or the Z important"):
        text = f"L1-L4 BMD 0.871 g/cm2 T -1.6 Z -0.3, {question}"
        kinds = {reading.kind: reading.value for reading in read_message(text).readings}
        assert kinds[ReadingKind.T] == Decimal("-1.6"), text
        assert kinds[ReadingKind.Z] == Decimal("-0.3"), text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I am told 0 for the T-score", 0),
        ("26 is what it says beside T-score", 26),
        ("it says 25 for my T-score", 25),
    ],
)
def test_a_whole_number_may_stand_before_the_word_t_score(text: str, value: int) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("-3.2, I had swapped the digits, T score lumbar", Site.LUMBAR_SPINE),
        ("2.6 SD below the young adult mean at my spine", Site.LUMBAR_SPINE),
        ("is T -1.4 for a 79 year old woman's spine low", Site.LUMBAR_SPINE),
        ("neg 2.2 on back", Site.LUMBAR_SPINE),
        ("just L4, T -2.6", Site.OTHER),
        ("a finger machine at the health fair said T -3.0", Site.OTHER),
        ("came back -2.2", None),
        ("my finger was broken, my T is -2.2", None),
        ("T -2.7, should I also test my heel", None),
    ],
)
def test_the_site_is_found_before_behind_and_as_a_closing_label(
    text: str, site: Site | None
) -> None:
    assert only(text).site is site


def test_dates_and_time_words_order_readings() -> None:
    first, second = read_message("was -2.9 in 2019, now -2.4").readings
    assert (first.year, first.moment) == (2019, Moment.EARLIER)
    assert second.moment is Moment.LATEST
    first, second = read_message("-2.6 (previously -2.2)").readings
    assert second.moment is Moment.EARLIER and first.moment is not Moment.EARLIER


def test_ranges_and_open_ends_are_marked() -> None:
    first, second = read_message("between -2 and -2.5").readings
    assert first.range_id is not None and first.range_id == second.range_id
    assert only("-2.5 or lower").bound is Bound.AT_MOST
    assert only("above -1").bound is Bound.AT_LEAST


def test_a_quoted_cut_off_is_left_out_beside_the_own_number() -> None:
    assert only("my score is -2.3 and the cutoff is -2.5").value == Decimal("-2.3")


def test_a_group_that_is_explained_is_no_result_beside_the_own_number() -> None:
    assert only("I read normal is -1 or above, mine's -1.6").value == Decimal("-1.6")
    assert len(read_message("my report says osteoporosis is -2.5, mine was -1.9").readings) == 2


def test_a_pasted_table_is_read_by_its_header_in_any_order_of_columns() -> None:
    for header, row in (
        ("BMD T-score Z-score", "0.812 -2.7 -1.2"),
        ("Z-score T-score BMD", "-1.2 -2.7 0.812"),
    ):
        readings = read_message(f"Region {header}\nL1-L4 {row}").readings
        assert {(r.kind, r.value, r.site) for r in readings} == {
            (ReadingKind.BMD, Decimal("0.812"), Site.LUMBAR_SPINE),
            (ReadingKind.T, Decimal("-2.7"), Site.LUMBAR_SPINE),
            (ReadingKind.Z, Decimal("-1.2"), Site.LUMBAR_SPINE),
        }


def test_total_is_the_total_of_its_own_part_of_the_report() -> None:
    spine = read_message("L1 -2.1 L2 -2.5 total -2.4").readings
    hip = read_message("Neck -1.8\nTroch -1.2\nTotal -1.6").readings
    assert spine[-1].site is Site.LUMBAR_SPINE
    assert hip[-1].site is Site.TOTAL_HIP


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("im 67, t -2.8", Person(age_low=67, age_high=67)),
        ("man, 45, T-score -2.6", Person(age_low=45, age_high=45, sex=Sex.MALE)),
        ("67F T -2.4", Person(age_low=67, age_high=67, sex=Sex.FEMALE)),
        ("i am sixty seven", Person(age_low=67, age_high=67)),
        ("in my forties, T -1.9", Person(age_low=40, age_high=49, owner=Owner.SELF)),
        (
            "my 10 year old has -2.3",
            Person(age_low=10, age_high=10, child=True, owner=Owner.ANOTHER),
        ),
        ("I have a 10 year old and my T-score is -2.3", Person(owner=Owner.SELF)),
        ("My mother, 82, broke her hip; my T-score is -1.8", Person(owner=Owner.SELF)),
        ("I'm pregnant, T -2.8", Person(pregnant=True)),
        ("not pregnant, T -2.8", Person()),
        ("postmenopausal, T -2.8", Person(after_menopause=True)),
        ("T -2.2, 53 and through the change", Person(53, 53, after_menopause=True)),
        ("I still have periods, T -2.8", Person(after_menopause=False)),
        ("T -2.6 and I fractured a vertebra", Person(fracture=Fracture.HIP_OR_SPINE)),
        ("T -2.6, never broken anything", Person()),
    ],
)
def test_facts_about_the_person_belong_to_the_person_with_the_score(
    text: str, person: Person
) -> None:
    assert read_message(text).person == person
