"""What files of customers and of work with them usually hold: fields that columns go to, and how rows name records."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

from enishi.customers.column_words import ACCOUNT, ACCOUNT_OF_CONTACT, CALL, CONTACT, MEETING, SITE, TASK
from enishi.platform.transfer.intake import Intake, declare, usual_fields
from enishi.platform.transfer.texts.headings import header_key, words

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
#: Fields whose word means the company's one when it begins like this: 本社電話, 代表住所.
HEAD_OFFICE = ("本社", "代表")
AT_HEAD_OFFICE = ("phone", "fax", "postal_code", "address", "prefecture", "city", "street", "building", "email")


def _words_of_contact() -> dict[str, frozenset[str]]:
    """The words for a contact's own fields; for those of its account only what cannot mean the contact."""
    own = {name: words(text) for name, text in CONTACT.items()}
    taken = frozenset().union(*(keys for name, keys in own.items() if name != "revenue"))
    company = {f"account.{name}": words(ACCOUNT[name]) - taken for name in ACCOUNT_OF_CONTACT}
    office = {
        f"account.{name}": frozenset(
            header_key(head + word) for head in HEAD_OFFICE for word in CONTACT[name].split()[:3]
        )
        for name in AT_HEAD_OFFICE
    }
    return own | company | office


declare(
    Intake(
        "contact",
        usual_fields("contact", CONTACT_FIELDS)
        + usual_fields("contact", ACCOUNT_FIELDS, prefix="account.", only=ACCOUNT_OF_CONTACT),
        _words_of_contact(),
        company="account",
        link="account",
        person=True,
        named=words(CONTACT["full_name"]),
    ),
    Intake(
        "account",
        usual_fields("account", ACCOUNT_FIELDS),
        {name: words(text) for name, text in ACCOUNT.items()},
        company="account",
        named=words(CONTACT["account"]),
    ),
    *(
        Intake(key, (), {name: words(text) for name, text in fields.items()}, company="account", link="account")
        for key, fields in (("site", SITE), ("task", TASK), ("meeting", MEETING), ("call", CALL))
    ),
)
