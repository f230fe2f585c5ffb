"""Legal forms of companies and bodies: names, abbreviations and the short kana of bank transfers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One form: `short` stands in brackets as (株), `bank` as カ) in transfers, `also` are other full spellings."""

    key: str
    ja: str
    en: str
    short: tuple[str, ...] = ()
    bank: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    latin: bool = False


#: Sources: 会社法, 一般社団・財団法人法, 医療法, 私立学校法, 社会福祉法, 特定非営利活動促進法, the laws of the
#: professions; transfer kana: 全国銀行協会 全銀プロトコル 略語表, given to the most usual form that shares them.
JAPANESE = (
    LegalForm("kabushiki", "株式会社", "Co., Ltd.", ("株",), ("カ", "カブ")),
    LegalForm("yugen", "有限会社", "Ltd.", ("有",), ("ユ",)),
    LegalForm("godo", "合同会社", "LLC", ("同", "合"), ("ド",)),
    LegalForm("goshi", "合資会社", "Limited Partnership", ("資",), ("シ",)),
    LegalForm("gomei", "合名会社", "General Partnership", ("名",), ("メ",)),
    LegalForm("sogo", "相互会社", "Mutual Company", ("相",), ("ソ",)),
    LegalForm("tokutei_mokuteki", "特定目的会社", "TMK", (), ("トクモク",)),
    LegalForm("iryo", "医療法人", "Medical Corporation", ("医", "医療"), ("イ",)),
    LegalForm("iryo_shadan", "医療法人社団", "Medical Corporation", ("医社",), (), ("医療法人(社団)",)),
    LegalForm("iryo_zaidan", "医療法人財団", "Medical Corporation", ("医財",), (), ("医療法人(財団)",)),
    LegalForm("shakai_iryo", "社会医療法人", "Social Medical Corporation"),
    LegalForm("ippan_shadan", "一般社団法人", "General Incorporated Association", ("一社",), ("シヤ",)),
    LegalForm("koueki_shadan", "公益社団法人", "Public Interest Incorporated Association", ("公社",)),
    LegalForm("shadan", "社団法人", "Incorporated Association", ("社",)),
    LegalForm("ippan_zaidan", "一般財団法人", "General Incorporated Foundation", ("一財",), ("ザイ",)),
    LegalForm("koueki_zaidan", "公益財団法人", "Public Interest Incorporated Foundation", ("公財",)),
    LegalForm("zaidan", "財団法人", "Incorporated Foundation", ("財",)),
    LegalForm("shakai_fukushi", "社会福祉法人", "Social Welfare Corporation", ("福", "社福"), ("フク",)),
    LegalForm("gakko", "学校法人", "Educational Corporation", ("学",), ("ガク",)),
    LegalForm("shukyo", "宗教法人", "Religious Corporation", ("宗",), ("シユウ",)),
    LegalForm("npo", "特定非営利活動法人", "NPO", ("特非", "NPO", "特"), ("トクヒ",),
              ("NPO法人",)),
    LegalForm("nintei_npo", "認定特定非営利活動法人", "Certified NPO", (), (), ("認定NPO法人",)),
    LegalForm("noji", "農事組合法人", "Agricultural Cooperative Corporation", ("農",), ("ノウ",)),
    LegalForm("zeirishi", "税理士法人", "Tax Corporation", ("税",), ("ゼイ",)),
    LegalForm("bengoshi", "弁護士法人", "Law Firm", ("弁",), ("ベン",)),
    LegalForm("shiho_shoshi", "司法書士法人", "Judicial Scrivener Corporation", ("司",), ("シホウ",)),
    LegalForm("gyosei_shoshi", "行政書士法人", "Administrative Scrivener Corporation", ("行",), ("ギヨ",)),
    LegalForm("sharoshi", "社会保険労務士法人", "Labor and Social Security Attorney Corporation",
              ("社労",), ("ロウム",)),
    LegalForm("kansa", "監査法人", "Audit Corporation", ("監",)),
    LegalForm("kansa_llc", "有限責任監査法人", "Audit Corporation LLC"),
    LegalForm("tokkyo", "特許業務法人", "Patent Corporation"),
    LegalForm("benrishi", "弁理士法人", "Patent Corporation"),
    LegalForm("chosashi", "土地家屋調査士法人", "Land and House Investigator Corporation"),
    LegalForm("dokuritsu", "独立行政法人", "Incorporated Administrative Agency", ("独", "独法"), ("ドク",)),
    LegalForm("chiho_dokuritsu", "地方独立行政法人", "Local Incorporated Administrative Agency",
              ("地独",), ("チドク",)),
    LegalForm("daigaku", "国立大学法人", "National University Corporation", ("大",), ("ダイ",)),
    LegalForm("koritsu_daigaku", "公立大学法人", "Public University Corporation"),
    LegalForm("kosei_hogo", "更生保護法人", "Offenders Rehabilitation Corporation", (), ("ホゴ",)),
    LegalForm("kyodo_kumiai", "協同組合", "Cooperative", ("協", "協組"), ("キヨウクミ",)),
    LegalForm("jigyo_kyodo", "事業協同組合", "Business Cooperative"),
    LegalForm("nogyo_kyodo", "農業協同組合", "Agricultural Cooperative"),
    LegalForm("gyogyo_kyodo", "漁業協同組合", "Fishery Cooperative"),
    LegalForm("seikatsu_kyodo", "生活協同組合", "Consumer Cooperative", ("生協",), ("セイキヨウ",)),
    LegalForm("kigyo_kumiai", "企業組合", "Joint Enterprise Cooperative"),
    LegalForm("llp_jp", "有限責任事業組合", "LLP"),
)  # fmt: skip

