"""The morning mail reaches a real mail server: in the reader's language, at eight, once, only with something in it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import BadHeaderError

from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform import mail, mornings
from enishi.platform.models import Job, Member, Notification
from enishi.platform.people import own, sign_ins
from enishi.screens import jobs, letters
from enishi.screens.day import morning_mail, today
from enishi.screens.page_models.common import Action, Badge, Cell
from enishi.screens.page_models.panels import ListCard, ListLine, TableCard
from enishi.screens.page_models.today_page import NextStep

#: Eight o'clock in Tokyo on Tuesday, 7 April 2026.
EIGHT = datetime(2026, 4, 6, 23, 0, tzinfo=UTC)


class Sink:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.got.append((envelope.rcpt_tos, message))
        return "250 taken"


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server on this machine."""
    kept = Sink()
    server = Controller(kept, hostname="127.0.0.1", port=0)
    server.port = _free_port()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL = "enishi@minato.example"
    settings.ENISHI_BASE_URL = "https://crm.minato.example"
    yield kept
    server.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sample(Contribution):
    """What a room might say this morning."""

    def read(self, actor: Any, ids: list[int]) -> today.Block:
        done = Action("Done", "/x")
        step = NextStep("Send the drawing", "You promised this.", done, "handshake", about="Midori",
                        about_href="/o/accounts/4", due=Badge("today", "bad"))  # fmt: skip
        rows = tuple(
            (Cell("name", f"Firm {n}", f"/o/accounts/{n}"), Cell("phone", f"03-0000-000{n}")) for n in range(4)
        )
        table = TableCard("neglected", "Out of touch", ("Account", "Phone"), rows)
        card = ListCard("days", "Birthdays", (ListLine("Ogawa", "Midori", time="today", href="/o/contacts/1"),))
        return today.Block(next_steps=(step,), lists=(table,), cards=(card,))


@pytest.fixture
def something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today.registry, "contributions", lambda key, place="": [Sample] if key == "today" else [])


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today.registry, "contributions", lambda key, place="": [])


class Running:
    """Stands in for a run of a job."""

    def __init__(self, **arguments: Any) -> None:
        self.arguments = arguments

    def step(self) -> Any:
        return nullcontext()


def test_the_mail_says_what_is_due_and_why_in_text_and_html(
    world: Any, sink: Sink, something: None, clock: Any
) -> None:
    own.change_profile(world.ben, language="ja")
    jobs.morning(Running(member=world.members["Ben"].pk, day="2026-04-06"))
    (to, message), *more = sink.got
    assert (to, more) == (["ben@enishi.example"], [])
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    for part in (
        "Send the drawing",
        "https://crm.minato.example/o/accounts/4",
        "Ogawa",
        "Firm 0",
        "Firm 1",
        "03-0000-0000",
    ):
        assert part in text
        assert part in html
    assert "Firm 2" not in text
    assert "{" not in text
    assert "style=" not in html
    assert '<html lang="ja">' in html


def test_a_second_attempt_carries_the_same_message_id(world: Any, sink: Sink, something: None) -> None:
    for _attempt in range(2):
        jobs.morning(Running(member=world.members["Ben"].pk, day="2026-04-06"))
    names = {message["Message-ID"] for _to, message in sink.got}
    assert names == {f"<morning.{world.members['Ben'].pk}.2026-04-06@crm.minato.example>"}


def test_no_mail_is_sent_when_there_is_nothing_to_say(world: Any, sink: Sink, nothing: None) -> None:
    jobs.morning(Running(member=world.members["Ben"].pk, day="2026-04-06"))
    assert sink.got == []


