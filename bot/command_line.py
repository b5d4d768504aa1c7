"""The command line: `python -m bot …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.channels.configuration import ConfigurationError
from bot.serve import DEFAULT_HOST, DEFAULT_PORT, CannotServe
from bot.store.retention import DEFAULT_RETENTION_DAYS
from bot.training import TrainingFailed
from bot.workers import WorkersFailed

# More would not fit into any machine's memory.
MOST_WORKERS = 256

_SLACK_DESCRIPTION = """\
Answers in Slack: direct messages, mentions, /bone, a shortcut and App Home.

Needs in the environment:
  SLACK_BOT_TOKEN       xoxb-…; several workspaces: their tokens with commas between them
  SLACK_APP_TOKEN       xapp-… for Socket Mode, which needs no public address
  SLACK_SIGNING_SECRET  instead of SLACK_APP_TOKEN, with --http

The assistant runs beside it (make run, or --with-assistant); on another machine both need the
same BOT_SECRET. What is asked while the assistant is away is answered when it is back.
The README's "Connect Slack" goes through it step by step.
"""


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
    except (CannotServe, ConfigurationError, TrainingFailed, WorkersFailed) as error:
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
    serve.add_argument(
        "--workers",
        type=_count,
        default=os.environ.get("BOT_WORKERS") or 1,
        help="how many processes answer; several need PostgreSQL and Redis (deploy/README.md)",
    )
    serve.add_argument("--model", type=Path, help="serve this model instead of training one")
    # How the parent of several workers hands over its socket and a pipe; not for people.
    serve.add_argument("--inherited", type=int, nargs=2, help=argparse.SUPPRESS)
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

    usage = commands.add_parser("report", help="write a page on what people asked")
    usage.add_argument("--days", type=_days, default=30.0, help="how many days back")
    usage.add_argument("--output", default="var/report.html")
    usage.add_argument("--clusters", type=int, default=30, help="how many groups of questions")
    usage.set_defaults(run=_report)

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
    test.add_argument("--watch", action="store_true", help="run again what a change touches")
    test.set_defaults(run=_test)

    record = commands.add_parser("record", help="turn a conversation into a conversation test")
    record.add_argument("name", help="name of the test case")
    record.add_argument("--output", default=None, help="the file to add it to")
    record.add_argument("--id", dest="conversation_id", help="a conversation of the store")
    record.set_defaults(run=_record)

    routes = commands.add_parser("routes", help="list the addresses that the server answers at")
    routes.set_defaults(run=_routes)

    slack = commands.add_parser(
        "slack",
        help="answer in Slack",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_SLACK_DESCRIPTION,
    )
    slack.add_argument(
        "--with-assistant", action="store_true", help="start the assistant too, and keep it running"
    )
    slack.add_argument(
        "--assistant", metavar="URL", help="where the assistant answers (BOT_ASSISTANT_URL)"
    )
    slack.add_argument(
        "--http", action="store_true", help="let Slack send requests instead of Socket Mode"
    )
    slack.add_argument("--port", type=_port, default=3000, help="where to listen with --http")
    slack.add_argument("--host", default=DEFAULT_HOST, help="where to listen with --http")
    slack.set_defaults(run=_slack)

    purge = commands.add_parser("purge", help="remove conversations that are older than some days")
    purge.add_argument("--days", type=_days, default=DEFAULT_RETENTION_DAYS)
    purge.set_defaults(run=_purge)

    erase = commands.add_parser("erase", help="remove one conversation")
    erase.add_argument("id", help="the conversation's id")
    erase.set_defaults(run=_erase)
    return parser


def _port(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise argparse.ArgumentTypeError(f"'{value}' is not a port (a number from 1 to 65535)")
    return int(value)


def _prepare_process() -> None:
    """Sets up what must stand before Rasa and NumPy are imported."""
    from bot.logs import configure_logs
    from bot.tensorflow_stand_in import leave_tensorflow_out

    # What is computed for a message is too small to share among threads, and they would wait for
    # each other where several workers have the machine's cores.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    leave_tensorflow_out()
    configure_logs()


def _days(value: str) -> float:
    try:
        days = float(value)
    except ValueError:
        days = 0.0
    if not 0 < days < 36_500:
        raise argparse.ArgumentTypeError(f"'{value}' is not a number of days above 0")
    return days


def _count(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"'{value}' is not a number from 1 to {MOST_WORKERS}")
    return int(value)


def _serve(options: argparse.Namespace) -> None:
    if options.model is not None and not options.model.is_file():
        raise CannotServe(f"There is no model {options.model}.")
    _prepare_process()
    from bot.serve import Inherited, serve, serve_as_worker

    if options.inherited:
        serve_as_worker(Inherited(*options.inherited), options.model)
    else:
        serve(options.host, int(options.port), int(options.workers), options.model)


def _train(options: argparse.Namespace) -> None:
    from bot.logs import configure_logs
    from bot.training import train

    configure_logs()
    print(f"The model is {train(options.force).name}")


def _ask(options: argparse.Namespace) -> int:
    _prepare_process()
    from bot.ask import ask
    from bot.channels.errors import ApiError

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


def _report(options: argparse.Namespace) -> None:
    _prepare_process()
    from bot.usage_report.command import write_report

    print(write_report(options.days, options.output, options.clusters))


def _safety_report(options: argparse.Namespace) -> int:
    _prepare_process()
    from bot.safety_report import report

    try:
        print(report(options.data))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _test(options: argparse.Namespace) -> int:
    from bot.conversation_tests.command import run_tests
    from bot.conversation_tests.problems import CannotWatch

    try:
        return run_tests(
            options.paths,
            keyword=options.keyword,
            report=options.report,
            bot_url=options.bot_url,
            bot_channel=options.bot_channel,
            stop_at_first=options.stop_at_first,
            last_failed=options.last_failed,
            watch=options.watch,
        )
    except CannotWatch as problem:
        print(problem, file=sys.stderr)
        return 1


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


def _slack(options: argparse.Namespace) -> None:
    from bot.logs import configure_own_logs
    from bot.slack.run import RunOptions, run
    from bot.slack.settings import read_settings

    configure_own_logs()
    settings = read_settings(http=options.http, assistant_url=options.assistant)
    http = (options.host, options.port) if options.http else None
    run(settings, RunOptions(http, options.with_assistant))


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
