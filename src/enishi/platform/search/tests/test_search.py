"""What search finds, in which order, and what it never tells."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from enishi.kernel.actor import SYSTEM
from enishi.kernel.registry import registry
from enishi.platform import epoch
from enishi.platform.jobs.registry import JOBS
from enishi.platform.models import Role
from enishi.platform.people import roles
from enishi.platform.search import guards
from enishi.platform.search.documents import documents
from enishi.platform.search.paths import parts
from enishi.platform.search.rebuild import rebuild, verify
from enishi.platform.search.restrictions import regard_roles
from enishi.platform.search.tests.world import AIKO, BEN, CHIE, Firm, Person, Town, somebody


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("田", {"田中美咲", "田中健一"}),
        ("田中", {"田中美咲", "田中健一"}),
        ("たなか", {"田中美咲", "田中健一"}),
        ("タナカ", {"田中美咲", "田中健一"}),
        ("ﾀﾅｶ", {"田中美咲", "田中健一"}),
        ("tanaka", {"田中美咲", "田中健一"}),
        ("田中 美咲", {"田中美咲"}),
        ("高橋", {"髙橋翔太", "高橋陽子"}),
        ("たかはし", {"髙橋翔太", "高橋陽子"}),
        ("みなと精機", {"田中美咲", "髙橋翔太"}),
        ("004127", {"田中美咲", "髙橋翔太"}),
        ("090-1234", {"田中美咲"}),
        ("０１１−５５５", {"田中健一"}),
        ("0142", {"田中健一"}),
        ("misaki@", {"田中美咲"}),
        ("hokuto.ex", {"田中美咲"}),
        ("Lindqvst", {"LindqvistAnna"}),
        ("O'Brien", {"O'BrienLiam"}),
        ("OBrien", {"O'BrienLiam"}),
        ("brien", {"O'BrienLiam"}),
        ("田中美咲", {"田中美咲"}),
        ("misaki tanaka", {"田中美咲"}),
        ("株式会社みなと精機", {"田中美咲", "髙橋翔太"}),
        ("otsuka", {"大塚ルミ"}),
        ("ootsuka", {"大塚ルミ"}),
        ("4127", {"田中美咲", "髙橋翔太"}),
        ("080-7777", {"中田浩"}),
        ("+81 80 7777", {"中田浩"}),
        ("LINDQVIST", {"LindqvistAnna"}),
    ],
)
def test_a_person_is_found_by_any_spelling_and_comes_first(town: Town, query: str, first: set[str]) -> None:
    found = town.find(query)
    assert set(found[: len(first)]) == first


def test_who_bears_the_name_comes_before_who_only_contains_it(town: Town) -> None:
    assert town.find("田")[-1] == "中田浩"
    assert set(town.find("田")) == {"田中美咲", "田中健一", "中田浩"}


def test_a_mistyped_name_comes_before_a_shorter_one_and_before_a_word_inside_a_firm(town: Town) -> None:
    aoba = Firm.objects.get(code="000815")
    inside = Firm.objects.create(name="Old Tankard Works", code="000900", owner_id=AIKO)
    short = Person.objects.create(family_name="Tan", given_name="Ah Lian", firm=aoba, owner_id=AIKO)
    member = Person.objects.create(family_name="Weber", given_name="Ida", firm=inside, owner_id=AIKO)
    town.index.index(town.people, [short.pk, member.pk])
    town.index.index(town.firms, [inside.pk])
    assert town.find("tanka") == ["田中健一", "田中美咲", "TanAh Lian", "WeberIda"]


def test_how_well_records_of_several_objects_fit_is_told_on_one_scale(town: Town) -> None:
    inside = Firm.objects.create(name="東田中製作所", code="000901", owner_id=AIKO)
    town.index.index(town.firms, [inside.pk])
    people, firms = (town.index.scored(card, SYSTEM, "田中", 20) for card in (town.people, town.firms))
    assert min(people.values()) > firms[inside.pk] > 0


def test_a_firm_is_found_with_and_without_its_legal_form(town: Town) -> None:
    for query in ("みなと精機", "㈱みなと精機", "株式会社みなと精機", "ミナトセイキ", "minatoseiki", "004127", "4127"):
        assert town.find(query, card="firm") == ["㈱みなと精機"], query


@pytest.mark.parametrize(
    "query",
    ["", " ", "%", '"', "*", "'", "\\", "AND", "OR NOT", "\0", "(", "NEAR(", "a:b*", "😀", "'; --", "|&!", "x" * 10_000,
     "田" * 10_000, "\ue000\uf8f01", "- -", "ー"],
)  # fmt: skip
def test_an_odd_query_finds_nobody_and_breaks_nothing(town: Town, query: str) -> None:
    assert town.find(query) == []


def test_a_query_in_part_odd_finds_by_the_rest(town: Town) -> None:
    assert town.find('"田中" *美咲%') == ["田中美咲"]


def test_adjacent_letters_must_stand_together(town: Town) -> None:
    town.save(town.person("美咲"), memo="中田さんの紹介で田丸さんに会う")
    assert "田中美咲" not in town.find("中田丸")


def test_only_the_rows_of_the_reach_are_found(town: Town) -> None:
    assert town.find("田中", somebody(AIKO)) == ["田中美咲"]
    assert town.find("田中", somebody(CHIE)) == []
    assert set(town.find("田中", somebody(AIKO, "team", frozenset({AIKO, BEN})))) == {"田中美咲", "田中健一"}
    assert town.find("田中", somebody(AIKO, "none")) == []
    assert len(town.find("田中", somebody(CHIE, "team", frozenset(range(1, 2_000))))) == 2


def test_a_shared_row_is_found_besides_ones_own(town: Town) -> None:
    town.grants.by_object["person"] = Person.objects.filter(given_name="健一").values("pk")
    assert set(town.find("田中", somebody(AIKO))) == {"田中美咲", "田中健一"}
    assert town.find("田中", somebody(CHIE)) == ["田中健一"]


def test_very_many_shared_rows_are_found_as_well(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enishi.platform.search.store.FEW", 1)
    town.grants.by_object["person"] = Person.objects.exclude(given_name="美咲").values("pk")
    assert town.find("田中", somebody(CHIE)) == ["田中健一"]


def test_the_name_of_a_firm_one_may_not_see_finds_nobody(town: Town) -> None:
    assert town.find("みなと精機", somebody(CHIE)) == []
    assert town.find("みなと精機", somebody(AIKO)) == ["田中美咲"]


def test_an_owner_who_hands_over_finds_the_record_no_more(town: Town) -> None:
    town.save(town.person("美咲"), owner_id=CHIE)
    assert town.find("田中", somebody(AIKO)) == []
    assert town.find("田中", somebody(CHIE)) == ["田中美咲"]


def test_a_hidden_field_gives_no_hit_not_even_by_its_beginning(town: Town) -> None:
    town.save(town.person("美咲"), memo="confidential 離婚調停中")
    blind = somebody(AIKO, "all", memo="none")
    for restricted in (False, True):
        if restricted:
            assert guards.restrict(town.people, {"memo"})
            rebuild(town.people, town.writing)
        for query in ("離婚", "離", "離婚調停中", "confidential", "conf", "c", "confidentiel"):
            assert town.find(query, blind) == [], query
            assert town.find("田中 " + query, blind) == [], query
        assert town.find("離婚") == town.find("conf") == town.find("田中 離婚") == ["田中美咲"]


def test_a_restriction_that_changes_is_searched_by_nobody_until_the_job_ends(town: Town) -> None:
    town.save(town.person("美咲"), memo="離婚調停中")
    guards.restrict(town.people, {"memo"})
    assert town.find("離婚") == []
    assert town.find("田中 美咲") == ["田中美咲"]
    rebuild(town.people, town.writing)
    assert town.find("離婚") == ["田中美咲"]
    assert guards.restrict(town.people, set())
    assert town.find("離婚") == []
    rebuild(town.people, town.writing)
    assert town.find("離婚", somebody(BEN, "all")) == ["田中美咲"]
    assert not guards.restrict(town.people, set())


def test_a_hidden_name_of_the_firm_gives_no_hit(town: Town) -> None:
    assert town.find("みなと精機", somebody(AIKO, "all", firm="none")) == []


def test_the_index_is_in_step_with_every_write(town: Town) -> None:
    misaki = town.person("美咲")
    town.save(misaki, family_name="佐藤", family_name_kana="サトウ")
    assert town.find("田中") == ["田中健一"]
    assert town.find("sato") == ["佐藤美咲"]
    town.save(misaki, trashed_at=timezone.now())
    assert town.find("佐藤") == []
    town.save(misaki, trashed_at=None)
    assert town.find("佐藤") == ["佐藤美咲"]
    ids = [misaki.pk]
    misaki.delete()
    town.index.index(town.people, ids)
    assert town.find("佐藤") == []
    assert verify(town.people).clean


def test_a_name_that_is_gone_leaves_the_vocabulary(town: Town) -> None:
    def known(word: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_word WHERE word = %s", [word])
            return int(cursor.fetchone()[0])

    assert known("lindqvist") == 1
    assert known("tanaka") == 1
    town.save(town.person("Anna"), family_name="Berg")
    town.save(town.person("美咲"), family_name_kana=None)
    assert known("lindqvist") == 0
    assert known("tanaka") == 1


def test_a_write_that_changes_no_searched_word_writes_no_row(town: Town) -> None:
    def youngest() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM search_row")
            return int(cursor.fetchone()[0])

    before = youngest()
    town.save(town.person("美咲"))
    assert youngest() == before


def test_verify_finds_what_is_wrong_and_a_rebuild_mends_it(town: Town) -> None:
    assert verify(town.people).clean
    Person.objects.filter(given_name="美咲").update(family_name="鈴木")
    Person.objects.filter(given_name="浩").delete()
    drift = verify(town.people)
    assert (drift.wrong, drift.left) == (1, 1)
    assert rebuild(town.people, town.writing) == len(Person.objects.all())
    assert verify(town.people).clean
    assert town.find("鈴木") == ["鈴木美咲"]


def test_the_people_of_a_firm_are_found_by_its_new_name(town: Town) -> None:
    firm = Firm.objects.get(code="004127")
    Firm.objects.filter(pk=firm.pk).update(name="北海精機")
    town.index.index(town.firms, [firm.pk])
    assert set(town.find("北海精機")) == {"田中美咲", "髙橋翔太"}
    assert town.find("みなと精機") == []


def test_the_many_people_of_a_renamed_firm_are_indexed_by_a_job(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enishi.platform.search.index.AT_ONCE", 1)
    firm = Firm.objects.get(code="004127")
    ids = list(Person.objects.filter(firm=firm).order_by("pk").values_list("pk", flat=True))
    Firm.objects.filter(pk=firm.pk).update(name="北海精機")
    town.index.index(town.firms, [firm.pk])
    assert town.queue.waiting == [("search.index", {"object": "person", "ids": ids})]


def test_bulk_writes_are_indexed_by_a_job(town: Town) -> None:
    town.index.later(town.people, [1, 2])
    assert town.queue.waiting == [("search.index", {"object": "person", "ids": [1, 2]})]


def test_two_slips_in_a_long_word_and_one_in_a_short_one_are_forgiven(town: Town) -> None:
    assert town.find("Lindkvst") == ["LindqvistAnna"]
    assert town.find("Lima") == ["O'BrienLiam"]
    assert town.find("Liiaam") == ["O'BrienLiam"]
    assert town.find("Zorro") == []


def test_no_more_answers_than_asked_for(town: Town) -> None:
    assert len(town.index.find(town.people, somebody(AIKO, "all"), "example", 3)) == 3
    assert town.index.find(town.people, somebody(AIKO, "all"), "example", 0) == []


def test_a_field_hidden_by_some_role_gets_its_own_guard_and_a_rebuild(town: Town) -> None:
    Role.objects.create(name="Outside help", rights={"person": {"see": "all", "fields": {"memo": "none"}}})
    Role.objects.create(name="Trainee", rights={"firm": {"see": "all", "fields": {"code": "none"}}})
    assert set(regard_roles()) == {"person", "firm"}
    assert ("search.rebuild", {"object": "person"}) in town.queue.waiting
    assert set(guards.guards("person")) == {"", "memo", "firm.code"}
    assert regard_roles() == []


def test_a_change_of_roles_renews_the_rights_and_hides_fields_from_search_at_once(town: Town) -> None:
    before = epoch.refresh().access
    Role.objects.create(name="Outside help", rights={"person": {"see": "all", "fields": {"memo": "none"}}})
    roles.seed("ja")
    assert epoch.refresh().access > before
    assert ("search.rebuild", {"object": "person"}) in town.queue.waiting
    assert set(guards.guards("person")) == {"", "memo"}


def test_both_jobs_of_search_are_known_to_the_worker() -> None:
    assert {"search.index", "search.rebuild"} <= set(JOBS)


def test_every_searched_object_of_the_house_can_be_read_for_the_index(db: None) -> None:
    for card in registry.cards.values():
        assert all(part.fields for part in parts(card))
        assert documents(card, [1], {}) == []


def test_a_link_is_searched_by_the_title_of_its_target(town: Town) -> None:
    assert {part.name(spec) for part in parts(town.people) for spec in part.fields} >= {"firm.name", "firm.code"}


def test_a_word_that_many_bear_is_found_from_the_youngest_down(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enishi.platform.search.postgres.FREQUENT", 0)
    assert set(town.find("たなか")) == {"田中美咲", "田中健一"}
    assert town.find("たなか", somebody(AIKO)) == ["田中美咲"]
