"""Making the mail: what it tells, in the reader's language, as plain text and as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import BASE64, QP, Charset
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, override

from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import BY_CODE, DEFAULT, Language
from clearinghouse.notices.addresses import absolute, page, page_of
from clearinghouse.notices.deciding import links_for
from clearinghouse.notices.kinds import GROUP_OF, About, Group, NoticeKind
from clearinghouse.notices.models import ActionLink, Outgoing
from clearinghouse.notices.periods import Period
from clearinghouse.notices.preferences import stop_token
from clearinghouse.notices.saying import Said, clean, governments_of, said

MOST_IN_DIGEST = 50
_LATIN = frozenset({"en", "es", "fr"})


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a mail tells."""

    kind: NoticeKind
    about: About


@dataclass(frozen=True, slots=True)
class Way:
    """A link of a mail: what it is called, and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a mail tells, said in the reader's language."""

    sentence: str
    markup: SafeString
    quote: str
    ways: Sequence[Way]
    listed: Sequence[str] = ()
    more: int = 0


def message_id(mail: Outgoing) -> str:
    """Return the Message-ID of a mail: the same whenever it is sent, so that a second copy is known for one."""
    return f"<{mail.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition('@')[2]}>"


def compose(mail: Outgoing, told: Sequence[Told], *, at: datetime) -> EmailMultiAlternatives:
    """Return a mail that is ready to be sent. told: at least one thing, oldest first."""
    account = mail.account
    language = BY_CODE.get(account.language if account else mail.language, DEFAULT)
    with override(language.django):
        governments = governments_of(one.about for one in told)
        all_said = [(one, said(one.kind, one.about, governments)) for one in told]
        period = Period(mail.kind) if mail.kind in list(Period) else None
        subject = all_said[0][1].subject if period is None else _subject_of_digest(len(told))
        shown = all_said[-MOST_IN_DIGEST:]
        parts = [_part(mail, one, words, at, is_alone=period is None) for one, words in shown]
        stop = _stop_url(account, period or GROUP_OF[told[0].kind])
        context = {
            **_context(account.name if account else told[0].about.data.get("name", ""), language, stop),
            "subject": subject,
            "parts": parts,
            "more": len(told) - len(shown),
        }
        text = render_to_string("notices/mail.txt", context).strip() + "\n"
        html = render_to_string("notices/mail.html", context)
    made = EmailMultiAlternatives(
        subject, text, settings.DEFAULT_FROM_EMAIL, [mail.recipient], headers=_headers(mail, stop, at)
    )
    made.encoding = _charset(language)
    made.attach_alternative(html, "text/html")
    return made


def _subject_of_digest(count: int) -> str:
    return ngettext("%(count)s notice on your desk", "%(count)s notices on your desk", count) % {"count": count}


def _part(mail: Outgoing, one: Told, words: Said, at: datetime, *, is_alone: bool) -> Part:
    path = page_of(one.about)
    ways = [Way(words.link, absolute(path))] if path else []
    if is_alone:
        names = {ActionLink.APPROVE: gettext("Approve and publish"), ActionLink.RETURN: gettext("Return with a reason")}
        secrets = links_for(mail, one.kind, one.about, at=at)
        ways += [Way(names[action], page("mail-decide", secret)) for action, secret in secrets.items()]
    return Part(words.sentence, words.markup, words.quote, ways, words.listed, words.more)


def _stop_url(account: Account | None, kind: Group | Period) -> str:
    """Return where one click stops such mail; "" for mail about the account, which cannot be stopped."""
    return "" if account is None or kind is Group.ACCOUNT else page("mail-stop", stop_token(account, kind))


def _context(name: str, language: Language, stop: str) -> Mapping[str, object]:
    return {
        "language": language,
        "name": clean(name),
        "home_url": page("home"),
        "settings_url": page("notice-settings") if stop else "",
        "stop_url": stop,
    }


def _headers(mail: Outgoing, stop: str, at: datetime) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(mail),
        "Date": format_datetime(at.astimezone(UTC)),
        "Auto-Submitted": "auto-generated",
    }
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _charset(language: Language) -> Charset:
    """Return an encoding in which no line is too long for any server, and no server has to know more than ASCII."""
    charset = Charset("utf-8")
    charset.body_encoding = QP if language.code in _LATIN else BASE64
    return charset
