"""Keeping the processes of a node running, and ending all of them together."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType

logger = logging.getLogger(__name__)

_QUICK_S = 5.0
_FIRST_WAIT_S = 0.2
_LONGEST_WAIT_S = 10.0
_GRACE_S = 10.0
_WATCH_EVERY_S = 0.5

SERVER_VARIABLE = "CLEARINGHOUSE_SERVER_PROCESS"
"""Names the process of the web server to its workers."""


class _Child:
    """One supervised process with the pause before its next start."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._command = list(command)
        self._wait_s = _FIRST_WAIT_S
        self._start_at = 0.0
        self._started_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def tend(self, now: float) -> None:
        """Start the process if it does not run and its pause is over."""
        if self.process is not None and (status := self.process.poll()) is not None:
            logger.warning("process ended name=%s status=%s", self.name, status)
            # One that ends at once is started ever more slowly; one that ran a while is started again at once.
            was_quick = now - self._started_at < _QUICK_S
            self._wait_s = min(self._wait_s * 2, _LONGEST_WAIT_S) if was_quick else _FIRST_WAIT_S
            self._start_at = now + self._wait_s
            self.process = None
        if self.process is None and now >= self._start_at:
            self.process = subprocess.Popen(self._command)  # noqa: S603 - our own command line
            self._started_at = now

    def stop(self, deadline: float) -> None:
        """Wait for the process to end after it was asked to; end it by force past the deadline."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Errand:
    """A process that is started when it is wanted and ends by itself; one that fails is started ever more slowly."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self._name = name
        self._command = list(command)
        self._wait_s = _FIRST_WAIT_S
        self._start_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    def tend(self, now: float, *, is_wanted: bool) -> None:
        """Start the process if it is wanted, does not run and its pause is over."""
        if self._process is not None:
            status = self._process.poll()
            if status is None:
                return
            self._process = None
            if status:
                logger.warning("process failed name=%s status=%s", self._name, status)
                self._wait_s = min(self._wait_s * 2, _LONGEST_WAIT_S)
            else:
                self._wait_s = _FIRST_WAIT_S
            self._start_at = now + self._wait_s
        if is_wanted and now >= self._start_at:
            self._process = subprocess.Popen(self._command)  # noqa: S603 - our own command line

    def stop(self) -> None:
        """End the process if it runs."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


class Supervisor:
    """Starts every process, restarts those that end, and ends all when it is told to end."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self._children = [_Child(name, command) for name, command in commands.items()]
        self._is_stopping = False

    def run(self) -> int:
        """Run until SIGTERM or SIGINT; return the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        while not self._is_stopping:
            for child in self._children:
                child.tend(time.monotonic())
            time.sleep(0.2)
        for child in self._children:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + _GRACE_S
        for child in self._children:
            child.stop(deadline)
        return 0

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True


def end_with(parent: int) -> None:
    """End this process when its parent is gone, however it went. 0: it has none to end with."""
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_EVERY_S)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="end-with-parent").start()
