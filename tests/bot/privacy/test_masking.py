"""Masking: what identifies a person goes, what a bone report says stays."""

from __future__ import annotations

import time
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.masking import mask

IDENTIFYING = [
    ("write to anna.smith@example.co.uk", "write to [email]"),
    ("anna (at) example.org", "[email]"),
    ("call me on 07700 900123 please", "call me on [phone number] please"),
    ("my number is +44 20 7946 0958", "my number is [phone number]"),
    ("(212) 555-0143", "[phone number]"),
    ("212-555-0143", "[phone number]"),
    ("06 12 34 56 78", "[phone number]"),
    ("my ssn is 536-22-1234", "my ssn is [id number]"),
    ("943 476 5919", "[id number]"),
    ("AB 12 34 56 C", "[id number]"),
    ("1234567T", "[id number]"),
    ("mrn: 88342212", "mrn: [id number]"),
    ("patient id AX-99321", "patient id [id number]"),
    ("card 4111 1111 1111 1111", "card [card number]"),
    ("GB82 WEST 1234 5698 7654 32", "[account number]"),
    ("born on 12/03/1950", "born on [date of birth]"),
    ("dob: 3 March 1950, T-score -2.7", "dob: [date of birth], T-score -2.7"),
    ("my birthday is March 3", "my birthday is [date of birth]"),
    ("my name is Margaret Jones and I am 67", "my name is [name] and I am 67"),
    ("my name is anna and i am 67", "my name is [name] and i am 67"),
    ("my name's John", "my name's [name]"),
    ("I'm called Pete", "I'm called [name]"),
    ("this is Mary Smith speaking", "this is [name] speaking"),
    ("Mrs Jones fell", "Mrs [name] fell"),
    ("I live at 12 Baker Street, London NW1 6XE", "I live at [address], London [postcode]"),
    ("i live at 12 baker street", "i live at [address]"),
    ("zip code 90210", "zip code [postcode]"),
    ("reach me at maggie 54 @ gmail . com", "reach me at maggie [email]"),
    ("maggie dot jones at gmail dot com", "[email]"),
    ("maggie@gmail,com", "[email]"),
    ("maggie\uff20example.com", "[email]"),
    ("m\u200baggie@exam\u200bple.com", "[email]"),
    ("tel. 030/901820", "tel. [phone number]"),
    ("06.12.34.56.78", "[phone number]"),
    ("my number is five five five 0 1 2 3", "my number is [phone number]"),
    ("zero seven seven double zero nine one two", "[phone number]"),
    ("QQ123456C is my NI number", "[id number] is my NI number"),
    ("Born: 12-Mar-1950", "Born: [date of birth]"),
    ("my dob's 12/3/50", "my dob's [date of birth]"),
    ("name = Margaret Holloway", "name = [name]"),
    ("I am Margaret Holloway, 72", "I am [name], 72"),
    ("I'm Margaret Holloway and I am 72", "I'm [name] and I am 72"),
    ("it's Margaret Holloway here", "it's [name] here"),
    ("call me Maggie", "call me [name]"),
    ("my mum's name is Dorothy Holloway", "my mum's name is [name]"),
    ("his name is John Smith, he fell", "his name is [name], he fell"),
    ("my daughter is called Priya Sharma", "my daughter is called [name]"),
    ("first name margaret last name holloway", "first name [name] last name [name]"),
    ("Patient name: HOLLOWAY, MARGARET", "Patient name: [name]"),
    ("patient: Margaret Holloway, T-score -2.7", "patient: [name], T-score -2.7"),
    ("My doctor is Dr. Anita Patel", "My doctor is Dr. [name]"),
    ("kind regards, Margaret Holloway", "kind regards, [name]"),
    ("Me llamo Carmen García", "Me llamo [name]"),
    ("I live at 221B Baker Street", "I live at [address]"),
]

HARMLESS = [
    "my T-score is -2.7",
    "spine -2.6 hip -1.9 neck -2.1 in 2019",
    "T-score -2.7 -1.8 -2.0 -1.5 -2.2",
    "-2.5/-1.9/-2.1",
    "L1 0.812 L2 0.790 L3 0.845 L4 0.901",
    "bmd 1.012 1.1 0.9",
    "scan on 12/03/2019 and 2021-05-06 and 12.03.2019",
    "scans in 2015 2017 2019 2021",
    "I was born in 1950",
    "I'm 67, 5 ft 4, 140 lbs",
    "1200 mg calcium and 50000 IU vitamin D",
    "alp 160 pth 95 calcium 2.1",
    "FRAX 18 2.9 2.4 20 25",
    "10 20 30 40 50",
    "1,200,000 people",
    "walk 10 minutes down the road",
    "L1 5cm",
    "my name is not important",
    "call me maybe",
    "did I miss two doses",
    "what is Paget's disease",
    "medicine name: Fosamax",
    "the medicine's name is Fosamax",
    "-2.7 spine, 0.812 g/cm2 2019",
    "L1-L4: 0.812 g/cm2 (-2.7), neck: 0.654 g/cm2 (-2.1), hip: 0.701 g/cm2 (-1.9)",
    "2015 -1.9 2017 -2.1 2019 -2.4 2021 -2.7",
    "-2.7 @ hip . it was 2019",
    "800-1000 IU of vitamin D and 1000-1200 mg of calcium",
    "1000000 people",
    "60 mg every 6 months, missed by 10 weeks",
    "T-score minus two point seven",
    "my scan on 12-Mar-2019 was -2.7",
    "my mother is called crazy",
    "this is normal here",
    "this is urgent speaking as a nurse",
    "I'm Bleeding Heavily, please help me",
    "I'm Suicidal Today and I can't go on",
    "I'm Taking Fosamax And My Jaw Hurts",
    "I'm Pregnant Now, 34 weeks",
    "Thanks, Bye",
]


@pytest.mark.parametrize(("text", "masked"), IDENTIFYING)
def test_what_identifies_a_person_is_replaced(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize("text", HARMLESS)
def test_what_belongs_to_the_question_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("text", [text for text, _ in IDENTIFYING])
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_masked(text: str) -> None:
    assert isinstance(mask(text), str)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .-+()/@aAbl", max_size=200))
def test_rows_of_digits_can_be_masked(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    "text", ["1 " * 5000, "a@" * 5000, "1" * 10_000, "a." * 5000, "12 a " * 2500, "GB82 " * 2000]
)
def test_long_texts_are_masked_within_a_second(text: str) -> None:
    start = time.perf_counter()
    mask(text)
    assert time.perf_counter() - start < 1


def test_a_message_is_masked_in_less_than_a_millisecond() -> None:
    durations = []
    for text in [text for text, _ in IDENTIFYING] + HARMLESS:
        start = time.perf_counter()
        mask(text)
        durations.append(time.perf_counter() - start)
    assert median(durations) < 0.001
