"""Backup and restore, in one process; tests/config/test_drill.py does it between nodes."""

import argparse
import errno
import hashlib
import json
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections

from clearinghouse.accounts.models import Account
from clearinghouse.config.commands.keeping import backup, restore_backup
from clearinghouse.config.keeping import archiving, restoring, tables
from clearinghouse.config.snapshot import snapshot
from clearinghouse.config.whole_file import whole_file
from clearinghouse.ledger import triggers
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.verifying import findings
from clearinghouse.records import file_store
from clearinghouse.records.models import Attachment, Record
from tests import factories, files, lived_in

pytestmark = [pytest.mark.store, pytest.mark.django_db(transaction=True)]
OLD_KEY = "the key of the old home"
ENTRIES = "tables/ledger.entry.jsonl"
PARTS = "tables/ledger.part.jsonl"
FILE = archiving.member_of_file(hashlib.sha256(files.TEXT).hexdigest())


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.INDEX_FOLDER = settings.HOME / "index"
    return settings.HOME


def run(command: Callable[[argparse.Namespace], int], file: Path, **options) -> int:
    return command(argparse.Namespace(file=file, **options))


def restored(file: Path, *, with_keys=False) -> int:
    return run(restore_backup, file, with_keys=with_keys)


def emptied() -> None:
    triggers.remove(connection)
    call_command("flush", verbosity=0, interactive=False)


def rows() -> dict[str, list[bytes]]:
    """Return every row of the register, whatever the order of its keys in this store."""
    return {tables.member_of(model): sorted(tables.lines_of(model)) for model in tables.kept_models()}


@cache
def _kept(home: Path) -> tuple[bytes, dict[str, list[bytes]]]:
    factories.reference_data()
    lived_in.register()
    (home / "secret-key").write_text(OLD_KEY)
    made = home.with_name("made.zip")
    assert run(backup, made) == 0
    found = made.read_bytes(), rows()
    emptied()
    shutil.rmtree(home)
    home.mkdir()
    made.unlink()
    return found


@pytest.fixture(scope="module")
def first_home(tmp_path_factory):
    return tmp_path_factory.mktemp("first") / "home"


@pytest.fixture
def kept(transactional_db, first_home, settings, home):
    """Return a backup and the rows that are in it; the register is empty."""
    first_home.mkdir(exist_ok=True)
    settings.HOME, settings.INDEX_FOLDER = first_home, first_home / "index"
    found = _kept(first_home)
    settings.HOME, settings.INDEX_FOLDER = home, home / "index"
    return found


