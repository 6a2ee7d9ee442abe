"""A process that has loaded everything and forks the actors of a test: `python -m tests.faults.nursery`.

It reads orders from standard input, one JSON object a line, and answers each with one. An actor is a process of its own
with connections of its own, started in milliseconds; it may be killed at any moment.

{"begin": act, "fault": …, "arguments": {…}, "into": path} → {"pid": …}; what the act returns is written to the path
{"wait": pid} → {"status": exit status, or minus the signal}
"""

import json
import os
import sys
import traceback
from pathlib import Path

import django

django.setup()

# Models can be imported only now.
from django.db import connections  # noqa: E402 - Django is set up first

from clearinghouse.core import faults  # noqa: E402 - Django is set up first
from tests.faults import acts, hardships  # noqa: E402 - Django is set up first

ACTS = {**acts.ACTS, **hardships.ACTS}


def main() -> None:
    """Carry out orders until standard input ends."""
    is_warm = False
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            answer = {"status": os.waitstatus_to_exitcode(status)}
        else:
            if order["begin"] != "prepare" and not is_warm:
                acts.warm()
                connections.close_all()
                is_warm = True
            answer = {"pid": _begin(order)}
        print(json.dumps(answer), flush=True)


def _begin(order: dict) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        faults.arm(order["fault"])
        returned = ACTS[order["begin"]](**order["arguments"])
        connections.close_all()
        Path(order["into"]).write_text(json.dumps(returned), encoding="utf-8")
        status = 0
    except BaseException:  # noqa: BLE001 - whatever an actor raises is shown, and its status says so
        traceback.print_exc()
    finally:
        # Never back into the loop: there the parent reads.
        os._exit(status)


if __name__ == "__main__":
    main()
