"""Mail as it arrives: read back by the standard parser, in every script, whatever was written by whom."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.notices.actions import notify
from clearinghouse.notices.composing import MOST_IN_DIGEST, Told, compose
from clearinghouse.notices.kinds import Listed, NoticeKind
from clearinghouse.notices.models import Outgoing
from clearinghouse.notices.saying import clean, governments_of, said
from clearinghouse.notices.wording import NOBODY_MAY, WORDINGS
from clearinghouse.parties.models import Government
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about, arrived, posted, sent_bytes, text_of, told

pytestmark = pytest.mark.django_db
TITLES = {"en": "Maize <b>MON810</b>", "ar": "ذرة معدلة وراثيا", "zh": "转基因玉米"}


def composed(kind=NoticeKind.REQUEST_WAITS, language="en", **changes) -> EmailMultiAlternatives:
    account = factories.account(language=language)
    mail = Outgoing(account=account, kind=kind.value, queued_at=NOON, due_at=NOON)
    return compose(mail, [Told(kind, about(**changes))], at=NOON)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_mail_arrives_in_the_language_of_its_reader(language):
    Government.objects.create(code="bj", names_text='{"en":"Benin","ar":"بنن","zh":"贝宁"}', formal_names_text="{}")
    told(factories.account(language=language), titles=TITLES, link="home")
    (letter,) = posted()
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert TITLES[language] in letter["Subject"]
    text, html = text_of(letter), text_of(letter, "html")
    assert TITLES[language] in text
    assert f"/{language}/" in text
    assert {"en": "Benin", "ar": "بنن", "zh": "贝宁"}[language] in text
    direction = "rtl" if language == "ar" else "ltr"
    assert re.search(rf'<html lang="{language}[^"]*" dir="{direction}">', html)
    assert "<b>MON810" not in html
    assert "style" not in html
    assert "<img" not in html
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        rf"<http://127\.0\.0\.1:8000/{language}/mail/stop/[^/<>\s]+/>", letter["List-Unsubscribe"].strip()
    )
    assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", letter["Message-ID"])


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_is_said_in_every_language(kind, language):
    letter = arrived(composed(kind, language, data={}))
    assert letter["Subject"]
    assert "%(" not in letter["Subject"] + text_of(letter) + text_of(letter, "html")


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_several_records_stand_in_a_mail_by_their_titles(language):
    listed = (Listed("a", TITLES), Listed("b", {"en": "Second\r\nBcc: x@example.org"}), Listed("c"))
    letter = arrived(composed(NoticeKind.RECORDS_STALE, language, listed=listed, data={"count": "40"}))
    text, html = text_of(letter).replace("\r\n", "\n"), text_of(letter, "html")
    assert f"- {TITLES[language]}\n" in text
    assert "- Second Bcc: x@example.org\n" in text
    assert html.count("<li><bdi>") == 3
    assert "37" in text
    assert "40" in text


def test_no_line_is_longer_than_servers_take_and_all_is_ascii():
    sent = composed(language="zh", titles={"zh": "转" * 5000}, data={"by": "x" * 5000, "asks": "y" * 5000})
    for line in sent_bytes(sent).split(b"\r\n"):
        assert len(line) <= 998
        assert line.isascii()


@pytest.mark.parametrize(
    "hostile", ["\r\nBcc: everybody@example.org", "\n\nbody", "\x00", "a\u2028b", "\x0b\x0c", "\x85"]
)
def test_nothing_that_was_written_becomes_a_header(hostile):
    data = {"by": f"Awa{hostile}", "role": f"r{hostile}", "name": f"n{hostile}", "owner_name": f"o{hostile}"}
    for kind in NoticeKind:
        letter = arrived(composed(kind, titles={"en": f"Maize{hostile}"}, data=data))
        assert letter["Bcc"] is None
        assert len(letter.get_all("Subject", [])) == 1
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", letter["Subject"])


def test_the_name_of_an_account_cannot_steer_a_mail():
    account = factories.account()
    account.name = "Awa\r\nBcc: x@example.org\r\n\r\n<script>alert(1)</script>"
    account.save()
    told(account)
    (letter,) = posted()
    assert letter["Bcc"] is None
    assert "<script>" not in text_of(letter, "html")
    assert len(letter.get_all("To", [])) == 1


_TITLE = st.text(max_size=300)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=_TITLE, name=_TITLE, reason=_TITLE, language=st.sampled_from([one.code for one in LANGUAGES]))
def test_whatever_a_title_holds_the_mail_is_whole_and_says_it(db, title, name, reason, language):
    told_one = Told(NoticeKind.REQUEST_RETURNED, about(titles={"en": title}, data={"by": name, "reason": reason}))
    mail = Outgoing(email="reader@example.org", language=language, kind="request-returned")
    letter = arrived(compose(mail, [told_one], at=NOON))
    assert not letter.defects
    shown = clean(title)
    if shown:
        assert shown in text_of(letter)
        assert shown in letter["Subject"].replace("\u2068", "").replace("\u2069", "")
    assert letter["To"] == "reader@example.org"
    assert set(letter.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Message-ID", "Date", "Auto-Submitted",
    }  # fmt: skip


@given(st.text())
def test_a_clean_text_is_one_line_and_clean_again(text):
    line = clean(text)
    assert len(line) <= 150
    assert line.splitlines() in ([], [line])
    assert clean(line) == line


def test_what_turns_the_text_around_it_is_set_off():
    sent = composed(titles={"ar": TITLES["ar"]})
    assert f"\u2068{TITLES['ar']}\u2069" in sent.subject
    assert f"<bdi>{TITLES['ar']}</bdi>" in str(sent.alternatives[0][0])
    assert "\u2068" not in composed().subject


def test_a_long_digest_shows_the_last_and_says_how_many_more():
    account = factories.account()
    for place in range(MOST_IN_DIGEST + 3):
        notify([account], NoticeKind.REQUEST_APPROVED, about=about(titles={"en": f"Gene {place}."}), at=NOON)
    (letter,) = posted(days=1)
    assert "Gene 0." not in text_of(letter)
    assert f"Gene {MOST_IN_DIGEST + 2}." in text_of(letter)
    assert "3 more notices stand on your desk." in text_of(letter)


def test_a_link_to_a_page_that_is_gone_leaves_the_mail_readable():
    letter = arrived(composed(link="no-such-page"))
    assert "Promoter 35S" in text_of(letter)


def test_the_secretariat_is_told_where_nobody_may_decide():
    words = said(NoticeKind.REQUEST_WAITS, about(data={"by": "Awa", "gap": "yes"}), {})
    assert words.subject == NOBODY_MAY.subject.text % {"title": "Promoter 35S"}
    assert "nobody there may take it" in words.sentence


def test_owners_and_roles_are_said_by_name(django_assert_num_queries):
    Government.objects.create(code="bj", names_text='{"en":"Benin","fr":"Bénin"}', formal_names_text="{}")
    named = [about(data={"role": "focal-point", "instrument": "BCH"}), about(owner="", data={"role": "translator"})]
    with django_assert_num_queries(1):
        governments = governments_of(named)
    with override("en"):
        assert "Biosafety Clearing-House focal point" in said(NoticeKind.ROLE_GRANTED, named[0], governments).sentence
        assert "Benin" in said(NoticeKind.ROLE_GRANTED, named[0], governments).sentence
        assert "the Secretariat" in said(NoticeKind.ROLE_ENDED, named[1], governments).sentence
    other = about(owner="organization:abc", data={"owner_name": "Seed Institute"})
    assert "Seed Institute" in said(NoticeKind.REQUEST_WAITS, other, {}).sentence


def test_the_texts_name_only_what_is_known():
    known = {
        "title",
        "format",
        "owner",
        "number",
        "role",
        "by",
        "name",
        "device",
        "email",
        "section",
        "day",
        "follow",
        "count",
    }
    for wording in [*WORDINGS.values(), NOBODY_MAY]:
        for message in (wording.subject, wording.sentence, wording.link):
            assert set(re.findall(r"%\((\w+)\)s", message.text)) <= known


@pytest.mark.parametrize(
    ("language", "quoted"), [("en", "“triticale”"), ("fr", "« triticale »"), ("zh", "“triticale”")]
)
@pytest.mark.parametrize("name", ["triticale", "“triticale”", "«triticale»"])
def test_what_is_followed_stands_in_quotes_once(language, quoted, name):
    mail = composed(
        NoticeKind.FOLLOWED_PUBLISHED, language, data={"follow": name.replace("« ", "«").replace(" »", "»")}
    )
    assert quoted in mail.subject.replace("\u202f", " ")
    assert quoted in mail.body.replace("\u202f", " ")
    assert "““" not in mail.subject
