"""Working on records from the command line, in the name of an account and with its permissions, no more."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json, canonical, is_deeper_than, parsed
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import in_english
from clearinghouse.derived.reading import MalformedBodyError
from clearinghouse.formats.collection import get_format
from clearinghouse.projections.links import cited_by
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import (
    open_case,
    reassign,
    request_publication,
    request_retirement,
    return_draft,
    withdraw_request,
)
from clearinghouse.records.confirming import confirm_current
from clearinghouse.records.drafting import begin_amendment, begin_draft, delete_draft, get_draft, save_draft
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.errors import CaseClosedError, DraftGoneError, InvalidDraftError, NotADeciderError
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import find_record
from clearinghouse.records.withdrawing import withdraw_record

_MAX_LEVELS = 32
Options = argparse.Namespace
Done = dict[str, object]


@dataclass(frozen=True, slots=True)
class Work:
    """One act: who does it, when, and what else was said."""

    by: Account
    at: datetime
    options: Options

    def draft(self) -> Draft:
        """Return the draft that was named, for an action, which asks for its own permission. Raises DraftGoneError."""
        draft = Draft.objects.select_related("author", "updated_by").filter(pk=_uid(self.options.what)).first()
        if draft is None:
            raise DraftGoneError
        return draft

    def record(self) -> Record:
        """Return the record that was named. Raises RecordNotFoundError."""
        record, _number = find_record(self.options.what, self.by)
        return record

    @property
    def reason(self) -> str:
        """Why, or the message to whoever decides."""
        return str(self.options.reason)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done. takes: what is named, a format, draft or record."""

    takes: str
    summary: str
    run: Callable[[Work], Done]


def _begin(work: Work) -> Done:
    options = work.options
    fmt = get_format(options.what)
    draft = begin_draft(
        fmt,
        by=work.by,
        realm=options.realm or fmt.realms[0],
        owner=options.owner,
        language=options.language,
        at=work.at,
        body=_read(options),
    )
    return _draft(draft, "The draft was begun.")


def _amend(work: Work) -> Done:
    return _draft(begin_amendment(work.record(), by=work.by, at=work.at), "The draft of the next revision is open.")


def _show(work: Work) -> Done:
    draft = get_draft(_uid(work.options.what), by=work.by)
    return {**_draft(draft, f"The draft is at version {draft.version}."), "body": draft.body}


def _save(work: Work) -> Done:
    draft = work.draft()
    version = work.options.version or draft.version
    return _draft(
        save_draft(draft, _read(work.options), by=work.by, at=work.at, version=version), "The draft was saved."
    )


def _delete(work: Work) -> Done:
    draft = work.draft()
    delete_draft(draft, by=work.by, at=work.at)
    return {"draft": str(draft.pk), "sentence": "The draft was deleted."}


def _request(work: Work) -> Done:
    draft = work.draft()
    case = request_publication(draft, by=work.by, at=work.at, asks=work.reason)
    return {**_draft(draft, "Publication was requested."), "case": case.pk}


def _withdraw(work: Work) -> Done:
    draft = work.draft()
    withdraw_request(draft, by=work.by, at=work.at)
    return _draft(draft, "The request was withdrawn.")


def _return(work: Work) -> Done:
    draft = work.draft()
    return_draft(draft, by=work.by, at=work.at, reason=work.reason)
    return _draft(draft, "The draft was returned.")


def _reassign(work: Work) -> Done:
    draft, address = work.draft(), work.options.to
    to = Account.objects.filter(email=address.lower(), is_active=True).first() if address else None
    if address and to is None:
        raise NotADeciderError
    case = open_case(draft)
    if case is None:
        raise CaseClosedError
    reassign(case, to=to, by=work.by, at=work.at, reason=work.reason)
    return _draft(draft, "The request was given to somebody." if to else "The request waits for whoever may decide.")


def _publish(work: Work) -> Done:
    revision = publish(work.draft(), by=work.by, at=work.at)
    return {**_record(revision.record, "The record was published."), "revision": revision.number}


def _retire(work: Work) -> Done:
    record, despite = work.record(), work.options.despite_citations
    retire(record, by=work.by, at=work.at, reason=work.reason, cited_by=cited_by, despite_citations=despite)
    return _record(record, "The record was retired.")


def _request_retirement(work: Work) -> Done:
    record = work.record()
    case = request_retirement(record, by=work.by, at=work.at, asks=work.reason)
    return {**_record(record, "Retirement was requested."), "case": case.pk}


def _redact(work: Work) -> Done:
    record, options = work.record(), work.options
    chosen = record.revisions.select_related("record")
    if options.revision:
        chosen = chosen.filter(number__in=options.revision)
    despite = options.despite_citations
    redact(
        list(chosen),
        part=options.part,
        by=work.by,
        at=work.at,
        reason=work.reason,
        cited_by=cited_by,
        despite_citations=despite,
    )
    return _record(record, "The text was taken away.")


def _withdraw_record(work: Work) -> Done:
    record = work.record()
    withdraw_record(record, by=work.by, at=work.at)
    return _record(record, "The record was withdrawn. Nothing of it is kept here.")


