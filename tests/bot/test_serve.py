"""The served assistant, asked over HTTP as other people's clients do."""

import socket
import subprocess
import sys
import uuid

import httpx
import pytest

from bot.paths import PROJECT_ROOT as PROJECT
from bot.serve import CannotServe, check_port


@pytest.fixture
def sender():
    return uuid.uuid4().hex


def test_health_tells_that_the_model_answers(assistant):
    assert httpx.get(f"{assistant.url}/health").json()["status"] == "ok"


def test_a_question_gets_an_answer_with_buttons(assistant, sender):
    (message,) = assistant.say("is bone mineralisation normal in osteoporosis?", sender)
    assert message["text"].startswith("Mostly, yes.")
    assert {"title", "payload"} == set(message["buttons"][0])


def test_the_first_answer_alone_says_that_this_is_a_program(assistant, sender):
    assert "not a doctor" in assistant.say("what is osteoporosis", sender)[0]["text"]
    assert "not a doctor" not in assistant.say("do men get it too, osteoporosis", sender)[0]["text"]


def test_pressing_a_button_gets_the_answer_it_promises(assistant, sender):
    first = assistant.say("what is osteoporosis", sender)[0]
    payload = first["buttons"][0]["payload"]
    assert assistant.say(payload, sender)[0]["text"] != first["text"]


def test_a_typed_command_is_read_as_text(assistant, sender):
    for command in ("/restart", "/session_start", "/nlu_fallback", "/back"):
        assert assistant.say(command, sender)[0]["text"]


def test_other_subjects_are_declined_with_two_examples(assistant, sender):
    message = assistant.say("what will the weather be in Paris tomorrow", sender)[0]
    assert "I can't help with that" in message["text"]
    assert len(message["buttons"]) == 2


def test_the_sources_of_the_last_answer_are_named(assistant, sender):
    assistant.say("what is a dexa scan", sender)
    assert "DEXA scan" in assistant.say("where do you have this from", sender)[0]["text"]


def test_the_last_answer_is_said_more_simply(assistant, sender):
    long = assistant.say("what is a dexa scan", sender)[0]["text"]
    simple = assistant.say("can you say that simpler", sender)[0]["text"]
    assert len(simple) < len(long)


def test_a_conversation_is_deleted_only_after_a_yes(assistant, sender):
    secret = f"what is osteopenia {uuid.uuid4().hex}"
    assistant.say("what is osteopenia", sender)
    assistant.say(secret, sender)
    assert "Shall I delete" in assistant.say("delete my data please", sender)[0]["text"]
    assert "Nothing was deleted" in assistant.say("no", sender)[0]["text"]
    assert secret.split()[-1].encode() in stored(assistant)
    assistant.say("delete my data please", sender)
    assert "deleted" in assistant.say("yes", sender)[0]["text"]
    assert secret.split()[-1].encode() not in stored(assistant)


def stored(assistant):
    files = assistant.database.parent.glob(f"{assistant.database.name}*")
    return b"".join(file.read_bytes() for file in files)


def test_a_website_visit_from_first_question_to_deletion(assistant):
    site = f"{assistant.url}/webhooks/website"
    token = httpx.post(f"{site}/session").json()["token"]
    key = {"Authorization": f"Bearer {token}"}
    answer = httpx.post(f"{site}/message", json={"text": "what is osteomalacia"}, headers=key)
    (message,) = answer.json()["messages"]
    assert message["topic"] == "condition_osteomalacia"
    assert {"id", "title"} <= set(message["sources"][0])
    history = httpx.get(f"{site}/history", headers=key).json()["messages"]
    assert [entry["from"] for entry in history] == ["visitor", "bot"]
    assert httpx.delete(f"{site}/session", headers=key).status_code == 204
    assert httpx.get(f"{site}/history", headers=key).status_code == 401


def test_only_public_routes_answer(assistant):
    for path in ("/version", "/status", "/model/parse", "/conversations/x/tracker", "/domain"):
        assert httpx.get(f"{assistant.url}{path}").status_code == 404


def test_logs_hold_neither_texts_nor_conversation_ids(assistant, sender):
    assistant.say("what is osteoporosis planted-in-the-log", sender)
    log = assistant.log.read_text()
    assert "planted-in-the-log" not in log
    assert sender not in log


def test_what_tells_who_a_visitor_is_never_reaches_store_or_log(assistant, sender):
    assistant.say("my name is Wilhelmina Planted, mail wilma.planted@example.org", sender)
    assistant.say("call me on +44 20 7946 0958 about osteopenia, my t score is -2.4", sender)
    kept = stored(assistant) + assistant.log.read_bytes()
    for secret in (b"Planted", b"wilma.planted", b"7946 0958"):
        assert secret not in kept
    assert b"-2.4" in kept


@pytest.mark.parametrize(
    "message",
    [
        "I fell and I cannot get up",
        "MY MUM FELL AND SHES LYING ON THE FLOOR CANT STAND",
        "my t-score is -3.2 and i just slipped and my leg looks shorter",
        "what is dexa and i have chest pain right now",
    ],
)
def test_an_emergency_gets_the_emergency_text_and_nothing_else(assistant, sender, message):
    (answer,) = assistant.say(message, sender)
    assert "Call your local emergency number now" in answer["text"]
    assert not answer.get("buttons")
    assert not answer.get("custom")


def test_a_score_is_explained_with_its_structured_message(assistant, sender):
    (message,) = assistant.say("my t-score is -2.7 at the hip", sender)
    assert message["custom"]["type"] == "t_score"
    assert message["custom"]["group"] == "osteoporosis_range"
    assert "minus 2.7" in message["text"]


def test_an_unsigned_score_is_asked_about_and_the_answer_taken(assistant, sender):
    assert assistant.say("my t score is 2.7", sender)[0]["custom"]["status"] == "ask_sign"
    explained = assistant.say("minus", sender)[0]
    assert explained["custom"]["group"] == "osteoporosis_range"


def test_the_two_conditions_are_compared(assistant, sender):
    (message,) = assistant.say("difference between osteoporosis and osteomalacia", sender)
    assert message["custom"]["type"] == "comparison"
    assert len(message["custom"]["rows"]) == 5


def test_a_port_in_use_is_said_in_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"Port {port} cannot be used"):
            check_port("127.0.0.1", port)
        command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
        ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1"])
def test_a_port_that_is_none_is_refused(port):
    command = [sys.executable, "-m", "bot", "serve", "--port", port]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