def test_a_name_in_the_mail_cannot_become_markup(world: Any, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nasty(Contribution):
        def read(self, actor: Any, ids: list[int]) -> today.Block:
            return today.Block(cards=(ListCard("x", "<b>T</b>", (ListLine("<script>x</script> & co"),)),))

    monkeypatch.setattr(today.registry, "contributions", lambda key, place="": [Nasty])
    jobs.morning(Running(member=world.members["Ben"].pk, day="2026-04-06"))
    message = sink.got[0][1]
    assert "<script>" not in message.get_body(("html",)).get_content()
    assert "<script>x</script> & co" in message.get_body(("plain",)).get_content()


def test_a_line_break_in_a_name_reaches_no_header(world: Any, sink: Sink) -> None:
    bad = letters.invitation("ben@enishi.example", "en", "Ben", "Eve\r\nBcc: all@evil.example", "/invitation/x")
    with pytest.raises(BadHeaderError):
        mail.send(bad)
    assert sink.got == []


def test_everybody_is_written_to_at_eight_where_they_live_and_once(world: Any, clock: Any, sink: Sink) -> None:
    own.change_profile(world.chie, timezone="Europe/Paris")
    clock.at = EIGHT
    jobs.begin_mornings(Running())
    queued = set(Job.objects.filter(name="mail.morning").values_list("key", flat=True))
    assert f"{world.members['Ben'].pk}:2026-04-07" in queued
    assert not any(key.startswith(f"{world.members['Chie'].pk}:") for key in queued)
    clock.at = EIGHT + timedelta(minutes=30)
    assert jobs.begin_mornings(Running()) == 0
    clock.at = datetime(2026, 4, 7, 6, 0, tzinfo=UTC)
    jobs.begin_mornings(Running())
    assert Job.objects.filter(name="mail.morning", key=f"{world.members['Chie'].pk}:2026-04-07").count() == 1


def test_nobody_is_written_to_before_eight_or_long_after_it(world: Any, clock: Any) -> None:
    for moment in (EIGHT - timedelta(minutes=1), EIGHT + mornings.LATE):
        assert mornings.due(moment) == []


def test_who_left_or_was_disabled_gets_no_mail(world: Any, clock: Any) -> None:
    sign_ins.disable(world.members["Ben"].pk, world.admin)
    Member.objects.filter(name="Chie").update(left_on="2026-03-31")
    found = {morning.member for morning in mornings.due(EIGHT)}
    assert found == {world.members[name].pk for name in ("Aiko", "Dai", "Admin")}


def test_open_questions_of_ones_own_imports_are_told(world: Any, sink: Sink, nothing: None, clock: Any) -> None:
    from enishi.platform.models import DuplicateCase, ImportRun

    run = ImportRun.objects.create(
        object="contact",
        name="a.csv",
        file="a",
        digest="a",
        state="done",
        made_at=clock.now(),
        member=world.members["Ben"].pk,
    )
    for number in range(3):
        DuplicateCase.objects.create(object="contact", first=number, second=number + 10, run=run, at=clock.now())
    written = morning_mail.compose(world.ben, "ben@enishi.example", "k")
    assert written is not None
    assert "3 open questions" in written.text
    assert morning_mail.compose(world.chie, "chie@enishi.example", "k") is None


def test_a_mention_in_a_note_and_a_memo_reach_the_bell(world: Any, sign_in: Any) -> None:
    contact = write(Create, world.aiko, registry.card("contact"), data={"family_name": "小川"})
    told = write(
        Create, world.aiko, registry.card("note"), data={"body": "@Ben please look, @Nobody", "contact": contact.id}
    )
    assert told.id
    write(
        Create,
        world.aiko,
        registry.card("call"),
        data={"name": "Call back", "kind": "memo", "memo_for": world.members["Ben"].pk},
    )
    ben = sign_in("Ben")
    assert ben.get("/notifications/unread").content == b"2"
    page = ben.get("/notifications").content.decode()
    assert "Aiko mentioned you" in page
    assert "Aiko took a phone memo for you" in page
    first = Notification.objects.filter(kind="mention").get()
    assert ben.post(f"/notifications/{first.pk}")["Location"] == f"/o/notes/{told.id}"
    assert ben.get("/notifications/unread").content == b"1"
    assert sign_in("Chie").post(f"/notifications/{first.pk}").status_code == 404
    ben.post("/notifications/read")
    assert ben.get("/notifications/unread").content == b""


def test_a_mention_of_a_record_one_may_not_see_says_nothing(world: Any, sign_in: Any) -> None:
    write(Create, world.aiko, registry.card("note"), data={"body": "@Chie secret plan"})
    page = sign_in("Chie").get("/notifications").content.decode()
    assert "secret plan" not in page
    assert "mentioned you" not in page
