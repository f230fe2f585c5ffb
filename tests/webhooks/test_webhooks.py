"""Other programs are told of changes: signed, again until it arrives, and never more than the owner may see."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enishi.kernel.doors.verbs import Create, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.api import tokens
from enishi.platform.models import Delivery, Notification, Webhook
from enishi.platform.people import sign_ins
from enishi.platform.webhooks import feeding, sending, verbs
from enishi.platform.webhooks.verbs import Asked

pytestmark = pytest.mark.django_db(transaction=True)  # the feed tells only what is committed
DAY = timedelta(days=1)


@pytest.fixture
def hook(world: Any, receiver: Any, clock: Any, data_folder: Any) -> Any:
    """Ben's webhook for accounts; with its secret."""

    def make(name: str = "Ben", **more: Any) -> tuple[Webhook, str]:
        asked = Asked("Ledger", receiver.url, world.members[name].pk, ("account",), **more)
        return verbs.make(world.admin, asked)

    return make


def account(actor: Any, **data: Any) -> int:
    number = write(Create, actor, registry.card("account"), data={"name": "Kestrel Mills", **data}).id
    assert number is not None
    return number


def signed(secret: str, headers: dict[str, str], body: bytes) -> str:
    """The signature as the specification has it, worked out apart from the product."""
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def test_a_message_has_the_headers_the_signature_and_the_record(hook, world, receiver, work, clock):
    made, secret = hook()
    number = account(world.aiko, rank="a")
    work()
    ((headers, body),) = receiver.came
    assert headers["webhook-id"].startswith("msg_")
    assert headers["webhook-timestamp"] == str(int(clock.now().timestamp()))
    assert headers["webhook-signature"] == signed(secret, headers, body)
    told = receiver.told[0]
    assert (told["type"], told["data"]["object"]) == ("customers.account.created", "accounts")
    assert (told["data"]["id"], told["data"]["record"]["name"]) == (number, "Kestrel Mills")
    kept = Delivery.objects.get(webhook=made)
    assert (kept.state, kept.status, kept.attempts) == ("done", 200, 1)
    work()
    assert len(receiver.came) == 1


def test_what_happens_is_told_in_order_and_only_what_was_chosen(hook, world, receiver, work):
    hook(kinds=("updated", "gone"))
    number = account(world.aiko)
    for title in ("First", "Second"):
        write(Update, world.aiko, registry.card("account"), number, {"name": title})
    write(Create, world.aiko, registry.card("contact"), data={"family_name": "Mori"})
    work()
    write(Trash, world.aiko, registry.card("account"), number)
    work()
    assert [told["type"].rpartition(".")[2] for told in receiver.told] == ["updated", "updated", "trashed"]
    assert [told["data"]["fields"] for told in receiver.told] == [["name"], ["name"], []]
    assert receiver.told[-1]["data"]["record"] is None


def test_nothing_is_told_that_the_owner_may_not_see_when_it_is_sent(hook, world, receiver, work):
    made, _secret = hook("Chie")  # in another team than Aiko
    account(world.aiko)
    mine = account(world.chie, name="Osaka Mills", phone="06-1234-5678")
    world.take_roles("Chie")
    world.give("Chie", {"*": {"see": "own", "fields": {}}, "account": {"see": "own", "fields": {"phone": "none"}}})
    work()
    assert [told["data"]["id"] for told in receiver.told] == [mine]
    assert "phone" not in receiver.told[0]["data"]["record"]
    assert "1234" not in receiver.came[0][1].decode()
    receiver.statuses = [500]
    write(Update, world.admin, registry.card("account"), mine, {"name": "Osaka Silk"})
    work()
    world.take_roles("Chie")
    receiver.came.clear()
    Delivery.objects.filter(state="waiting").update(due=made.made_at)
    work()
    assert receiver.came == []
    assert Delivery.objects.latest("pk").state == "dropped"


def test_what_does_not_arrive_is_tried_for_three_days_and_then_given_up(hook, world, receiver, work, clock):
    made, _secret = hook()
    receiver.statuses = [500]
    account(world.aiko)
    began, times = clock.now(), []
    for _attempt in range(20):
        work()
        times.append(len(receiver.came))
        left = Delivery.objects.get(webhook=made)
        if left.state != "waiting":
            break
        assert left.due > clock.now()
        clock.at = left.due
    assert len(receiver.came) == len(sending.DELAYS) + 1 == 10
    assert timedelta(days=3) < clock.now() - began < timedelta(days=3.6)
    assert len({headers["webhook-id"] for headers, _body in receiver.came}) == 1
    made.refresh_from_db()
    assert (left.state, made.ended_why) == ("failed", "failing")
    assert [notice.member_id for notice in Notification.objects.filter(kind="webhook_ended")] == [
        world.members["Admin"].pk
    ]

    receiver.statuses = [200]
    verbs.resume(world.admin, made.pk)
    assert verbs.replay(world.admin, made.pk, since=began) == 1
    work()
    assert Delivery.objects.get(webhook=made).state == "done"
    assert len({headers["webhook-id"] for headers, _body in receiver.came}) == 1


