"""Writes the customers that people know by name, through the write door like any person would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from enishi.customers.actions.change_person import ChangePerson
from enishi.customers.actions.pin import Pin
from enishi.customers.seeds import core_companies, core_work
from enishi.customers.seeds.days import Days
from enishi.customers.seeds.staff import Staff
from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.registry import registry
from enishi.platform import pins
from enishi.platform.loading import load

Ids = dict[str, int]
CAUTIONS = {
    "takahashi": "お電話は14時以降。稟議の週（第2・第4木曜の前）は朝のメールが早い。",
    "sasaki": "お酒を贈らないこと（ご自身の蔵元）。",
}
#: Field of the person known from three ledgers → the ledger that knew it.
LEDGERS = {
    "takahashi": {
        **dict.fromkeys(("family_name", "given_name", "account", "phone_direct"), "営業部の顧客台帳.xlsx"),
        **dict.fromkeys(("family_name_kana", "given_name_kana", "department", "title", "phone_mobile"), "名刺.csv"),
        **dict.fromkeys(("email", "source"), "展示会の来場者.csv"),
    },
}
CALLED = {"yoshida": "工場長", "kawaguchi": "工場長", "fujii": "常務", "sasaki": "社長"}


class Core:
    """Makes the core world step by step; ids by key afterwards in `companies` and `persons`."""

    def __init__(self, days: Days, staff: Staff) -> None:
        self.days, self.staff = days, staff
        self.companies: Ids = {}
        self.persons: Ids = {}
        self.actor: Actor = SYSTEM.coming_by("demo")

    def write(self) -> None:
        self._tags()
        self._companies()
        sites = self._sites()
        self._persons()
        self._positions(sites)
        self._work()
        self._connections()
        for key, number in (("account", self.companies["hokuto"]), ("contact", self.persons["takahashi"])):
            pins.toggle(replace(self.actor, member=self.staff["sato"]), key, number)

    # --- who they are ----------------------------------------------------------------------------------------
    def _tags(self) -> None:
        self._create("tag", [{"name": name, "meaning": meaning} for name, meaning in core_work.TAGS])

    def _companies(self) -> None:
        rows = []
        for company in core_companies.COMPANIES:
            (_key, name, kana, form, position, code, rank, status, roles, town, phone, fax, industry, employees, closing,
             years, last_deal, owner, domain) = company  # fmt: skip
            since = self.days.today - timedelta(days=365 * years + 62) if years else None
            last = self.days.today - timedelta(days=last_deal) if last_deal is not None else None
            rows.append({
                "name": name, "name_kana": kana, "legal_form": form, "legal_form_position": position, "code": code,
                "rank": rank, "deal_status": status, "roles": roles.split(","), **_address(town), "phone": phone,
                "fax": fax, "industry": industry, "employees": employees, "closing_month": closing, "since": since,
                "last_deal_on": last, "owner": self.staff[owner], "url": f"https://www.{domain}",
                "email": f"info@{domain}",
            })  # fmt: skip
        keys = [company[0] for company in core_companies.COMPANIES]
        self.companies = dict(zip(keys, self._create("account", rows), strict=True))
        more: dict[str, dict[str, Any]] = {
            "hokuto": {
                "former_names": "北斗食品工業", "capital": "9800万円", "tags": ["工場見学", "更新時期", "省エネ"],
                "caution": "お電話は13時以降に。吉田工場長は午前中、現場に入られます。",
                "notes": "20日締め 翌月末 振込。請求先は本社 経理課。基本契約は2027年3月31日まで。", "source": "紹介",
            },
            "tokai": {"tags": ["保守契約"], "caution": "納期の回答は当日中に。"},
            "kawasaki": {"tags": ["紹介"]},
            "nordic": {"tags": ["海外"]}, "saigon": {"tags": ["海外"]}, "jiawei": {"tags": ["海外"]},
        }  # fmt: skip
        self._update("account", {self.companies[key]: values for key, values in more.items()})

    def _sites(self) -> dict[tuple[str, str | None], int]:
        rows = [
            {"account": self.companies[key], "name": name, **_address(town), "phone": phone, "fax": fax,
             "owner": self.staff["sato"]}
            for key, name, town, phone, fax in core_companies.SITES
        ]  # fmt: skip
        names: list[tuple[str, str | None]] = [(key, name) for key, name, *_more in core_companies.SITES]
        return dict(zip(names, self._create("site", rows), strict=True))

    def _persons(self) -> None:
        owners = {company[0]: company[17] for company in core_companies.COMPANIES}
        domains = {company[0]: company[18] for company in core_companies.COMPANIES}
        rows = []
        for person in core_companies.PERSONS:
            (key, company, family, given, family_kana, given_kana, department, title, mail, direct, mobile, _role, _site,
             source, birthday) = person  # fmt: skip
            foreign = family_kana is None
            rows.append({
                "family_name": family, "given_name": given, "family_name_kana": family_kana,
                "given_name_kana": given_kana, "account": self.companies[company], "department": department,
                "title": title, "email": f"{mail}@{domains[company]}", "phone_direct": direct, "phone_mobile": mobile,
                "phone": direct, "status": "active", "language": "en" if foreign else "ja", "source": source,
                "honorific": "ms" if key in ("emma", "lan") else "sama", "owner": self.staff[owners[company]],
                "birthday": self._birthday(birthday), "called": CALLED.get(key), "caution": CAUTIONS.get(key),
            })  # fmt: skip
        keys = [person[0] for person in core_companies.PERSONS]
        told = [LEDGERS.get(key) for key in keys]
        self.persons = dict(zip(keys, self._create("contact", rows, told=told), strict=True))

    def _birthday(self, born: tuple[int, int] | None) -> date | None:
        if born is None:
            return None
        day = self.days.today + timedelta(days=born[0])
        return date(day.year - born[1], day.month, min(day.day, 28) if day.month == 2 else day.day)

    def _positions(self, sites: Mapping[tuple[str, str | None], int]) -> None:
        """Site and role in buying on the affiliations, which the write door made from the persons' accounts."""
        rows = records("affiliation", self.actor).only("contact").stream()
        of = {row["contact"].id: row.id for row in rows}
        values = {}
        for key, company, *_names, role, site, _source, _birthday in core_companies.PERSONS:
            found = {"buying_role": role, "site": sites.get((company, site)), "started_on": self.days.back(900)}
            values[of[self.persons[key]]] = found
        self._update("affiliation", values)

    # --- what happened ---------------------------------------------------------------------------------------
    def _work(self) -> None:
        at = self.days.at
        calls = [
            {"contact": self.persons[person], "owner": self.staff[owner], "direction": direction, "outcome": outcome,
             "at": at(self.days.day(day), hour, minute), "minutes": 4 + len(said or "") // 6, "name": line, "body": said,
             "kind": "call"}
            for person, owner, day, hour, minute, direction, outcome, line, said in core_work.CALLS
        ]  # fmt: skip
        memos = [
            {"kind": "memo", "direction": "in", "memo_for": self.staff[whom], "contact": self.persons[person],
             "owner": self.staff[taken], "at": at(self.days.today, hour, minute), "name": line, "call_back": again}
            for whom, person, taken, hour, minute, line, again in core_work.MEMOS
        ]  # fmt: skip
        self._create("call", calls)
        self._written("call", memos)
        self._meetings()
        self._tasks()
        notes = [
            {
                "contact": self.persons[person],
                "owner": self.staff[owner],
                "at": at(self.days.day(day), hour),
                "body": text,
            }
            for person, owner, day, hour, text, _pinned in core_work.NOTES
        ]
        ids = self._written("note", notes)
        pinned = [Item(number) for number, note in zip(ids, core_work.NOTES, strict=True) if note[5]]
        _all(write_many(Pin, self.actor, registry.card("note"), pinned, background=True))

    def _meetings(self) -> None:
        rows = []
        for person, owner, kind, day, hour, minute, long, subject, place, said, _theirs, _ours in core_work.MEETINGS:
            starts = self.days.at(self.days.day(day), hour, minute)
            rows.append({
                "contact": self.persons[person] if person else None, "owner": self.staff[owner], "kind": kind,
                "starts_at": starts, "ends_at": starts + timedelta(minutes=long), "name": subject, "place": place,
                "body": said,
            })  # fmt: skip
        ids = self._create("meeting", rows)
        present = []
        for number, meeting in zip(ids, core_work.MEETINGS, strict=True):
            present += [{"meeting": number, "contact": self.persons[key]} for key in meeting[10]]
            present += [{"meeting": number, "member": self.staff[key]} for key in meeting[11]]
        self._create("attendee", present)

    def _tasks(self) -> None:
        """Tasks that are done already carry their day, which no form can set: they are loaded."""
        rows = []
        accounts = {person[0]: person[1] for person in core_companies.PERSONS}
        for person, owner, promised, direction, due, hour, done, text, priority, remarks in core_work.TASKS:
            day = self.days.day(due)
            when = self.days.at(self.days.day(done), 16) if done is not None else None
            rows.append({
                "contact": self.persons[person] if person else None, "owner": self.staff[owner], "name": text,
                "account": self.companies[accounts[person]] if person else None,
                "kind": "promise" if promised else "task", "direction": direction, "due_on": day,
                "due_at": self.days.at(day, hour, 30 if hour == 10 else 0) if hour is not None else None,
                "priority": priority, "notes": remarks, "done_at": when, "done_by": self.staff[owner] if when else None,
                "created_at": self.days.at(self.days.day(min(due, done or 0) - 8), 14),
            })  # fmt: skip
        load(registry.card("task"), self.actor, rows)

    def _connections(self) -> None:
        moves = [
            Item(self.persons[key], {"what": what, "on": self.days.day(day), "department": department, "title": title})
            for key, day, what, department, title in core_work.MOVES
        ]
        _all(write_many(ChangePerson, self.actor, registry.card("contact"), moves))
        rows = [
            {"kind": kind, "contact": self.persons.get(one[0] or ""), "account": self.companies[one[1]],
             "other_contact": self.persons.get(other[0] or ""), "other_account": self.companies[other[1]],
             "started_on": self.days.day(day) if day is not None else None, "notes": text, "owner": self.staff["sato"]}
            for kind, one, other, day, text in core_work.RELATIONSHIPS
        ]  # fmt: skip
        self._create("relationship", rows)
        ledger = [
            {"contact": self.persons[key], "purpose": purpose, "channel": channel, "state": state, "basis": basis,
             "evidence": evidence, "given_at": self.days.at(self.days.back(ago), 11), "owner": self.staff["sato"]}
            for key, purpose, channel, state, basis, evidence, ago in core_work.CONSENTS
        ]  # fmt: skip
        load(registry.card("consent"), self.actor, ledger)

    # --- doors -----------------------------------------------------------------------------------------------
    def _create(
        self,
        key: str,
        rows: Sequence[Mapping[str, Any]],
        by: Actor | None = None,
        told: Sequence[Mapping[str, str] | None] = (),
    ) -> list[int]:
        filled = [
            Item(data={name: value for name, value in row.items() if value is not None}, sources=sources)
            for row, sources in zip(rows, told or [None] * len(rows), strict=True)
        ]
        return _all(write_many(Create, by or self.actor, registry.card(key), filled, background=True))

    def _written(self, key: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Rows that tell a colleague something: each by its owner, whom the notification names."""
        named = links("member", self.actor, [row["owner"] for row in rows])
        ids = []
        for row in rows:
            by = replace(self.actor, member=row["owner"], name=named[row["owner"]].label)
            ids += self._create(key, [row], by)
        return ids

    def _update(self, key: str, values: Mapping[int, Mapping[str, Any]]) -> None:
        items = [Item(number, data) for number, data in values.items()]
        _all(write_many(Update, self.actor, registry.card(key), items, background=True))


def _all(written: Iterable[Any]) -> list[int]:
    ids = []
    for found in written:
        if found.refused is not None:
            raise found.refused
        ids.append(found.id)
    return ids


def _address(town: tuple[str | None, str, str, str]) -> dict[str, str | None]:
    return dict(zip(("postal_code", "prefecture", "city", "street"), town, strict=True))
