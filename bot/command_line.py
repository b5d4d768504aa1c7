"""The command line: `python -m bot …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot.channels.configuration import ConfigurationError
from bot.serve import DEFAULT_HOST, DEFAULT_PORT, CannotServe
from bot.training import TrainingFailed

DEFAULT_RETENTION_DAYS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: Words of the command line; those of this process if None.

    Returns:
        The exit code: 0 on success, 1 when the command could not do its work, 2 on wrong words.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except (CannotServe, ConfigurationError, TrainingFailed) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="An assistant that answers questions on osteoporosis."
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    serve = commands.add_parser("serve", help="train if needed, then serve until stopped")
    serve.add_argument("--port", type=_port, default=os.environ.get("PORT") or DEFAULT_PORT)
    serve.add_argument("--host", default=os.environ.get("HOST") or DEFAULT_HOST)
    serve.set_defaults(run=_serve)

    train = commands.add_parser("train", help="train a model if something changed")
    train.add_argument("--force", action="store_true", help="train even if nothing changed")
    train.set_defaults(run=_train)

    ask = commands.add_parser("ask", help="answer one question in the terminal")
    ask.add_argument("question")
    ask.set_defaults(run=_ask)

    t_score = commands.add_parser("t-score", help="print what is read out of a text with scores")
    t_score.add_argument("text")
    t_score.set_defaults(run=_t_score)

    report = commands.add_parser("nlu-report", help="measure the understanding on held-out data")
    report.add_argument("--data", default="tests/data/held_out.tsv")
    report.add_argument("--output", default="var/nlu_report")
    report.set_defaults(run=_nlu_report)

    purge = commands.add_parser("purge", help="remove conversations that are older than some days")
    purge.add_argument("--days", type=float, default=DEFAULT_RETENTION_DAYS)
    purge.set_defaults(run=_purge)

    erase = commands.add_parser("erase", help="remove one conversation")
    erase.add_argument("id", help="the conversation's id")
    erase.set_defaults(run=_erase)
    return parser


def _port(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise argparse.ArgumentTypeError(f"'{value}' is not a port (a number from 1 to 65535)")
    return int(value)


def _serve(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.serve import serve

    configure_logs()
    serve(options.host, int(options.port))


def _train(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.training import train

    configure_logs()
    print(f"The model is {train(options.force).name}")


def _ask(options: argparse.Namespace) -> None:
    from bot.ask import ask
    from bot.logs import configure_logs

    configure_logs()
    print("\n\n".join(ask(options.question)))


def _t_score(options: argparse.Namespace) -> None:
    from bot.t_score_report import describe

    print(describe(options.text))


def _nlu_report(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.nlu_report import write_report

    configure_logs()
    print(write_report(options.data, options.output))


def _purge(options: argparse.Namespace) -> None:
    from bot.store.operations import purge

    print(f"{purge(options.days)} conversation(s) removed")


def _erase(options: argparse.Namespace) -> int:
    from bot.store.operations import erase

    if erase(options.id):
        print("The conversation was removed")
        return 0
    print("There is no conversation with this id", file=sys.stderr)
    return 1