def _confirm(work: Work) -> Done:
    record = work.record()
    confirm_current(record, by=work.by, at=work.at)
    return _record(record, "The record was confirmed as current.")


ACTS: dict[str, Act] = {
    "draft": Act("FORMAT", "begin a record; the answers are read from --file or standard input", _begin),
    "amend": Act("RECORD", "open the draft of a record's next revision", _amend),
    "show": Act("DRAFT", "print a draft", _show),
    "save": Act("DRAFT", "save the whole draft from --file or standard input", _save),
    "delete": Act("DRAFT", "delete a draft", _delete),
    "request": Act("DRAFT", "request publication; --reason is a message to whoever decides", _request),
    "withdraw": Act("DRAFT", "withdraw the request", _withdraw),
    "return": Act("DRAFT", "return the draft to its editors with a --reason", _return),
    "reassign": Act("DRAFT", "give the request to the account --to, or to whoever may decide", _reassign),
    "publish": Act("DRAFT", "publish a draft, or approve what was requested", _publish),
    "retire": Act("RECORD", "take a record out of force with a --reason", _retire),
    "request-retirement": Act("RECORD", "ask for that, with a --reason", _request_retirement),
    "redact": Act("RECORD", "take one --part away with a --reason, of all revisions or of each --revision", _redact),
    "withdraw-record": Act("RECORD", "take a record back for good in the name of its community", _withdraw_record),
    "confirm": Act("RECORD", "say that a record is still current", _confirm),
}


def act_options(parser: argparse.ArgumentParser) -> None:
    """Ask what is to be done, in whose name, and for what the act needs."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    listed = "\n".join(f"  {f'{name} {one.takes}':27} {one.summary}" for name, one in ACTS.items())
    parser.epilog = f"acts:\n{listed}"
    parser.add_argument("act", choices=ACTS, metavar="ACT")
    parser.add_argument("what", metavar="FORMAT|DRAFT|RECORD", help="a format's name, a draft's id, a record's number")
    parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the account that acts")
    parser.add_argument("--file", type=Path, help="a JSON file with the answers; standard input without it")
    parser.add_argument("--owner", default="", help="a government's code, organization:…; none for a reference record")
    parser.add_argument("--realm", default="", help="the clearing-house; the first of the format without it")
    parser.add_argument("--language", default="en", help="in which the record is written")
    parser.add_argument("--version", type=int, default=0, help="the version that the answers were made from")
    parser.add_argument("--reason", default="", help="for everyone to read where a record is retired or redacted")
    parser.add_argument("--to", default="", metavar="EMAIL", help="who is to decide")
    parser.add_argument("--part", choices=["public", "sealed"], default="public", help="what is taken away")
    parser.add_argument("--revision", type=int, action="append", metavar="N", help="of which revision")
    parser.add_argument("--despite-citations", action="store_true", help="records that refer to it were looked at")
    parser.add_argument("--json", action="store_true", help="print JSON")


def act(options: Options) -> int:
    """Do one thing in the name of an account; say in one sentence what was done, or why not."""
    account = Account.objects.filter(email=options.email.lower(), is_active=True).first()
    if account is None:
        print(f"There is no account {options.email} in use.", file=sys.stderr)
        return 1
    try:
        done = ACTS[options.act].run(Work(account, timezone.now(), options))
    except DomainError as error:
        _say_refused(error, options)
        return 1
    except OSError as error:
        print(f"{options.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(done, ensure_ascii=False))
    else:
        print(done["sentence"], done.get("number") or done.get("draft"))
    return 0


def _say_refused(error: DomainError, options: Options) -> None:
    problems = error.problems if isinstance(error, InvalidDraftError) else []
    rows = [{"code": one.code, "pointer": one.pointer, "sentence": one.said(in_english)} for one in problems]
    if options.json:
        print(json.dumps({"code": error.code, "sentence": str(error), "problems": rows}, ensure_ascii=False))
    print(error, file=sys.stderr)
    for row in rows:
        print(f"{row['pointer']}: {row['sentence']}", file=sys.stderr)


def _read(options: Options) -> Json:
    """Return the answers that were given. Raises MalformedBodyError, OSError."""
    try:
        text = options.file.read_text(encoding="utf-8") if options.file else sys.stdin.read()
        body = parsed(text)
        if not body or is_deeper_than(body, _MAX_LEVELS):
            raise MalformedBodyError
        canonical(body)
    except (ValueError, RecursionError) as error:
        raise MalformedBodyError from error
    return body


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise DraftGoneError from error


def _draft(draft: Draft, sentence: str) -> Done:
    return {
        "sentence": sentence,
        "draft": str(draft.pk),
        "identifier": draft.guid,
        "state": draft.state,
        "version": draft.version,
        "problems": draft.problem_count,
    }


def _record(record: Record, sentence: str) -> Done:
    return {
        "sentence": sentence,
        "number": str(record.printed_number),
        "identifier": record.guid,
        "state": record.state,
        "latest": record.latest,
    }