FOREIGN = (
    LegalForm("inc", "Inc.", "Inc.", also=("Inc", "Incorporated"), latin=True),
    LegalForm("corp", "Corp.", "Corp.", also=("Corp", "Corporation"), latin=True),
    LegalForm("co_ltd", "Co., Ltd.", "Co., Ltd.", latin=True,
              also=("Co.,Ltd.", "Co. Ltd.", "Co Ltd.", "Co Ltd", "Co., Ltd", "Co.,Ltd", "Co. Ltd", "Company Limited")),
    LegalForm("ltd", "Ltd.", "Ltd.", also=("Ltd", "Limited"), latin=True),
    LegalForm("pte_ltd", "Pte. Ltd.", "Pte. Ltd.", also=("Pte Ltd", "Pte Ltd.", "Pte. Ltd"), latin=True),
    LegalForm("pty_ltd", "Pty Ltd", "Pty Ltd", also=("Pty. Ltd.", "Pty Ltd.", "Pty. Ltd"), latin=True),
    LegalForm("pvt_ltd", "Pvt. Ltd.", "Pvt. Ltd.", also=("Pvt Ltd", "Pvt Ltd.", "Private Limited"), latin=True),
    LegalForm("sdn_bhd", "Sdn. Bhd.", "Sdn. Bhd.", also=("Sdn Bhd",), latin=True),
    LegalForm("llc", "LLC", "LLC", also=("L.L.C.",), latin=True),
    LegalForm("llp", "LLP", "LLP", also=("L.L.P.",), latin=True),
    LegalForm("plc", "plc", "plc", also=("p.l.c.",), latin=True),
    LegalForm("gmbh", "GmbH", "GmbH", also=("mbH",), latin=True),
    LegalForm("gmbh_kg", "GmbH & Co. KG", "GmbH & Co. KG", also=("GmbH & Co KG",), latin=True),
    LegalForm("ag", "AG", "AG", latin=True), LegalForm("kg", "KG", "KG", latin=True),
    LegalForm("ug", "UG (haftungsbeschränkt)", "UG", also=("UG",), latin=True),
    LegalForm("se", "SE", "SE", latin=True), LegalForm("ab", "AB", "AB", latin=True),
    LegalForm("as", "AS", "AS", also=("A/S", "ASA"), latin=True), LegalForm("aps", "ApS", "ApS", latin=True),
    LegalForm("oy", "Oy", "Oy", also=("Oyj",), latin=True), LegalForm("bv", "B.V.", "B.V.", also=("BV",), latin=True),
    LegalForm("nv", "N.V.", "N.V.", also=("NV",), latin=True),
    LegalForm("sa", "S.A.", "S.A.", also=("SA",), latin=True),
    LegalForm("sas", "SAS", "SAS", also=("S.A.S.",), latin=True),
    LegalForm("sarl", "SARL", "SARL", also=("S.à r.l.", "S.a.r.l.", "Sàrl"), latin=True),
    LegalForm("srl", "S.r.l.", "S.r.l.", also=("Srl", "SRL"), latin=True),
    LegalForm("spa", "S.p.A.", "S.p.A.", also=("SpA",), latin=True),
    LegalForm("sl", "S.L.", "S.L.", also=("SL",), latin=True),
    LegalForm("sp_zoo", "Sp. z o.o.", "Sp. z o.o.", also=("Sp. z.o.o.", "Sp.z o.o.", "Sp z oo"), latin=True),
    LegalForm("sro", "s.r.o.", "s.r.o.", latin=True), LegalForm("kft", "Kft.", "Kft.", also=("Kft",), latin=True),
    LegalForm("doo", "d.o.o.", "d.o.o.", latin=True),
)  # fmt: skip

LEGAL_FORMS: dict[str, LegalForm] = {form.key: form for form in (*JAPANESE, *FOREIGN)}
