"""The guide to the API: each of its lines works, one after the other."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.accounts.tokens import issue
from clearinghouse.config.commands.acting import ACTS
from clearinghouse.exchange.rest.api import api
from clearinghouse.search.refusals import STATUS
from tests import factories
from tests.factories import body
from tests.files import TEXT
from tools.roles_table import GUIDE as ROLES
from tools.roles_table import parted, written

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "api.md"


def curls() -> list[list[str]]:
    blocks = re.findall(r"^```\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.startswith("curl ")]


def played(client, arguments: list[str], values: dict[str, str]):
    """Do with Django's client what curl would do."""
    method, headers, data, kind, address = "GET", {}, b"", "", ""
    words = iter(re.sub(r"\$([A-Z]+)", lambda match: values[match[1]], one) for one in arguments[1:])
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "--json" | "-d" | "--data-binary":
                if word == "--json":
                    method, kind = "POST", "application/json"
                text = next(words)
                data = values[text].encode() if text.startswith("@") else text.encode()
            case "-i":
                pass
            case _:
                parts = urlsplit(word)
                address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    kind = headers.pop("Content-Type", kind) or "application/octet-stream"
    return client.generic(method, address, data, content_type=kind, headers=headers)


@pytest.mark.store
@pytest.mark.django_db
def test_every_line_of_the_guide_works(client, settings, tmp_path) -> None:
    settings.HOME = tmp_path
    factories.reference_data()
    account = factories.authority("bj")
    RoleHeld.objects.create(account=account, role=Role.AUTHORIZED_USER, owner="bj")
    _token, secret = issue(account, "guide", {"read", "draft", "publish"}, None)
    values = {"TOKEN": secret, "NODE": "http://node.example", "@body.json": json.dumps(body("authority"))}
    values["@charter.txt"] = TEXT.decode()
    asked = curls()
    assert len(asked) == 13
    for arguments in asked:
        response = played(client, arguments, values)
        assert response.status_code < 300, (arguments, response.content)
        answer = response.json() if response.content else {}
        if "uid" in answer:
            values["DRAFT"] = answer["uid"]
        if "number" in answer:
            values["RECORD"] = answer["number"].rpartition("-")[0]


def test_every_address_and_code_of_the_guide_is_there() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    paths = " ".join(api.get_openapi_schema()["paths"])
    for part in re.findall(r"`(?:drafts/\{uid\}|records/\{identifier\}|cases/\{id\})?/([a-z-]+)`", text):
        assert f"/{part}" in paths or part == "api"
    table = text[text.index("| Status |") : text.index("One address without")]
    ours = {"not-signed-in", "address-unknown", "method-unknown", "version-missing", "too-many-requests"}
    known = {error.code for error in STATUS} | ours | {"parameter-invalid", "draft-invalid", "reason-missing"}
    assert set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", table)) <= known | {"body-malformed"}
    assert set(re.findall(r"clearinghouse act ([a-z-]+)", text)) <= set(ACTS)


def test_the_table_of_roles_is_that_of_the_matrix() -> None:
    assert parted(ROLES.read_text(encoding="utf-8"))[1] == written(), "run python -m tools.roles_table"
