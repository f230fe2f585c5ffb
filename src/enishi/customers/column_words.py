"""Words that stand above columns in real files of customers, in Japanese and English, for each field they mean.

Written as people write them; comparison folds width, case, kana and signs. A field of an account that appears in a
file of contacts has the name `account.<field>`.
"""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

CONTACT: dict[str, str] = {
    "full_name": (
        "氏名 お名前 名前 姓名 お客様名 お客様氏名 顧客名 顧客氏名 担当者名 ご担当者 ご担当者名 先方担当者 先方担当 "
        "先方担当者名 お客様担当者 客先担当者 相手先担当者 取引先担当者 得意先担当者 会員名 会員氏名 氏名漢字 名前漢字 "
        "フルネーム 宛名 代表者名 代表者 担当者氏名 連絡先氏名 連絡先名 来場者名 参加者名 本人氏名 契約者名 受取人 名義 "
        "name full_name contact contact_name person customer_name client_name display_name your_name attendee "
        "primary_contact contact_person"
    ),
    "family_name": (
        "姓 苗字 名字 氏 姓漢字 ファミリーネーム ラストネーム last_name lastname surname family_name sei last sn"
    ),
    "given_name": (
        "名 下の名前 名漢字 ファーストネーム ギブンネーム first_name firstname given_name forename mei first givenname"
    ),
    "full_name_kana": (
        "フリガナ ふりがな カナ かな ヨミ よみ 読み 読み仮名 ヨミガナ よみがな カナ氏名 氏名カナ 氏名フリガナ 氏名かな "
        "名前カナ お名前カナ 姓名カナ カナ名 シメイ 氏名ヨミ 名前フリガナ 顧客名カナ お客様名カナ セイメイ 担当者カナ "
        "担当者名カナ kana furigana name_kana kana_name full_name_kana reading phonetic_name yomi"
    ),
    "family_name_kana": (
        "セイ せい 姓カナ 姓フリガナ 姓かな 姓ふりがな 姓ヨミ 苗字カナ セイカナ last_name_kana family_name_kana "
        "phonetic_last_name sei_kana last_name_phonetic surname_kana"
    ),
    "given_name_kana": (
        "メイ めい 名カナ 名フリガナ 名かな 名ふりがな 名ヨミ メイカナ first_name_kana given_name_kana "
        "phonetic_first_name mei_kana first_name_phonetic"
    ),
    "email": (
        "メール メールアドレス Eメール Eメールアドレス eメール 電子メール mail email e-mail email_address mail_address "
        "e-mail_address mailto アドレス メアド PCメール 携帯メール 会社メール 連絡先メール e-mailアドレス primary_email "
        "work_email business_email email1 電子メールアドレス"
    ),
    "phone": (
        "電話 電話番号 TEL Tel番号 お電話番号 連絡先電話番号 会社電話 会社TEL TEL会社 勤務先電話 勤務先TEL 代表電話 "
        "代表TEL TEL代表 電話代表 代表番号 固定電話 自宅電話 自宅TEL お電話 連絡先TEL 連絡先 TEL1 phone telephone "
        "phone_number tel_no business_phone work_phone office_phone main_phone home_phone telephone_number company_phone "
        "daytime_phone 電話会社 tel番号"
    ),
    "phone_direct": "直通 直通電話 直通番号 ダイヤルイン 直通TEL TEL直通 電話直通 direct direct_phone direct_line direct_dial",
    "phone_mobile": (
        "携帯 携帯電話 携帯番号 携帯電話番号 携帯TEL TEL携帯 モバイル 電話携帯 ケータイ スマホ 手機 mobile mobile_phone "
        "cell cell_phone cellphone mobile_number mobile_no handphone"
    ),
    "fax": "FAX ファックス ファクス FAX番号 ファックス番号 ファクシミリ 会社FAX fax_number facsimile business_fax fax_no",
    "extension": "内線 内線番号 ext extension phone_ext",
    "account": (
        "会社 会社名 企業 企業名 法人名 取引先 取引先名 得意先 得意先名 顧客企業 勤務先 勤務先名 所属 所属会社 貴社名 "
        "御社名 社名 団体名 組織 組織名 店名 店舗名 法人 事業者名 所属企業 会社団体名 company company_name organization "
        "organisation account account_name employer firm business business_name organization_name 屋号 得意先名称 "
        "会社名称 取引先名称 顧客会社名 会社名漢字 company_organization"
    ),
    "department": (
        "部署 部署名 所属部署 部門 部門名 課 部課 部課名 所属部門 部署課 事業部 department dept division section "
        "department_name 部署役職 部署名役職 所属役職 部署肩書"
    ),
    "title": (
        "役職 肩書 肩書き 役職名 職位 職名 お役職 職種 title job_title position role job position_title job_position "
        "jobtitle designation"
    ),
    "postal_code": (
        "郵便番号 〒 郵便 〒番号 郵便記号 ゆうびんばんごう 郵便NO zip zip_code postal_code postcode postal zipcode "
        "post_code 自宅郵便番号 会社郵便番号 住所郵便番号"
    ),
    "prefecture": "都道府県 都道府県名 県 県名 住所都道府県 prefecture state province region state_province county 府県",
    "city": "市区町村 市町村 市区郡 市区 市区町村名 住所市区町村 city town suburb locality municipality 市郡区",
    "street": (
        "番地 町名番地 丁目番地 町域 町名 住所番地 以降の住所 町域番地 それ以降の住所 丁目番地号 street street_address "
        "address_line1 address_line_1 street_number house_number street_name address1 address_1 street_1 street1"
    ),
    "building": (
        "建物 建物名 ビル名 マンション名 ビル マンション 建物名部屋番号 部屋番号 方書 アパートマンション名 建物名等 "
        "住所建物 building apartment suite address_line2 address_line_2 address2 address_2 street2 street_2 unit apt"
    ),
    "address": (
        "住所 ご住所 所在地 会社住所 自宅住所 住所1 住所2 住所3 本社所在地 現住所 勤務先住所 送付先 送付先住所 住所番地 "
        "住所全て 全住所 address full_address mailing_address postal_address office_location location business_address"
    ),
    "country": "国 国名 国籍 国地域 country country_region nation country_code",
    "birthday": ("生年月日 誕生日 お誕生日 生日 生まれ 出生日 birthday date_of_birth birth_date birthdate dob born"),
    "status": ("状態 在籍 在籍状況 在籍区分 在籍状態 退職区分 ステータス 異動退職 status contact_status"),
    "source": (
        "きっかけ 流入元 流入経路 獲得経路 認知経路 接点 知ったきっかけ リードソース 獲得元 来店きっかけ 紹介元 紹介者 "
        "source lead_source referral how_did_you_hear origin"
    ),
    "caution": "注意 注意事項 要注意 留意事項 注意点 caution warning alert attention",
    "notes": (
        "備考 メモ 摘要 コメント 特記事項 特記 その他 補足 記事 ノート 備考欄 連絡事項 自由記入 note notes remarks remark "
        "comment comments memo description details"
    ),
    "tags": "タグ ラベル 分類 グループ カテゴリ カテゴリー tag tags label labels category categories group groups",
    "owner": (
        "担当 担当社員 営業担当 営業担当者 当社担当 当社担当者 弊社担当 弊社担当者 自社担当 自社担当者 担当営業 担当者社内 "
        "社内担当 社内担当者 担当社内 主担当 営業 営業員 営業マン 担当営業名 受持 owner account_owner sales_rep salesperson "
        "rep assigned_to assignee account_manager record_owner contact_owner sales_agent representative handled_by"
    ),
    "external_id": (
        "顧客コード 顧客番号 顧客ID お客様番号 お客様コード 会員番号 会員ID 会員コード 管理番号 ID 整理番号 通番 番号 NO "
        "コード 連番 旧コード 旧ID 社員番号 カードNO code customer_id customer_no customer_code client_id contact_id "
        "record_id rec_id external_id member_id reference ref uid key user_id 識別番号 旧システムID"
    ),
    "honorific": "敬称 呼び方 敬称略 honorific salutation prefix",
    "registered_on": (
        "登録日 登録日時 入力日 作成日 作成日時 登録年月日 受付日 created created_at create_date date_created created_on "
        "registered registered_on registration_date signup_date entry_date added_on date_added"
    ),
    "met_on": (
        "名刺交換日 交換日 名刺取得日 取得日 面会日 初回面談日 名刺登録日 出会った日 met_on met date_met card_date "
        "first_met exchanged_on"
    ),
    "updated_on": "更新日 更新日時 最終更新日 最終更新 変更日 updated updated_at modified last_modified date_modified",
    "gender": "性別 男女 gender sex",
}

