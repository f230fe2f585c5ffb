"""Sample of a list and of its states."""

from __future__ import annotations

from dataclasses import replace

from enishi.screens.page_models.common import Action, Cell, State, Tab
from enishi.screens.page_models.list_page import (
    Column,
    FilterBuilder,
    FilterChip,
    KanaJump,
    ListPage,
    Pager,
    Row,
    RowGroup,
)

from .frame import face, shell

_TONES = {"成長": "good", "新規": "info", "優良": "plum", "休眠": "bad", "注意": "warn"}
# ruff: noqa: E501 - one row, one line
_ROWS = """
石井 すみれ|イシイ スミレ|25|株式会社湘南デリカ|購買課|主任|0466-55-0121|3|成長|11/10 電話|契約の更新 11/30|中村
大野 拓也|オオノ タクヤ|120|大和食品株式会社|生産管理部|次長|0742-55-0131|1|新規|11/18 来社|工場見学 11/26|中村
岡田 修平|オカダ シュウヘイ|25|株式会社南国製菓|工務課|課長|099-555-0170|3|成長|11/13 メール|承認の結果 11/27|佐藤
小川 直樹|オガワ ナオキ|120|みどり製薬株式会社|品質保証部|課長|044-555-0135|4|優良|11/19 電話|訪問 今日 15:00|佐藤
川口 真理子|カワグチ マリコ|232|川崎乳業株式会社|工場|取締役 工場長|044-555-0188|4|成長|11/19 訪問|紹介のお礼 明日|中村
佐々木 誠|ササキ マコト|60|さくら酒造合同会社||代表社員|088-555-0133|1|休眠|25/9/18 訪問||佐藤
清水 香織|シミズ カオリ|318|医療法人あかつき会|栄養管理室|室長|03-5555-0119|2|新規|11/11 メール|資料の送付 11/25|中村
髙橋 美咲|タカハシ ミサキ|268|株式会社北斗フーズ|購買部|部長|011-555-0142|5|優良|11/20 電話|改訂見積 明日 正午|佐藤
西村 大介|ニシムラ ダイスケ|85|東海ボトリング株式会社|設備部|係長|054-555-0166|2|注意|今日 8:51|返信 今日 10:30|佐藤
長谷川 千尋|ハセガワ チヒロ|350|株式会社青葉コスメティクス|商品開発部|主任|022-555-0154|3|成長|11/17 訪問|試作の相談 11/28|中村
原 由香|ハラ ユカ|200|株式会社北斗フーズ|品質保証課|係長|0133-55-0160|4|優良|11/18 電話|テスト結果の共有|佐藤
藤井 昭|フジイ アキラ|158|株式会社瀬戸内オイル||常務取締役|086-555-0119|4|優良|11/16 会食|ご挨拶 12/2|佐藤
松本 玲奈|マツモト レナ|140|富士見ウォーター株式会社|品質保証部||0555-55-0140|2|注意|10/28 電話|点検の案内 12/1|中村
村上 亮|ムラカミ リョウ|158|信州そば本舗株式会社|製造部|部長|026-555-0107|1|休眠|25/8/4 電話||佐藤
吉田 健|ヨシダ ケン|25|株式会社北斗フーズ|第2工場|工場長|0123-55-0172|3|優良|11/12 訪問|決裁者と面談|佐藤
Emma Lindqvist||85|Nordic Dairy AB|Operations|Director|+46 40 555 0177|3|成長|今日 9:12|Demo 11/27|李
Nguyễn Thị Lan||85|Saigon Beverage JSC|Purchasing|Manager|+84 28 5555 0193|2|成長|11/18 メール|RFQ 11/26|李
王 建国|ワン ジエングオ|60|上海佳味食品有限公司|采购部|总监|+86 21 5555 0148|2|成長|11/16 訪問|見積の説明 11/27|李
"""


def _row(number: int, line: str) -> Row:
    name, kana, degrees, company, unit, post, phone, knots, kind, last, nxt, owner = line.split("|")
    cells = (
        Cell("name", name, "#", kana, avatar=face(name, int(degrees))),
        Cell("link", company, "#"),
        Cell("muted", unit),
        Cell("muted", post),
        Cell("phone", phone),
        Cell("tie", knots=int(knots)),
        Cell("badge", kind, tone=_TONES[kind]),  # type: ignore[arg-type]
        Cell("date", last, tone="bad" if last.startswith("25/") else ""),
        Cell("muted", nxt),
        Cell("person", owner, avatar=face(owner, {"中村": 85, "佐藤": 232, "李": 350}[owner])),
    )
    return Row(str(number), name, "#", cells)


