"""The command line: `python -m bot …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot.channels.configuration import ConfigurationError
from bot.serve import DEFAULT_HOST, DEFAULT_PORT, CannotServe
from bot.store.retention import DEFAULT_RETENTION_DAYS
from bot.training import TrainingFailed


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

    safety = commands.add_parser("safety-report", help="measure safety on labelled messages")
    safety.add_argument("--data", default="tests/data/triage_held_out.tsv")
    safety.set_defaults(run=_safety_report)

    test = commands.add_parser("test", help="run conversation tests")
    test.add_argument("paths", nargs="*", help="files or folders; all by default")
    test.add_argument("-k", dest="keyword", help="only tests whose name fits")
    test.add_argument("-x", dest="stop_at_first", action="store_true", help="stop at a failure")
    test.add_argument("--last-failed", action="store_true", help="only what failed last time")
    test.add_argument("--report", help="write an HTML report to this file")
    test.add_argument("--bot-url", help="test a running assistant instead of one in this process")
    test.add_argument("--bot-channel", choices=("rest", "website"), default="rest")
    test.set_defaults(run=_test)

    record = commands.add_parser("record", help="turn a conversation into a conversation test")
    record.add_argument("name", help="name of the test case")
    record.add_argument("--output", default=None, help="the file to add it to")
    record.add_argument("--id", dest="conversation_id", help="a conversation of the store")
    record.set_defaults(run=_record)

    routes = commands.add_parser("routes", help="list the addresses that the server answers at")
    routes.set_defaults(run=_routes)

    purge = commands.add_parser("purge", help="remove conversations that are older than some days")
    purge.add_argument("--days", type=_days, default=DEFAULT_RETENTION_DAYS)
    purge.set_defaults(run=_purge)

    erase = commands.add_parser("erase", help="remove one conversation")
    erase.add_argument("id", help="the conversation's id")
    erase.set_defaults(run=_erase)
    return parser


def _days(value: str) -> float:
    try:
        days = float(value)
    except ValueError:
        days = -1.0
    if not 0 <= days < float("inf"):
        raise argparse.ArgumentTypeError(f"'{value}' is not a number of days (0 or more)")
    return days


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


def _ask(options: argparse.Namespace) -> int:
    from bot.ask import ask
    from bot.channels.errors import ApiError
    from bot.logs import configure_logs

    configure_logs()
    try:
        print("\n\n".join(ask(options.question)))
    except ApiError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


def _t_score(options: argparse.Namespace) -> None:
    from bot.t_score_report import describe

    print(describe(options.text))


def _nlu_report(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.nlu_report import write_report

    configure_logs()
    print(write_report(options.data, options.output))


def _safety_report(options: argparse.Namespace) -> int:
    from bot.logs import configure_logs
    from bot.safety_report import report

    configure_logs()
    try:
        print(report(options.data))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _test(options: argparse.Namespace) -> int:
    from bot.conversation_tests.command import run_tests

    return run_tests(
        options.paths,
        keyword=options.keyword,
        report=options.report,
        bot_url=options.bot_url,
        bot_channel=options.bot_channel,
        stop_at_first=options.stop_at_first,
        last_failed=options.last_failed,
    )


def _record(options: argparse.Namespace) -> int:
    from bot.conversation_tests.command import DEFAULT_RECORDING, CannotRecord, record
    from bot.conversation_tests.problems import AssistantUnavailable
    from bot.logs import configure_logs

    configure_logs()
    try:
        print(record(options.name, options.output or DEFAULT_RECORDING, options.conversation_id))
    except (AssistantUnavailable, CannotRecord) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _routes(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.open_routes import open_routes
    from bot.serve import create_app
    from bot.training import train

    configure_logs()
    for route in open_routes(create_app(train())):
        print(f"{route.method:7} {route.path}")


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
