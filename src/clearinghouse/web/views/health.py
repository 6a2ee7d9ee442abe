"""Whether the node lives, and whether it can serve."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from clearinghouse.ledger.queries import head, is_read_only
from clearinghouse.ledger.triggers import missing
from clearinghouse.search.opening import engine

# As much as a small publication writes.
_PROBE = bytes(64 * 1024)


def healthz(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Say whether store, triggers and index are in order; 503 with what is not, if any is not."""
    faults: list[str] = []
    sequence = 0
    try:
        last = head()
        sequence = last.sequence if last else 0
        faults += [f"trigger missing: {name}" for name in sorted(missing(connection))]
        if is_read_only():
            faults.append("the store is read-only")
    except DatabaseError:
        faults.append("the store does not answer")
    if reason := _refusal_of_disk(Path(settings.HOME)):
        faults.append(f"the disk of the home cannot be written: {reason}")
    if rebuild := engine().needs_rebuild():
        faults.append(f"the index is being built: {rebuild.value}")
    status = "ready" if not faults else "not ready"
    return JsonResponse({"status": status, "faults": faults, "ledger": sequence}, status=503 if faults else 200)


def _refusal_of_disk(folder: Path) -> str:
    """Write to the disk as a publication would; return why that fails, "" if it does not."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(_PROBE)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
