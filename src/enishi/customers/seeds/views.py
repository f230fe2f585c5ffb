"""Saved views of the demo, as tabs above its lists."""

from __future__ import annotations

from typing import Any

from enishi.customers.seeds.staff import Staff
from enishi.platform.list_query import ListQuery
from enishi.platform.models import SavedView

_A = {"field": "rank", "op": "in", "value": ["special_a", "a"]}
EAST = ["北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "山梨県", "長野県", "静岡県"]  # fmt: skip

#: Object, name in Japanese and in English, condition, order.
VIEWS: tuple[tuple[str, str, str, Any, str], ...] = (
    ("account", "ごぶさたのA客", "A customers not heard from", {"all": [_A, {"not": {"field": "last_contact_at", "op": "gte", "value": "60 days ago"}}]},
     "last_contact_at"),
    ("account", "見込み", "Prospects", {"field": "deal_status", "op": "is", "value": "prospect"}, "-last_contact_at"),
    ("account", "東日本", "East Japan", {"field": "prefecture", "op": "in", "value": EAST}, "sort_key"),
    ("contact", "縁の強い方", "Strong ties", {"field": "tie", "op": "gte", "value": 4}, "-tie"),
    ("contact", "休眠の兆し", "Going quiet", {"all": [{"field": "account.deal_status", "op": "is", "value": "active"},
                                       {"field": "last_contact_at", "op": "lt", "value": "120 days ago"}]},
     "last_contact_at"),
    ("task", "先方からの約束", "Promised to us", {"all": [{"field": "direction", "op": "is", "value": "theirs"},
                                         {"field": "done_at", "op": "is_empty"}]}, "due_on"),
)  # fmt: skip


def save_views(staff: Staff) -> None:
    """Store the views for everyone, as 伊藤課長 shared them."""
    for place, (key, name, english, condition, order) in enumerate(VIEWS):
        query = ListQuery(filter=condition, sort=order).params()
        view = SavedView(
            object=key, name=name, names={"en": english}, owner_id=staff["ito"], audience="everyone", query=query,
            position=place,
        )  # fmt: skip
        view.save(force_insert=True)