def test_a_place_in_the_feed_of_another_database_is_left_for_the_end_of_this_one(hook, world, receiver, work):
    hook()
    Webhook.objects.update(xid=2**60, seen=10**9)
    work()
    number = account(world.aiko)
    work()
    assert [told["data"]["id"] for told in receiver.told] == [number]
    assert not feeding.behind()


def test_an_address_that_is_gone_is_told_nothing_more(hook, world, receiver, work):
    made, _secret = hook()
    receiver.statuses = [410]
    account(world.aiko)
    account(world.aiko, name="Heron Mills")
    work()
    work()
    assert len(receiver.came) == 1
    made.refresh_from_db()
    assert made.ended_why == "gone"


def test_an_address_that_fails_again_and_again_rests_and_others_are_served(hook, world, receiver, work, clock):
    hook()
    receiver.statuses = [503]
    for number in range(6):
        account(world.aiko, name=f"Mill {number}")
    work()
    assert len(receiver.came) == sending.IN_A_ROW
    receiver.statuses = [200]
    clock.move(sending.REST)
    work()
    assert Delivery.objects.filter(state="done").count() == 6
    assert [told["data"]["record"]["name"] for told in receiver.told[3:]] == [f"Mill {number}" for number in range(6)]


def test_a_redirect_is_not_followed_and_a_dripping_answer_ends(hook, world, receiver, work, monkeypatch):
    hook()
    receiver.statuses = [302]
    account(world.aiko)
    work()
    assert (len(receiver.came), Delivery.objects.get().status) == (1, 302)

    from enishi.platform.egress import post

    monkeypatch.setattr(post, "TIMEOUT", 0.5)
    receiver.drip = True
    Delivery.objects.update(due=Webhook.objects.get().made_at)
    work()
    assert Delivery.objects.get().problem == "timeout"


def test_for_a_day_both_secrets_sign(hook, world, receiver, work, clock):
    made, first = hook()
    second = verbs.rotate(world.admin, made.pk)
    verbs.test(world.admin, made.pk)
    work()
    clock.move(DAY)
    verbs.test(world.admin, made.pk)
    work()
    (old, new) = receiver.came
    assert old[0]["webhook-signature"].split() == [signed(second, *old), signed(first, *old)]
    assert new[0]["webhook-signature"] == signed(second, *new)
    assert receiver.told[1]["data"] == {}


def test_an_owner_who_is_disabled_ends_it_before_anything_is_sent(hook, world, receiver, work):
    made, _secret = hook()
    account(world.aiko)
    sign_ins.disable(world.members["Ben"].pk, world.admin)
    work()
    made.refresh_from_db()
    assert (receiver.came, made.ended_why) == ([], "owner")
    assert access.actor_of(world.members["Ben"].pk) is None


def test_a_worker_that_dies_between_sending_and_noting_sends_again(hook, world, receiver, work, clock, monkeypatch):
    hook()
    account(world.aiko)
    noted = sending.note

    def dies(*_what: Any) -> None:
        raise SystemExit

    monkeypatch.setattr(sending, "note", dies)
    with pytest.raises(SystemExit):
        work()
    monkeypatch.setattr(sending, "note", noted)
    work()
    assert len(receiver.came) == 1
    clock.move(timedelta(seconds=61))
    work()
    work()
    assert [headers["webhook-id"] for headers, _body in receiver.came] == [receiver.came[0][0]["webhook-id"]] * 2
    assert Delivery.objects.get().state == "done"


def test_administrators_do_all_of_it_by_the_api_and_nobody_else_does(world, receiver, work):
    def client(name: str) -> Client:
        token = tokens.create(world.members[name].pk, "a program", ())
        return Client(headers={"Authorization": f"Bearer {token}"})

    admin, path = client("Admin"), "/api/v1/webhooks"
    asked = {"name": "Ledger", "url": receiver.url, "objects": ["accounts"], "kinds": ["created"]}
    made = admin.post(path, asked, content_type="application/json")
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    here = f"{path}/{made.json()['id']}"
    assert "secret" not in admin.get(here).json()
    assert client("Ben").get(here).status_code == client("Ben").get(path).status_code == 403
    assert client("Ben").post(path, asked, content_type="application/json").status_code == 403
    assert Webhook.objects.count() == 1
    sent = admin.post(f"{here}/test", content_type="application/json").json()
    work()
    (found,) = admin.get(f"{here}/deliveries").json()["results"]
    assert (found["id"], found["state"], found["status"]) == (sent["id"], "done", 200)
    assert admin.post(f"{here}/replay", {"delivery": sent["id"]}, content_type="application/json").json() == {
        "messages": 1
    }
    wrong = admin.patch(here, {"url": "https://10.0.0.7/"}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["url"])
    assert admin.post(f"{here}/stop", content_type="application/json").json()["ended_why"] == "stopped"
    assert admin.post(f"{here}/test", content_type="application/json").status_code == 409
    assert admin.delete(here).status_code == 204
    assert admin.get(here).status_code == 404
