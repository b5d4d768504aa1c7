from bot.nlu.clauses import Clause, ClauseKind, clauses_of


def test_a_message_has_sentences_and_clauses():
    text = "What does -2.5 mean? Mum is on the floor and cannot get up at all"
    assert clauses_of(text) == [
        Clause("What does -2.5 mean?", ClauseKind.SENTENCE),
        Clause("Mum is on the floor and cannot get up at all", ClauseKind.SENTENCE),
        Clause("Mum is on the floor", ClauseKind.CLAUSE),
        Clause("cannot get up at all", ClauseKind.CLAUSE),
    ]


def test_the_values_of_a_score_end_a_sentence():
    found = clauses_of("t score hip -1.9 spine -2.7 can't weight bear since the fall")
    assert Clause("can't weight bear since the fall", ClauseKind.SENTENCE) in found
    found = clauses_of("the bone is showing my t score is -2.6, what does that mean")
    assert Clause("the bone is showing", ClauseKind.SENTENCE) in found


def test_the_site_of_a_score_is_no_sentence():
    assert clauses_of("negative 1.8 in my lower back") == []
    assert clauses_of("t score -2.7 at the left hip") == []


def test_two_short_sentences_are_divided():
    found = clauses_of("what is osteomalacia? thigh bone snapped")
    assert [clause.text for clause in found] == ["what is osteomalacia?", "thigh bone snapped"]


def test_what_stands_behind_and_is_also_read_together():
    found = clauses_of("is it hereditary and she went down, and won't get up. Thanks a lot.")
    assert Clause("she went down, and won't get up.", ClauseKind.CLAUSE) in found


def test_few_words_are_not_divided():
    assert clauses_of("why? and then? really? no") == []


def test_one_sentence_without_a_joint_is_not_divided():
    assert clauses_of("is it true that bones get thin with age") == []


def test_lines_and_bullets_are_sentences():
    found = clauses_of("two questions for you today\n\nwhat is FRAX then\nwho gets it")
    assert [clause.text for clause in found if clause.kind is ClauseKind.SENTENCE] == [
        "two questions for you today",
        "what is FRAX then",
        "who gets it",
    ]
