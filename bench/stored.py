"""Fills the database with conversations: longer ones, and more of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import httpx

from deploy.local.cluster import Cluster

# Questions whose answers do not depend on what was said before.
_TURNS = ("what is a dexa scan", "do men get osteoporosis", "what is osteopenia")

# A copy of a template's turns behind one another, as often as is needed.
_LENGTHEN = """
insert into events (sender_id, position, type_name, timestamp, name, message_id, data)
select '{sender}', row_number() over (order by copy, position), type_name, timestamp, name,
    case when message_id is not null then md5(copy || message_id) end, data
from events, generate_series(1, {copies}) as copy
where sender_id = '{template}' and (copy = 1 or position > {opening})
"""

# Conversations of one turn, three events each.
_MULTIPLY = """
insert into events (sender_id, position, type_name, timestamp, name, message_id, data)
select 'stored-' || number, position, type_name, timestamp, name, message_id,
    left(data, {most_characters})
from generate_series({first}, {last}) as number,
    (select row_number() over (order by position) as position, type_name, timestamp, name,
        message_id, data
     from events
     where sender_id = '{template}' and type_name in ('session_started', 'user', 'bot')
     order by position limit 3) as turn
"""
_MOST_CHARACTERS = 600
_STORED_AT_A_TIME = 50_000


def make_template(cluster: Cluster) -> str:
    """Holds a conversation of a few turns; returns its id."""
    sender = uuid.uuid4().hex
    for text in _TURNS:
        body = {"sender": sender, "message": text}
        httpx.post(f"{cluster.url}/webhooks/rest/webhook", json=body, timeout=60).raise_for_status()
    return sender


def store_long_conversation(cluster: Cluster, template: str, turns: int) -> str:
    """Stores a conversation of a number of turns; returns its id.

    Args:
        cluster: Whose database.
        template: A conversation of `make_template`.
        turns: How often the visitor spoke in it, to the nearest multiple of the template's.
    """
    sender = uuid.uuid4().hex
    ((opening,),) = cluster.postgres.query(
        f"select min(position) - 1 from events where sender_id = '{template}' "
        "and type_name = 'user'"
    )
    copies = max(1, round(turns / len(_TURNS)))
    cluster.postgres.query(
        _LENGTHEN.format(sender=sender, template=template, copies=copies, opening=opening)
    )
    return sender


def store_conversations(
    cluster: Cluster, template: str, first: int, last: int, on_progress: Callable[[int], None]
) -> None:
    """Stores conversations of one turn.

    Args:
        cluster: Whose database.
        template: A conversation of `make_template`.
        first: Number of the first one.
        last: Number of the last one.
        on_progress: Called with how many were stored.
    """
    for start in range(first, last + 1, _STORED_AT_A_TIME):
        end = min(start + _STORED_AT_A_TIME - 1, last)
        cluster.postgres.query(
            _MULTIPLY.format(
                first=start, last=end, template=template, most_characters=_MOST_CHARACTERS
            )
        )
        on_progress(end - start + 1)


def settle(cluster: Cluster) -> None:
    """Does what PostgreSQL would do in the background after so many new rows."""
    cluster.postgres.query("vacuum (analyze) events")
    cluster.postgres.query("checkpoint")