@pytest.fixture
def archive(kept, tmp_path: Path) -> Path:
    path = tmp_path / "kept.zip"
    path.write_bytes(kept[0])
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the last line of standard error."""
    return capsys.readouterr().err.strip().splitlines()[-1]


# Which tables


def test_every_model_is_kept_or_left_out_by_name():
    kept = {model._meta.label for model in tables.kept_models()}
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    left_out = {label.split(".")[0] for label in every - kept}
    assert left_out == {"auth", "contenttypes", "projections", "sessions", "usage"}


def test_what_others_refer_to_comes_first():
    order = [model._meta.label for model in tables.kept_models()]
    assert order.index("accounts.Account") < order.index("records.Draft") < order.index("records.Case")
    assert order.index("ledger.Entry") < order.index("records.Revision")


# Snapshots


def test_a_snapshot_stands_still_while_others_publish():
    factories.revision("organism")
    by = factories.secretariat()

    def publish() -> None:
        try:
            factories.revision("organism", by=by)
        finally:
            connections.close_all()

    with snapshot():
        before = Entry.objects.count()
        other = threading.Thread(target=publish)
        other.start()
        other.join()
        assert Entry.objects.count() == before
        assert Record.objects.count() == 1
    assert Entry.objects.count() == before + 1


def test_nothing_is_written_in_a_snapshot_of_another_transaction():
    with pytest.raises(RuntimeError), writing(), snapshot():
        pass


# Files that are there whole or not at all


def test_a_whole_file_is_never_written_over(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(FileExistsError), whole_file(path):
        pass
    assert path.read_text() == "mine"
    assert list(tmp_path.glob(".*")) == []


def test_a_name_that_was_taken_meanwhile_is_left_to_its_owner(tmp_path):
    path = tmp_path / "file"
    with pytest.raises(FileExistsError), whole_file(path):
        path.write_text("early")
    assert path.read_text() == "early"
    assert list(tmp_path.glob(".*")) == []


# Backing up


def test_a_backup_says_what_it_holds(archive, kept):
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        assert set(opened.namelist()) == {*manifest["members"], "manifest.json"}
        assert opened.read("keys/secret-key").decode() == OLD_KEY
        assert opened.read(FILE) == files.TEXT
        for name, member in manifest["members"].items():
            content = opened.read(name)
            assert (hashlib.sha256(content).hexdigest(), len(content)) == (member["sha256"], member["size"])
    last = max(map(json.loads, kept[1][ENTRIES]), key=lambda entry: entry["sequence"])
    assert manifest["members"][ENTRIES]["rows"] == last["sequence"] == manifest["sequence"]
    assert manifest["digest"] == last["digest"]


def test_a_backup_has_mode_0600_and_is_not_written_over(tmp_path, capsys):
    path = tmp_path / "new.zip"
    assert run(backup, path) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "password hashes" in capsys.readouterr().out
    content = path.read_bytes()
    assert run(backup, path) == 1
    assert "is there already" in said(capsys)
    assert path.read_bytes() == content


def test_a_full_disk_leaves_no_half_of_a_backup(tmp_path, monkeypatch, capsys):
    def full(_model):
        yield b"{}\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tables, "lines_of", full)
    assert run(backup, tmp_path / "new.zip") == 1
    assert "No space left on device" in said(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_file_that_is_not_whole_is_left_out_and_said(tmp_path, capsys):
    by = factories.secretariat()
    for digest, content in (("a" * 64, b"other bytes"), ("b" * 64, None)):
        Attachment.objects.create(
            pk=digest, media_type="text/plain", size=1, first_name="x", uploaded_by=by, uploaded_at=factories.NOON
        )
        if content is not None:
            file_store.path_of(digest).parent.mkdir(parents=True)
            file_store.path_of(digest).write_bytes(content)
    assert run(backup, tmp_path / "new.zip") == 0
    assert "2 files are not here whole" in said(capsys)


# Restoring


def test_what_is_restored_is_what_was_there(archive, kept, home):
    Session.objects.create(session_key="left over", expire_date=factories.NOON)
    assert restored(archive) == 0
    assert rows() == kept[1]
    assert list(findings()) == []
    assert file_store.path_of(FILE[-64:]).read_bytes() == files.TEXT
    assert (home / "secret-key").read_text() == OLD_KEY
    assert not Session.objects.exists()
    # The next rows get keys of their own, also where the store counts them by itself.
    factories.revision("organism", guid="AFTER-THE-RESTORE")
    assert list(findings()) == []


@pytest.mark.parametrize(("with_keys", "key"), [(False, "my own"), (True, OLD_KEY)])
def test_a_key_that_is_there_stays_unless_the_operator_says_otherwise(archive, home, with_keys, key):
    (home / "secret-key").write_text("my own")
    assert restored(archive, with_keys=with_keys) == 0
    assert (home / "secret-key").read_text() == key


def test_a_second_restore_is_refused(archive, kept, capsys):
    assert restored(archive) == 0
    assert restored(archive) == 1
    assert "is not empty" in said(capsys)
    assert rows() == kept[1]


def test_a_register_that_was_set_up_is_not_empty(archive, capsys):
    factories.account()
    assert restored(archive) == 1
    assert "1 rows in accounts.account" in said(capsys)
    assert Account.objects.count() == 1


def changed(path: Path, change) -> None:
    """Write the archive anew; `change` gets its members by name."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def in_manifest(members: dict[str, bytes], /, **changes) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, **changes}).encode()


def forged(members: dict[str, bytes], name: str, content: bytes) -> None:
    """Change a member and what the manifest says of it."""
    members[name] = content
    described = json.loads(members["manifest.json"])["members"]
    count = content.count(b"\n") if name.startswith("tables/") else None
    described[name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "rows": count}
    in_manifest(members, members=described)


