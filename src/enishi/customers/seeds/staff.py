"""The people of みなと精機: teams as a tree, members, who leads, who has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from enishi.customers.seeds.days import Days
from enishi.kernel.doors import store
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.kernel.text import fold
from enishi.platform import epoch
from enishi.platform.models import Member, Membership, RoleOf, Team
from enishi.platform.people import roles

DOMAIN = "minato-seiki.example"
#: Team and the one above it.
TEAMS = (
    ("営業部", ""),
    ("営業一課", "営業部"),
    ("営業二課", "営業部"),
    ("マーケティング", ""),
    ("サービス", ""),
    ("管理部", ""),
)
#: Key (also the user name), family, given, their readings, team, leads it, role, language.
PEOPLE = (
    ("sato", "佐藤", "花", "サトウ", "ハナ", "営業二課", False, "sales", "ja"),
    ("ito", "伊藤", "誠", "イトウ", "マコト", "営業二課", True, "sales_manager", "ja"),
    ("nakamura", "中村", "健太", "ナカムラ", "ケンタ", "営業二課", False, "sales", "ja"),
    ("ri", "李", "明華", "リ", "メイカ", "営業二課", False, "sales", "en"),
    ("yagi", "八木", "正樹", "ヤギ", "マサキ", "営業二課", False, "sales", "ja"),
    ("yamamoto", "山本", "直樹", "ヤマモト", "ナオキ", "サービス", True, "support", "ja"),
    ("kobayashi", "小林", "隆", "コバヤシ", "タカシ", "営業部", True, "sales_manager", "ja"),
    ("kato", "加藤", "真由美", "カトウ", "マユミ", "営業一課", True, "sales_manager", "ja"),
    ("yoshikawa", "吉川", "亮", "ヨシカワ", "リョウ", "営業一課", False, "sales", "ja"),
    ("inoue", "井上", "沙織", "イノウエ", "サオリ", "営業一課", False, "sales", "ja"),
    ("kimura", "木村", "洋平", "キムラ", "ヨウヘイ", "営業一課", False, "sales", "ja"),
    ("hayashi", "林", "千夏", "ハヤシ", "チナツ", "営業一課", False, "sales", "ja"),
    ("shimizu", "清水", "優子", "シミズ", "ユウコ", "マーケティング", True, "marketing", "ja"),
    ("mori", "森", "航", "モリ", "ワタル", "マーケティング", False, "marketing", "ja"),
    ("abe", "阿部", "里奈", "アベ", "リナ", "サービス", False, "support", "ja"),
    ("ikeda", "池田", "剛", "イケダ", "ツヨシ", "サービス", False, "support", "ja"),
    ("hashimoto", "橋本", "恵子", "ハシモト", "ケイコ", "管理部", True, "read_only", "ja"),
)
#: Who owns customers made by the generator.
SELLERS = ("sato", "nakamura", "ri", "ito", "kato", "yoshikawa", "inoue", "kimura", "hayashi")


@dataclass(frozen=True, slots=True)
class Staff:
    """Ids of members by key and of teams by name."""

    members: dict[str, int]
    teams: dict[str, int]

    def __getitem__(self, key: str) -> int:
        return self.members[key]


def hire(days: Days) -> Staff:
    """Make teams and members, inside the caller's transaction; 八木 left in spring, the administrator is 佐藤 花."""
    teams: dict[str, int] = {}
    for name, above in TEAMS:
        row = _row(Team, name=name, name_fold=fold(name), sort_key=fold(name), parent_id=teams.get(above))
        teams[name] = row.pk
    staff = Staff({person[0]: _member(person, teams, days) for person in PEOPLE}, teams)
    ports.search.index(registry.card("member"), list(staff.members.values()))
    epoch.advance("access")
    return staff


def _member(person: tuple[Any, ...], teams: dict[str, int], days: Days) -> int:
    key, family, given, family_kana, given_kana, team, leads, role, language = person
    name, email = f"{family} {given}", f"{key}@{DOMAIN}"
    left = date(days.today.year - (days.today.month < 4), 3, 31) if key == "yagi" else None
    row = _row(
        Member, name=name, name_fold=fold(name), family_name=family, given_name=given, family_name_kana=family_kana,
        given_name_kana=given_kana, email=email, email_fold=email, language=language, left_on=left,
        sort_key=fold(f"{family_kana} {given_kana}"), is_admin=key == "sato",
    )  # fmt: skip
    _row(Membership, member_id=row.pk, team_id=teams[team], leads=leads, is_main=True, ends=left)
    found = roles.find(role)
    if found is not None:
        RoleOf(role=found, member_id=row.pk).save(force_insert=True)
    return int(row.pk)


def _row(model: Any, **values: Any) -> Any:
    row = store.blank(model, id=store.reserve(model, 1)[0], **values)
    store.insert([row])
    return row
