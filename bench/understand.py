"""Run as a process of its own: lets one model understand the held-out questions, prints JSON."""

from __future__ import annotations

import asyncio
import json
import sys

from bot.nlu_report import FALLBACK, OUT_OF_SCOPE, read_questions


async def shares(model: str, data: str) -> dict[str, float]:
    """Accuracy, out-of-scope recall and share of answerable questions refused or not understood."""
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=model)
    pairs = []
    for expected, text in read_questions(data):
        parsed = await agent.parse_message(text)
        pairs.append((expected, parsed["intent"]["name"]))
    others = [found for expected, found in pairs if expected == OUT_OF_SCOPE]
    answerable = [(expected, found) for expected, found in pairs if expected != OUT_OF_SCOPE]
    # Where a fallback is shown instead of a wrong answer, an out-of-scope message counts as found.
    return {
        "accuracy": sum(e == f or (e == OUT_OF_SCOPE and f == FALLBACK) for e, f in pairs)
        / len(pairs),
        "out_of_scope_recall": sum(f in (OUT_OF_SCOPE, FALLBACK) for f in others) / len(others),
        "answerable_refused": sum(f in (OUT_OF_SCOPE, FALLBACK) for _, f in answerable)
        / len(answerable),
    }


if __name__ == "__main__":
    from bot.logs import configure_logs

    configure_logs()
    print(json.dumps(asyncio.run(shares(sys.argv[1], sys.argv[2]))))