ACCOUNT: dict[str, str] = {
    "name": (
        CONTACT["account"]
        + " 名称 名前 顧客名 お客様名 お取引先名 正式名称 name client customer customer_name client_name 会社正式名称"
    ),
    "name_kana": (
        "フリガナ ふりがな カナ 会社名カナ 会社カナ 社名カナ 会社名フリガナ 得意先名カナ 得意先カナ 取引先名カナ 名称カナ "
        "企業名カナ カナ名称 カナ名 ヨミ 読み 得意先名フリガナ 法人名カナ 会社フリガナ name_kana company_kana "
        "company_name_kana account_name_kana kana 顧客名カナ 取引先カナ"
    ),
    "legal_form": "法人格 会社形態 法人形態 組織形態 法人種別 legal_form company_type entity_type",
    "code": (
        "得意先コード 取引先コード 得意先番号 顧客コード 会社コード 企業コード 取引先番号 得意先CD 取引先CD 得意先ID 取引先ID "
        "コード 顧客番号 CD code account_code customer_code account_no account_number customer_no customer_number "
        "client_code company_code 得意先NO 顧客CD"
    ),
    "rank": (
        "ランク 顧客ランク 得意先ランク 重要度 格付 等級 取引ランク 顧客区分ランク rank grade tier priority account_rank "
        "customer_rank class abc ABCランク ABC区分 顧客格付"
    ),
    "deal_status": (
        "取引区分 取引状況 取引状態 取引ステータス 契約状況 契約状態 取引有無 顧客区分 顧客ステータス ステータス 状態 status "
        "deal_status account_status customer_status relationship_status lifecycle_stage"
    ),
    "phone": CONTACT["phone"],
    "fax": CONTACT["fax"],
    "url": (
        "URL ホームページ HP ウェブサイト Webサイト サイト 会社URL ホームページURL HPアドレス website web web_site homepage site "
        "web_page company_url domain ウェブ ホームページアドレス サイトURL"
    ),
    "industry": "業種 業界 産業 業態 業種分類 業種名 事業内容 industry sector business_type vertical market",
    "employees": (
        "従業員数 社員数 従業員 人数 従業員規模 社員 employees number_of_employees employee_count headcount staff company_size "
        "num_employees"
    ),
    "capital": "資本金 資本金額 資本金円 capital paid_in_capital share_capital",
    "closing_month": "決算月 決算期 決算 fiscal_year_end closing_month fiscal_month year_end fiscal_year_end_month",
    "corporate_number": "法人番号 会社法人番号 法人マイナンバー corporate_number company_number houjin_bangou",
    "invoice_number": (
        "登録番号 インボイス番号 インボイス登録番号 適格請求書登録番号 適格請求書発行事業者登録番号 T番号 invoice_number "
        "invoice_registration_number qualified_invoice_number tax_id 適格事業者番号 インボイス"
    ),
    "since": (
        "取引開始日 取引開始 取引開始年月日 契約日 契約開始日 開始日 初回取引日 口座開設日 since customer_since start_date "
        "first_order_date account_since 取引開始年月"
    ),
    "last_deal_on": (
        "最終取引日 最終取引 最終売上日 最終購入日 最終受注日 前回取引日 最終納品日 最終注文日 最終利用日 直近取引日 "
        "last_deal last_deal_on last_order_date last_order last_purchase last_transaction last_sale last_purchase_date"
    ),
    "former_names": "旧社名 旧名称 旧商号 前社名 旧会社名 former_name former_names previous_name old_name formerly",
    "parent": (
        "親会社 親会社名 グループ親会社 本社 持株会社 親取引先 parent parent_company parent_account subsidiary_of "
        "holding_company parent_name"
    ),
    "founded_on": "設立 設立日 創業 設立年月日 設立年 創立 設立年月 year_established founded founded_on established year_founded",
    "revenue": "売上高 年商 売上規模 年間売上 revenue annual_revenue turnover sales annual_sales",
    "representative": "代表者 代表者名 代表取締役 社長 代表者氏名 ceo president",
    "email": CONTACT["email"],
    "postal_code": CONTACT["postal_code"] + " 本社郵便番号",
    "prefecture": CONTACT["prefecture"],
    "city": CONTACT["city"],
    "street": CONTACT["street"],
    "building": CONTACT["building"],
    "address": CONTACT["address"],
    "country": CONTACT["country"],
    "notes": CONTACT["notes"],
    "caution": CONTACT["caution"],
    "owner": CONTACT["owner"] + " 担当者 担当者名",
    "tags": CONTACT["tags"],
    "external_id": "旧コード 旧ID 外部ID 管理番号 ID 整理番号 システムID external_id record_id reference ref uid id account_id 旧システムID",
    "registered_on": CONTACT["registered_on"],
    "updated_on": CONTACT["updated_on"],
}

