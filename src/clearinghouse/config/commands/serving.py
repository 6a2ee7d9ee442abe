"""Commands that serve: the supervisor, the web server, the follower, the demonstration."""

import argparse
import logging
import os
import signal
import sys
import threading
import time

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from clearinghouse.accounts.models import Account
from clearinghouse.config.commands.progress import Progress
from clearinghouse.config.commands.store import setup
from clearinghouse.config.environment import PRODUCTION, SettingError
from clearinghouse.config.projections import projections
from clearinghouse.config.supervising import SERVER_VARIABLE, Errand, Supervisor, end_with
from clearinghouse.core.faults import fault_point
from clearinghouse.demonstration.loading import count_of_records, load_demonstration, sign_ins
from clearinghouse.ledger.forgetting import scrub_if_noted
from clearinghouse.projections.following import follow_once
from clearinghouse.search.engine import IndexLockedError, IndexReplacedError
from clearinghouse.search.opening import engine

logger = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
FOLLOW_EVERY_S = 0.2
LONGEST_PAUSE_S = 10.0
COMMAND = (sys.executable, "-m", "clearinghouse.config.command")


def address(parser: argparse.ArgumentParser) -> None:
    """Ask where to listen."""
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def follow_options(parser: argparse.ArgumentParser) -> None:
    """Offer to stop at the head."""
    parser.add_argument("--once", action="store_true", help="catch up and end")
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def demo(options: argparse.Namespace) -> int:
    """Set everything up, load the demonstration, print the sign-ins and serve on this machine only."""
    if settings.MODE == PRODUCTION:
        raise SettingError("`clearinghouse demo` does not run with CLEARINGHOUSE_MODE=production.")
    if options.host != LOOPBACK:
        raise SettingError("The demonstration is served on 127.0.0.1 only: its passwords are public.")
    if status := setup(options):
        return status
    progress = Progress("Demonstration records", count_of_records())
    published = 0
    for count in load_demonstration():
        progress.step(count)
        published += count
    if published:
        progress.finish()
    follow_once(projections())
    engine().close()
    print(f"\nClearinghouse demonstration: http://{options.host}:{options.port}/\n\nSign-ins (this machine only):")
    for one in sign_ins():
        print(f"  {one.email:36} {one.password:28} {one.what}")
    print("\nStop with Ctrl-C.", flush=True)
    return _supervise(options)


def serve(options: argparse.Namespace) -> int:
    """Serve until stopped. Refuses to start in production while a demonstration account exists."""
    if status := setup(options):
        return status
    if settings.MODE == PRODUCTION and Account.objects.filter(is_demonstration=True).exists():
        raise SettingError("There are demonstration accounts with public passwords. Use a new CLEARINGHOUSE_HOME.")
    return _supervise(options)


def _supervise(options: argparse.Namespace) -> int:
    parent = ["--parent", str(os.getpid())]
    if settings.MODE != PRODUCTION:
        # So that links in mails lead here.
        os.environ.setdefault("CLEARINGHOUSE_ADDRESS", f"http://{options.host}:{options.port}")
    supervisor = Supervisor(
        {
            "web": [*COMMAND, "web", "--host", options.host, "--port", str(options.port), *parent],
            "follower": [*COMMAND, "follow", *parent],
            "postman": [*COMMAND, "mail", *parent],
        }
    )
    return supervisor.run()


def web(options: argparse.Namespace) -> int:
    """Run the web server; its workers open connections and index by themselves, after the fork."""
    end_with(options.parent)
    # Read by each worker, which would outlive a server that was killed and go on answering beside the next one.
    os.environ[SERVER_VARIABLE] = str(os.getpid())
    Granian(
        "clearinghouse.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=settings.VALUES["CLEARINGHOUSE_WORKERS"],
        blocking_threads=2,
        log_access=False,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
    return 0


def follow(options: argparse.Namespace) -> int:
    """Follow the ledger until stopped; a fault of the store or the index is logged and tried again."""
    end_with(options.parent)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    followed = projections(forgets_beside=not options.once)
    # Also where there is nothing to follow yet: a second follower is refused at once, and says why.
    engine().claim()
    fault_point("follower.start")
    if options.once:
        follow_once(followed)
        engine().close()
        return 0
    forgetting = Errand("rebuild", [*COMMAND, "rebuild", "search", "--parent", str(os.getpid())])
    pause = FOLLOW_EVERY_S
    while not stopping.is_set():
        try:
            follow_once(followed)
            scrub_if_noted()
            forgetting.tend(time.monotonic(), is_wanted=engine().must_forget())
            pause = FOLLOW_EVERY_S
        except IndexLockedError:
            raise
        except IndexReplacedError:
            continue
        except Exception:
            logger.exception("following failed")
            pause = min(pause * 2, LONGEST_PAUSE_S)
        stopping.wait(pause)
    forgetting.stop()
    engine().close()
    return 0
