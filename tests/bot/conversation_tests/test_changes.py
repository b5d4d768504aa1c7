"""What a changed file asks to be run again."""

import pytest

from bot.conversation_tests.changes import Rerun, action_names, changed_answers, rerun_for

DOMAIN = "intents: [greet]\nresponses:\n  utter_a: [{text: A}]\n  utter_b: [{text: B}]\n"
ACTION = 'class A(Action):\n    def name(self):\n        """Name."""\n        return "action_a"\n'


def test_a_changed_test_file_reruns_its_tests_with_the_assistant_as_it_is():
    rerun = rerun_for("tests/conversations/a.yml", "", "test_cases: []", is_test=True)
    assert rerun == Rerun(files=frozenset({"tests/conversations/a.yml"}))


def test_a_removed_test_file_and_other_tests_rerun_nothing():
    assert not rerun_for("tests/conversations/a.yml", "", "", is_test=True)
    assert not rerun_for("tests/bot/test_a.py", "", "x = 1", is_test=False)


def test_a_changed_answer_reruns_the_tests_that_touch_it():
    rerun = rerun_for("domain.yml", DOMAIN, DOMAIN.replace("text: B", "text: C"), is_test=False)
    assert rerun == Rerun(names=frozenset({"utter_b"}), reload=True)


@pytest.mark.parametrize(
    "new", [DOMAIN.replace("greet", "bye"), DOMAIN + "x: [", "", "responses: {}\n"]
)
def test_another_change_of_the_domain_reruns_everything(new):
    assert changed_answers(DOMAIN, new) == frozenset()
    rerun = rerun_for("domain.yml", DOMAIN, new, is_test=False)
    assert rerun == Rerun(everything=True, reload=True)


def test_an_added_and_a_removed_answer_are_changed_ones():
    new = DOMAIN.replace("utter_b", "utter_c")
    assert changed_answers(DOMAIN, new) == {"utter_b", "utter_c"}


def test_a_changed_action_reruns_the_tests_that_run_it():
    assert action_names(ACTION) == {"action_a"}
    rerun = rerun_for("actions/action_a.py", "", ACTION, is_test=False)
    assert rerun == Rerun(names=frozenset({"action_a"}), reload=True)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("actions/shared.py", "def help_all(): ..."),
        ("actions/broken.py", "def ("),
        ("data/nlu/risk.yml", "nlu: []"),
        ("config.yml", "language: en"),
        ("bot/nlu/text.py", ACTION),
    ],
)
def test_what_many_tests_share_reruns_everything(path, text):
    assert rerun_for(path, "", text, is_test=False) == Rerun(everything=True, reload=True)


def test_several_changes_add_up():
    both = Rerun(files=frozenset({"a"})) | Rerun(names=frozenset({"b"}), reload=True)
    assert both == Rerun(frozenset({"a"}), frozenset({"b"}), everything=False, reload=True)
