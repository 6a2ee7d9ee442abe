"""Run a command against PostgreSQL: the server that is given, or a private one that ends with the command.

`python -m tools.postgres run COMMAND…` sets DATABASE_URL for the command. The server is the one named by
CLEARINGHOUSE_TEST_POSTGRES, or a cluster in a temporary folder, on loopback, if the server's programs are
installed. With neither, one line says so and the command does not run; that fails where
CLEARINGHOUSE_NO_SKIPS=1.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

VARIABLE = "CLEARINGHOUSE_TEST_POSTGRES"
_USER = "clearinghouse"
# A test database need not survive power failure; synchronous_commit stays as a node has it.
_OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "40",
}


def programs() -> Path | None:
    """Return the folder of the newest server's programs; Debian keeps them off the PATH."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(installed, key=lambda path: int(path.parent.parent.name.partition(".")[0]))
    found = shutil.which("initdb")
    if newest:
        return newest[-1].parent
    return Path(found).resolve().parent if found else None


def _unprivileged() -> str | None:
    """Return whom the server runs as: nobody else, unless this is root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _call(arguments: list[str], *, user: str | None, cwd: Path) -> None:
    subprocess.run(
        arguments,
        user=user,
        group=None if user is None else pwd.getpwnam(user).pw_gid,
        extra_groups=None if user is None else [],
        cwd=cwd,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )


@contextmanager
def private_cluster(bin_folder: Path) -> Iterator[str]:
    """Start a cluster of our own, yield its address, and leave nothing behind."""
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="clearinghouse-postgres-"))
    data, password, port = folder / "data", secrets.token_hex(16), _free_port()
    options = {**_OPTIONS, "port": str(port), "unix_socket_directories": str(folder)}
    (folder / "password").write_text(password, encoding="ascii")
    if user is not None:
        for path in (folder, folder / "password"):
            shutil.chown(path, user)
    initdb = [f"{bin_folder}/initdb", "-D", str(data), "-U", _USER, "--encoding=UTF8", "--locale=C.UTF-8"]
    control = [f"{bin_folder}/pg_ctl", "-D", str(data), "-w", "-s"]
    try:
        _call([*initdb, "--auth=scram-sha-256", f"--pwfile={folder}/password"], user=user, cwd=folder)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in options.items())
        _call([*control, "-l", str(folder / "log"), "start"], user=user, cwd=folder)
        try:
            yield f"postgresql://{_USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            _call([*control, "-m", "immediate", "stop"], user=user, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(environment: Mapping[str, str]) -> Iterator[str | None]:
    """Yield the address of a PostgreSQL server, None if there is none to be had."""
    given, bin_folder = environment.get(VARIABLE), programs()
    if given:
        yield given
    elif bin_folder is None:
        yield None
    else:
        with private_cluster(bin_folder) as address:
            yield address


def _interrupt(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main() -> None:
    """Run the command and end with its exit code."""
    if len(sys.argv) < 3 or sys.argv[1] != "run":
        sys.exit("usage: python -m tools.postgres run COMMAND…")
    signal.signal(signal.SIGTERM, _interrupt)
    with server(os.environ) as address:
        if address is None:
            print(f"PostgreSQL is not installed and {VARIABLE} is not set: not run on PostgreSQL.")
            sys.exit(1 if os.environ.get("CLEARINGHOUSE_NO_SKIPS") == "1" else 0)
        environment = {**os.environ, "DATABASE_URL": address, VARIABLE: address}
        code = subprocess.run(sys.argv[2:], env=environment, check=False).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
