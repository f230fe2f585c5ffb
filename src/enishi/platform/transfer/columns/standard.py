"""The fields that a customer file can fill, as the importer sees them until cards say so themselves."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from enishi.platform.transfer.texts.synonyms import ACCOUNT_OF_CONTACT, header_key, vocabulary


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can go to. `many` takes several columns, `kind` is the name of its field type."""

    object: str
    name: str
    label_ja: str = ""
    label_en: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    many: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Folded words that name this field: its own labels first, then the common vocabulary."""
        return _keys(self)


@lru_cache(maxsize=1000)
def _keys(target: Target) -> frozenset[str]:
    own = (target.label_ja, target.label_en, target.name.replace("_", " "), *target.synonyms)
    return frozenset(filter(None, map(header_key, own))) | vocabulary().get(
        f"{target.object}.{target.name}", frozenset()
    )


CONTACT_FIELDS = """
family_name person_name 姓 Last name|given_name person_name 名 First name|full_name person_name 氏名 Name
family_name_kana kana セイ Last name (kana)|given_name_kana kana メイ First name (kana)|full_name_kana kana フリガナ Kana
email email メール E-mail *|phone phone 電話 Phone *|phone_direct phone 直通 Direct phone|phone_mobile phone 携帯 Mobile
fax phone FAX Fax|extension extension 内線 Extension|account company_name 取引先 Account|department department 部署 Department
title title 役職 Title|postal_code postal_code 郵便番号 Postal code|prefecture prefecture 都道府県 Prefecture
city text 市区町村 City|street street 番地 Street|building building 建物 Building|address address 住所 Address
country country 国 Country|birthday date 生年月日 Birthday|status choice 状態 Status|source text きっかけ Source
caution long_text 注意事項 Caution|notes long_text 備考 Notes|tags tags タグ Tags *|owner user 担当 Owner
external_id code 外部ID External ID|honorific choice 呼び方 Honorific
"""
ACCOUNT_FIELDS = """
name company_name 会社名 Name|name_kana kana フリガナ Kana|legal_form choice 法人格 Legal form|code code 得意先コード Code
rank rank ランク Rank|deal_status choice 取引区分 Deal status|phone phone 代表電話 Phone *|fax phone FAX Fax|url url URL Website
industry text 業種 Industry|employees number 従業員数 Employees|capital number 資本金 Capital
closing_month number 決算月 Closing month|corporate_number corporate_number 法人番号 Corporate number
invoice_number invoice_number 登録番号 Invoice number|since date 取引開始日 Customer since
last_deal_on date 最終取引日 Last deal|former_names text 旧社名 Former names|parent company_name 親会社 Parent
postal_code postal_code 郵便番号 Postal code|prefecture prefecture 都道府県 Prefecture|city text 市区町村 City
street street 番地 Street|building building 建物 Building|address address 住所 Address|country country 国 Country
notes long_text 備考 Notes|owner user 担当 Owner|tags tags タグ Tags *|external_id code 外部ID External ID
"""


def _parse(object_key: str, text: str, prefix: str = "", only: Iterable[str] = ()) -> tuple[Target, ...]:
    found = []
    for entry in text.strip().replace("\n", "|").split("|"):
        name, kind, japanese, *english = entry.split()
        many = english[-1] == "*"
        if not only or name in only:
            label = " ".join(english[:-1] if many else english)
            found.append(Target(object_key, prefix + name, japanese, label, kind, many=many))
    return tuple(found)


def standard_targets(object_key: str) -> tuple[Target, ...]:
    """The standard fields of `contact` (with those of its account as `account.…`) or of `account`."""
    if object_key == "account":
        return _parse("account", ACCOUNT_FIELDS)
    return _parse("contact", CONTACT_FIELDS) + _parse("contact", ACCOUNT_FIELDS, "account.", ACCOUNT_OF_CONTACT)