def contact_list(*, ja: bool = True, theme: str = "") -> ListPage:
    """Return the list of contacts as in the design."""
    t = (lambda j, e: j) if ja else (lambda j, e: e)
    names = [
        (t("氏名（フリガナ）", "Name"), True),
        (t("取引先", "Account"), False),
        (t("部署", "Department"), False),
        (t("役職", "Position"), False),
        (t("電話", "Phone"), True),
        (t("縁", "Tie"), False),
        (t("区分", "Stage"), False),
        (t("最終連絡", "Last contact"), False),
        (t("次の予定", "Next"), False),
        (t("担当", "Owner"), False),
    ]
    return ListPage(
        shell=shell((t("担当者", "Contacts"),), ja=ja, theme=theme, current="users"),
        title=t("担当者", "Contacts"),
        url="#",
        views=(
            Tab(t("すべての担当者", "All contacts"), "#", True, "8,412", changed=True),
            Tab(t("自分の担当", "Mine"), "#", count="50"),
            Tab(t("休眠の兆し", "Going quiet"), "#", count="27"),
            Tab(t("優良顧客", "Champions"), "#", count="318"),
            Tab(t("保証が切れる", "Warranty ends"), "#", count="41"),
            Tab(t("東日本", "East Japan"), "#", count="2,906"),
        ),
        chips=(
            FilterChip(t("担当", "Owner"), t("が", "is"), t("営業二課", "Sales, team 2"), "#"),
            FilterChip(t("最終連絡", "Last contact"), t("が", "within"), t("15か月以内", "15 months"), "#"),
            FilterChip(t("取引区分", "Status"), t("が", "is"), t("取引中・見込", "Customer, prospect"), "#"),
        ),
        columns=tuple(
            Column(
                n,
                "#" if i in (0, 1, 7) else "",
                "ascending" if i == 0 else "",
                phone=p,
                pinned=i == 0,
                edits={2: "department", 3: "title", 8: "next"}.get(i, ""),
            )
            for i, (n, p) in enumerate(names)
        ),
        groups=(RowGroup(tuple(_row(n, line) for n, line in enumerate(_ROWS.strip().splitlines()))),),
        pager=Pager(t("前の50件", "Previous 50"), t("次の50件", "Next 50"), next_url="#"),
        shown=t("50件を表示", "50 shown"),
        matching=t("条件に合う 1,206件", "1,206 match"),
        filter_builder=FilterBuilder(FIELDS, '{"all": [{"field": "owner", "op": "is", "value": "2"}]}', "/contacts"),
        sort_action=Action(t("並べ替え: フリガナ", "Sort: name"), "#", "arrow-up-down", how="dialog"),
        columns_action=Action(t("列", "Columns"), "#", "columns-3", how="dialog"),
        tools=(Action(t("書き出し", "Export"), "#", "download"),),
        save_view_action=Action(t("ビューに保存", "Save to view"), "#", "bookmark", how="dialog"),
        new_view_action=Action(t("ビューを追加", "New view"), "#", "plus", how="dialog", icon_only=True),
        bulk=(
            Action(t("担当を変更", "Change owner"), "#", "user-plus", how="dialog"),
            Action(t("タグ", "Tag"), "#", "tag", how="dialog"),
            Action(t("まとめて編集", "Edit"), "#", "pencil", how="dialog"),
            Action(t("削除", "Delete"), "#", "trash-2", how="dialog"),
        ),
        kana=(*tuple(KanaJump(k, "#", k == "全") for k in "全アカサタナハマヤラワ"), KanaJump("A–Z", "#"))
        if ja
        else (),
    )


FIELDS = """[
{"name":"owner","label":"担当","operators":[{"name":"is","label":"が","control":"choice"}],"choices":[["1","佐藤"],["2","営業二課"]]},
{"name":"last","label":"最終連絡","operators":[{"name":"gte","label":"以降","control":"date"},{"name":"is_empty","label":"が空","control":"none"}]},
{"name":"name","label":"氏名","operators":[{"name":"contains","label":"に含む","control":"text"}]}]"""


def list_without_match(*, ja: bool = True, theme: str = "") -> ListPage:
    """Return the same list when nothing matches."""
    page = contact_list(ja=ja, theme=theme)
    words = (
        ("条件に合う担当者がいません", "条件をゆるめるか、外してください。", "条件をすべて外す")
        if ja
        else ("No contact matches", "Loosen a condition or remove it.", "Remove all conditions")
    )
    return replace(page, state=State("nothing_found", words[0], words[1], Action(words[2], "#")))


def empty_list(*, ja: bool = True, theme: str = "") -> ListPage:
    """Return the same list in a new workspace."""
    page = replace(
        contact_list(ja=ja, theme=theme), chips=(), views=(Tab("すべての担当者" if ja else "All contacts", "#", True),)
    )
    words = (
        ("まだ担当者がいません", "台帳を取り込むか、1人ずつ作成できます。", "台帳を取り込む")
        if ja
        else ("No contacts yet", "Import your list, or create them one by one.", "Import a list")
    )
    return replace(page, state=State("empty", words[0], words[1], Action(words[2], "#", "upload", primary=True)))
