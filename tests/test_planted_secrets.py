"""Secrets that visitors write are looked for in the database's files, the log and the feedback."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from running_assistant import RunningAssistant, free_port, running_assistant

# Each message with the pieces of it that must be found nowhere. A piece is long enough not to be
# part of a time or an id by chance.
PLANTED: dict[str, tuple[str, ...]] = {
    "write to wilma.planted@example.org please, what is osteopenia": ("wilma.planted",),
    "WILMA@PLANTED.EXAMPLE.COM what is osteoporosis": ("WILMA", "PLANTED"),
    "wilma dot planted at gmail dot com": ("wilma", "planted"),
    "my mail is wilma@gmail,com and my t score is -2.4": ("wilma",),
    "call +44 20 7946 0958 about my T-score": ("7946 0958",),
    "ring 07700 900461 after six": ("00 900461", "00900461"),
    "(212) 555-0143 is my number": ("555-0143",),
    "mein Telefon: +49 30 901820, what is DXA": ("30 901820", "30901820"),
    "06.12.34.56.78 after lunch": ("12.34.56",),
    "+33 6 12 34 56 79": ("34 56 79",),
    "whatsapp +91 98765 43210": ("98765 43210",),
    "0412 345 678 in Sydney": ("345 678",),
    "my phone is five five five one two three four": ("five five",),
    "card 4111 1111 1111 1111 expires soon": ("1111 1111",),
    "5500-0000-0000-0004": ("5500-0000",),
    "iban GB82 WEST 1234 5698 7654 32": ("1234 5698", "WEST 1234"),
    "DE89370400440532013000 is my account": ("89370400440532013000",),
    "nhs number 943 476 5919": ("476 5919",),
    "my ssn is 536-22-1234": ("536-22-1234",),
    "QQ 12 34 56 C is my national insurance number": ("12 34 56",),
    "codice fiscale RSSMRA85T10A562S": ("RSSMRA85",),
    "DNI 12345678Z": ("12345678Z",),
    "PESEL 44051401359": ("44051401359",),
    "aadhaar 2345 6789 0124": ("6789 0124",),
    "hospital number: QX123456": ("QX123456",),
    "born on 12/03/1947, my T-score is -2.7": ("12/03/1947",),
    "dob 3rd of March 1947": ("March 1947",),
    "my date of birth is 1947-03-12": ("1947-03-12",),
    "my name is Wilhelmina Planted and I am 67": ("Wilhelmina", "Planted"),
    "MY NAME IS WILHELMINA PLANTED, WHAT IS OSTEOPENIA": ("WILHELMINA", "PLANTED"),
    "my names wilhelmina": ("wilhelmina",),
    "I'm Wilhelmina Planted, I want to know what a dexa scan is": ("Wilhelmina", "Planted"),
    "you can call me wilhelmina": ("wilhelmina",),
    "this is Wilhelmina Planted speaking": ("Wilhelmina",),
    "my mum's name is Ottoline Planted, she broke her wrist last year": ("Ottoline",),
    "Patient name: PLANTED, WILHELMINA, T-score -2.7": ("PLANTED", "WILHELMINA"),
    "what is osteomalacia. Kind regards, Wilhelmina Planted": ("Wilhelmina",),
    "I fell and can't get up, my name is Wilhelmina Planted": ("Wilhelmina",),
    "m\u200bail: wil\u200bma@plan\u200bted.example.org": ("ma@plan", "ted.example"),
}
KEPT = ("T-score -2.7 at 67 years, 0.812 g/cm2 in 2019", "1200 mg and 800-1000 IU a day")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAssistant]:
    """One of its own: what other tests say to theirs must not be found here."""
    with running_assistant(tmp_path_factory.mktemp("planted"), free_port()) as running:
        yield running


@pytest.fixture(scope="module")
def site(assistant: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{assistant.url}/webhooks/website", timeout=60) as client:
        token = client.post("/session").json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def kept(assistant: Any) -> bytes:
    """All files of the database, its log of changes too, and the server's log."""
    files = sorted(assistant.database.parent.iterdir())
    assert any(file.name.endswith("-wal") for file in files)
    return b"\n".join(file.read_bytes() for file in files)


def forms(secret: str) -> set[bytes]:
    """How a text may stand in a file."""
    return {secret.encode(), json.dumps(secret)[1:-1].encode(), secret.encode("utf-16-le")}


def test_no_planted_secret_reaches_store_log_or_feedback(
    assistant: Any, site: httpx.Client
) -> None:
    sender = uuid.uuid4().hex
    for message in (*PLANTED, *KEPT):
        assistant.say(message, sender)
        answer = site.post("/message", json={"text": message})
        assert answer.status_code == 200, message
    id_ = answer.json()["messages"][0]["id"]
    for message in (*PLANTED, *KEPT):
        body = {"message": id_, "helpful": False, "comment": message}
        assert site.post("/feedback", json=body).status_code == 204
    files = kept(assistant)
    found = {
        secret: message
        for message, secrets in PLANTED.items()
        for secret in secrets
        if any(form in files for form in forms(secret))
    }
    assert found == {}
    for message in KEPT:
        assert message.encode() in files
    history = site.get("/history").text
    assert not [secret for secrets in PLANTED.values() for secret in secrets if secret in history]


def test_the_search_itself_finds_what_is_there(assistant: Any) -> None:
    words = f"osteopenia {uuid.uuid4().hex}"
    assistant.say(f"what is {words}", uuid.uuid4().hex)
    assert any(form in kept(assistant) for form in forms(words))


def test_a_deleted_visit_is_gone_from_every_file(assistant: Any) -> None:
    mark = uuid.uuid4().hex
    with httpx.Client(base_url=f"{assistant.url}/webhooks/website", timeout=60) as client:
        token = client.post("/session").json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        said = {"text": f"what is osteopenia {mark}", "message_id": f"one-{mark}"}
        id_ = client.post("/message", json=said).json()["messages"][0]["id"]
        client.post("/feedback", json={"message": id_, "helpful": True, "comment": f"c {mark}"})
        assert kept(assistant).count(mark.encode()) >= 2
        client.post("/message", json={"text": "delete my data"})
        answer = client.post("/message", json={"text": "yes"}).json()["messages"][0]["text"]
        assert "deleted" in answer
        assert mark.encode() not in kept(assistant)
        # An answer that is remembered for repeated sending is forgotten as well: this is a new one.
        client.post("/message", json=said)
        history = client.get("/history").json()["messages"]
        assert [turn["text"] for turn in history if turn["from"] == "visitor"] == [said["text"]]
        assert client.delete("/session").status_code == 204
    assert mark.encode() not in kept(assistant)