def without_last_line(content: bytes) -> bytes:
    return content[: content.rstrip().rindex(b"\n") + 1]


FAULTS = {
    "no archive": (lambda path: path.write_bytes(b"not a zip"), "is damaged"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-2000]), "is damaged"),
    "no file": (lambda path: path.unlink(), "There is no file"),
}
CHANGES = {
    "no manifest": (lambda m: m.pop("manifest.json"), "lacks the member manifest.json"),
    "manifest": (lambda m: m.update({"manifest.json": b"{"}), "manifest of the backup cannot be read"),
    "later format": (lambda m: in_manifest(m, version=2), "which this version does not read"),
    "other node": (lambda m: in_manifest(m, node="elsewhere"), "CLEARINGHOUSE_NODE=elsewhere"),
    "other tables": (lambda m: in_manifest(m, migrations={"records": "0001_initial"}), "Restore it with that version"),
    "missing table": (lambda m: m.pop("tables/records.case.jsonl"), "lacks the member tables/records.case.jsonl"),
    "missing file": (lambda m: m.pop(FILE), "lacks the member files/"),
    "added member": (lambda m: m.update({"../evil": b""}), "which is none of its own"),
    "forged member": (lambda m: forged(m, "files/../../evil", b""), "which is none of its own"),
    "digest": (lambda m: m.update({PARTS: m[PARTS].replace(b"Zea", b"Zee", 1)}), "is not what the manifest says"),
    "wrong file": (lambda m: forged(m, FILE, b"other bytes"), "is not what the manifest says"),
    "forged text": (lambda m: forged(m, PARTS, m[PARTS].replace(b"Zea", b"Zee", 1)), "part-changed"),
    "last entry": (lambda m: in_manifest(m, digest="0" * 64), "ends with entry"),
    "no row": (lambda m: forged(m, PARTS, b"[]\n" + m[PARTS]), "tables/ledger.part.jsonl, line 1"),
    "broken row": (lambda m: forged(m, PARTS, m[PARTS][:-9]), "does not fit the table"),
    "double row": (lambda m: forged(m, ENTRIES, m[ENTRIES] * 2), "The database refused the backup"),
    "missing row": (lambda m: forged(m, PARTS, without_last_line(m[PARTS])), "part-missing"),
    "dangling row": (lambda m: forged(m, ENTRIES, without_last_line(m[ENTRIES])), "The database refused the backup"),
}


def nothing_is_there(home: Path) -> bool:
    stored = [path for path in (home / "files").rglob("*") if path.is_file()]
    keys = [path for path in home.iterdir() if "secret-key" in path.name]
    return not any(model._base_manager.exists() for model in tables.kept_models()) and not stored and not keys


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_archive_is_refused_and_nothing_stays(archive, home, fault, capsys):
    damage, sentence = FAULTS[fault]
    damage(archive)
    assert restored(archive) == 1
    assert sentence in said(capsys)
    assert nothing_is_there(home)


@pytest.mark.parametrize("fault", CHANGES)
def test_an_archive_that_was_changed_is_refused_and_nothing_stays(archive, home, fault, capsys):
    change, sentence = CHANGES[fault]
    changed(archive, change)
    assert restored(archive) == 1
    assert sentence in said(capsys)
    assert nothing_is_there(home)


def test_a_fault_at_the_very_end_leaves_nothing(archive, home, monkeypatch, capsys):
    def fail(*arguments):
        place(*arguments)
        raise OSError(errno.ENOSPC, "No space left on device")

    place = restoring._place
    monkeypatch.setattr(restoring, "_place", fail)
    assert restored(archive) == 1
    assert "No space left on device" in said(capsys)
    assert nothing_is_there(home)
    monkeypatch.setattr(restoring, "_place", place)
    assert restored(archive) == 0


@pytest.mark.parametrize("tenth", range(0, 10, 3))
def test_a_flipped_byte_is_noticed_or_does_no_harm(archive, kept, home, tenth):
    whole = archive.read_bytes()
    place = len(whole) * tenth // 10
    archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :])
    if restored(archive) == 0:
        assert rows() == kept[1]
    else:
        assert nothing_is_there(home)
