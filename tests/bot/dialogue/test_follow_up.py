import pytest

from bot.dialogue.follow_up import FollowUp, NamedCondition, read_follow_up, wants_more


def named(text, condition):
    start = text.index(condition)
    return [NamedCondition(condition, start, start + len(condition))]


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("why?", "why"),
        ("How come?", "why"),
        ("is it dangerous?", "danger"),
        ("what can I do about it?", "treatment"),
        ("how is that one diagnosed?", "diagnosis"),
        ("what about the bones then?", "bones"),
        ("so which one do I ask my doctor about", "doctor"),
        ("and the symptoms", "symptoms"),
        ("can it be cured?", "reversal"),
        ("What’s that?", "meaning"),
    ],
)
def test_an_aspect_is_read(text, aspect):
    assert read_follow_up(text) == FollowUp(aspect=aspect)


@pytest.mark.parametrize(("text", "group"), [("and in men?", "men"), ("for kids", "children")])
def test_a_group_of_people_is_read(text, group):
    assert read_follow_up(text) == FollowUp(group=group)


@pytest.mark.parametrize(
    "text", ["and osteomalacia?", "no, I meant osteomalacia", "what about osteomalacia then"]
)
def test_another_condition_is_read(text):
    conditions = named(text, "osteomalacia")
    assert read_follow_up(text, conditions) == FollowUp(subject="osteomalacia")


@pytest.mark.parametrize(
    ("text", "place", "aspect"),
    [
        ("the second one", 1, None),
        ("what causes the second one", 1, "cause"),
        ("the former?", 0, None),
    ],
)
def test_a_condition_is_named_by_its_place(text, place, aspect):
    assert read_follow_up(text) == FollowUp(placed=place, aspect=aspect)


@pytest.mark.parametrize(
    ("text", "group"), [("what if I'm 30", "young_people"), ("and at 81?", "older_people")]
)
def test_an_age_is_a_group_of_people(text, group):
    assert read_follow_up(text) == FollowUp(group=group)


@pytest.mark.parametrize("text", ["and -1.8?", "what about -2.30", "and 2.50?"])
def test_a_score_is_no_age(text):
    assert read_follow_up(text) is None


@pytest.mark.parametrize("text", ["no, the other disease", "the other one?", "and the other"])
def test_the_other_condition_is_read(text):
    assert read_follow_up(text) == FollowUp(is_other_condition=True)


@pytest.mark.parametrize(
    "text",
    [
        "tell me more",
        "more detail please",
        "Go on",
        "what else?",
        "can you elaborate on that?",
        "could you go into more detail",
        "interesting, tell me a bit more",
        "the long version please",
        "Tell me more about rickets",
        "any further details on osteomalacia?",
    ],
)
def test_a_wish_for_more_is_read(text):
    assert wants_more(text)


@pytest.mark.parametrize(
    "text", ["are men more at risk", "do women get more of it", "I can't go on", "that's all", ""]
)
def test_the_word_more_alone_is_no_wish_for_more(text):
    assert not wants_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "is coffee dangerous for bones?",
        "what is it called when bones crumble",
        "hello",
        "thank you",
        "yes",
        "men",
        "how are bone fractures diagnosed",
        "",
        "minus 2.5",
        "why do people with kidney disease break bones more easily than other people do",
    ],
)
def test_a_question_of_its_own_is_no_follow_up(text):
    assert read_follow_up(text) is None


def test_a_condition_and_an_aspect_do_not_need_the_conversation():
    text = "how is osteomalacia diagnosed?"
    found = read_follow_up(text, named(text, "osteomalacia"))
    assert found == FollowUp(aspect="diagnosis", subject="osteomalacia", points_back=False)


def test_a_condition_alone_is_only_its_name():
    found = read_follow_up("osteomalacia?", named("osteomalacia?", "osteomalacia"))
    assert found == FollowUp(subject="osteomalacia", is_only_name=True)


def test_an_aspect_of_it_points_back():
    found = read_follow_up("where does it come from?")
    assert found == FollowUp(aspect="cause", points_back=True)


@pytest.mark.parametrize("text", ["just yes or no", "no way. seriously?", "anything more?"])
def test_doubt_and_wishes_for_more_stay_with_the_topic(text):
    assert read_follow_up(text) == FollowUp(wants_more=True)


def test_asking_whether_it_is_a_condition_is_read():
    text = "is that osteoporosis?"
    asked = FollowUp(subject="osteoporosis", asks_whether=True)
    assert read_follow_up(text, named(text, "osteoporosis")) == asked