# Seen through a contact, these say by themselves that they speak of the company.
ACCOUNT_OF_CONTACT = (
    "name_kana",
    "legal_form",
    "code",
    "rank",
    "deal_status",
    "url",
    "industry",
    "employees",
    "capital",
    "closing_month",
    "corporate_number",
    "invoice_number",
    "since",
    "last_deal_on",
    "former_names",
    "parent",
    "founded_on",
    "revenue",
    "representative",
)

_TALK = "内容 議事録 メモ 備考 詳細 話した内容 minutes notes memo details description"
SITE: dict[str, str] = {
    "name": "拠点 拠点名 支店 支店名 営業所 営業所名 事業所 事業所名 工場 工場名 店舗 店舗名 site site_name branch office location plant",
    "external_id": "拠点コード 支店コード 店舗コード site_id branch_code",
    **{name: CONTACT[name] for name in ("postal_code", "address", "phone", "fax", "notes", "owner")},
}
TASK: dict[str, str] = {
    "name": "タスク名 件名 題名 やること ToDo 用件 タイトル subject title task_name to_do activity",
    "kind": "種別 区分 分類 type category",
    "due_on": "期限日 期日 締切 締切日 締め切り 予定日 完了予定日 due_date deadline date_due",
    "priority": "優先順位 重要度 importance",
    "notes": f"{CONTACT['notes']} {_TALK}",
    "owner": CONTACT["owner"],
}
MEETING: dict[str, str] = {
    "name": "題名 議題 会議名 打合せ 打ち合わせ 訪問目的 目的 タイトル title topic agenda meeting_name",
    "kind": "種別 区分 分類 type category",
    "starts_at": "開始日時 日時 訪問日 訪問日時 面談日 打合せ日時 start start_time start_date date_time",
    "ends_at": "終了日時 end end_time end_date",
    "place": "会場 訪問先 開催場所 location venue where",
    "body": _TALK,
    "owner": CONTACT["owner"],
}
CALL: dict[str, str] = {
    "name": "用件 要件 件名 題名 subject title topic",
    "direction": "発着 着信発信 受発信 方向 inbound_outbound",
    "at": "日時 通話日時 通話日 架電日 架電日時 受電日時 date date_time call_date call_time",
    "minutes": "通話時間 時間分 duration",
    "outcome": "通話結果 架電結果 result",
    "body": _TALK,
    "owner": CONTACT["owner"],
}
