"""Sentences of the demo's calls, meetings, notes, tasks and promises: what people at a machine builder write down."""

from __future__ import annotations

MACHINES = ("MF-3200 充填機", "MF-1800 充填機", "ML-120 ラベラー", "ML-200 ラベラー", "MC-08 キャッパー", "MC-12 キャッパー",
            "MW-40 洗浄ユニット", "MX-5 検査装置", "MP-60 ケーサー", "MT-3 搬送コンベヤ")  # fmt: skip

#: One line, what was said; {m} is a machine.
CALLS = (
    ("{m}の納期の確認", "納期は据え付けを含めて14週とお伝えした。月末までに社内の日程を決めるとのこと。"),
    ("{m}の見積の内容について", "オプションの洗浄ユニットを外した場合の金額を知りたいとのこと。明日までに回答する。"),
    ("{m}の点検日程の相談", "連休前の停止日に合わせたい。候補を2日いただいた。"),
    ("{m}のノズル交換部品の在庫", "在庫3本あり。今日の便で発送すると伝えた。"),
    ("{m}の動作音について", "立ち上げ時だけ高い音がする。動画を送っていただき、サービスで確認する。"),
    ("次年度の設備計画のお話", "4月以降に1ライン更新の計画がある。予算申請は1月。概算が欲しいとのこと。"),
    ("価格改定のご連絡", "部材の値上がりについてご説明し、次回発注分からの改定をご了承いただいた。"),
    ("工場見学の日程調整", "製造と品質保証の4名で来社予定。午前中の見学を希望。"),
    ("{m}の稼働状況の伺い", "週5日で安定しているとのこと。充填精度の不満はない。"),
    ("請求書の宛名の訂正", "宛名を本社の経理課に変えてほしいとのこと。今月分から直す。"),
    ("保守契約の更新のご案内", "3年プランの説明を希望。比較表をメールで送る。"),
    ("展示会でのお礼", "ブースにお立ち寄りいただいたお礼。小型機の資料を送ることになった。"),
    ("{m}のテスト充填の結果", "泡立ちが少なく評価は良い。粘度の高い品目でももう一度試したいとのこと。"),
    ("競合の提案について", "東都機械から安い提案が来ている。保守の対応時間で比べたいとのこと。"),
    ("担当者の交代のご連絡", "来月から窓口が後任の方に変わる。引き継ぎの席を設けてくださる。"),
    ("食品衛生の監査の準備", "監査で洗浄記録の提出が要る。記録の書き出し方をご案内した。"),
    ("{m}の操作教育の依頼", "新人が2名入るので半日の教育を希望。教材の費用もお伝えした。"),
    ("新しい容器への対応可否", "肩の角度が変わる。サンプルを10本お預かりして確認する。"),
)  # fmt: skip
CALLS_EN = (
    ("Lead time of {m}", "Quoted 14 weeks including installation. They will confirm the slot by month end."),
    ("Question about the quotation for {m}", "Wants the price without the cleaning unit. We answer tomorrow."),
    ("Spare nozzles for {m}", "Three in stock, shipped today by air."),
    ("Plans for next year", "One line will be replaced after April. A budget figure is needed in January."),
    ("Date of the maintenance visit", "Offered two dates before the holiday stop."),
    ("Result of the filling trial", "Little foam, good result. One more trial with the thicker product."),
    ("Follow-up after the trade fair", "Interested in the compact model. Brochure sent."),
    ("Change of contact person", "A new buyer takes over next month; an introduction call is arranged."),
)  # fmt: skip

MEETINGS = (
    ("定例の打ち合わせ", "進み具合を確認。次回までに据え付け図面の最終版を用意する。"),
    ("{m}のご提案", "現状の切り替え時間は40分。半分にできればすぐ稟議に上げたいとのお話。"),
    ("ライン更新の現地調査", "天井の高さと搬入口を測定。搬入は休日に行う前提で進める。"),
    ("{m}の立ち会い試運転", "毎分180本で安定。ラベルのずれは0.5mm以内に収まった。"),
    ("年末のご挨拶", "今年のお礼と来年の計画を伺った。省エネの補助金に関心がある。"),
    ("品質保証部との打ち合わせ", "洗浄の手順書を一緒に見直した。記録の電子化を希望されている。"),
    ("保守契約のご説明", "停止時の損失を試算してお見せした。3年プランに前向き。"),
    ("工場見学のご案内", "実機を見ていただいた。騒音の小ささを評価された。"),
    ("新商品の充填テスト", "果肉入りで詰まりなし。糖度の高い品目は次回確認する。"),
    ("情報交換の会食", "後任の方をご紹介いただいた。来期は設備投資を増やすとのこと。"),
    ("レイアウトの検討会", "通路幅1.2mを確保する案でまとまった。図面を更新する。"),
    ("クレームのお詫びと対策のご説明", "原因と再発防止策をご説明し、ご理解いただいた。1か月後に結果を報告する。"),
)  # fmt: skip
MEETINGS_EN = (
    ("Regular review", "Progress is on plan. We prepare the final layout drawing for the next meeting."),
    ("Presentation of {m}", "Changeover takes 40 minutes today. Half of that would pass the investment board."),
    ("Site survey for the new line", "Ceiling height and access measured. Delivery will be on a weekend."),
    ("Factory acceptance test", "Stable at 180 bottles a minute; labels within 0.5 mm."),
    ("Service contract review", "Showed the cost of one hour of standstill. The three-year plan is preferred."),
)  # fmt: skip

NOTES = (
    "決裁は工場長、予算は本社。稟議は月2回、第2・第4木曜。",
    "冬は出荷が多く、11月中旬から年内は工事ができない。",
    "電話は14時以降がつながりやすい。メールの返信は早い。",
    "省エネの補助金を調べている。公募の時期を知らせると喜ばれる。",
    "来期から海外向けの小ロットを増やす予定。切り替え時間の短い機種に関心。",
    "前の担当の八木からの引き継ぎ: 値引きより納期を重んじる方。",
    "見積は必ず2案で出す。ひとつは最小構成にする。",
    "工場の朝礼は8時半。訪問は9時半からにする。",
    "品質保証の方が実質の選定者。検査装置の精度をよく見ている。",
    "ご家族の都合で、金曜の午後は早く帰られる。",
    "他社の機械も使っているが、部品の供給に不安があるとのこと。",
    "新工場の用地を探している。決まれば充填ラインが2本要る。",
    "紹介してくださった方へのお礼を忘れない。",
    "監査で指摘のあった洗浄記録について、よい例を教えてほしいと頼まれた。",
)  # fmt: skip
NOTES_EN = (
    "The plant manager decides, head office holds the budget. Investment board twice a month.",
    "Prefers e-mail before noon CET; calls only by appointment.",
    "Needs documents in English and metric drawings.",
    "Compares service response times rather than prices.",
    "Expanding small lots for export next year; changeover time matters most.",
)  # fmt: skip

TASKS = ("{m}の見積をまとめる", "図面の最終版を送る", "点検報告書を提出する", "比較表を作る", "議事録を送る", "在庫を確認して折り返す",
         "据え付け日程を社内で調整する", "サンプル容器を返送する", "補助金の公募要領を調べる", "ご紹介のお礼状を出す",
         "後任の方へご挨拶に伺う", "操作教育の教材を準備する")  # fmt: skip
TASKS_EN = ("Prepare the quotation for {m}", "Send the final layout drawing", "Submit the inspection report",
            "Answer the question about spare parts", "Arrange the installation dates")  # fmt: skip
PROMISES = ("{m}のテスト結果を共有する", "改訂見積を送る", "納期の回答をする", "部品の型番を連絡する", "工場見学の候補日を出す",
            "保守プランの比較表を送る", "対策報告書をお届けする", "デモ機の貸し出し日を決める")  # fmt: skip
PROMISES_EN = ("Share the test results of {m}", "Send the revised quotation", "Confirm the delivery date",
               "Send the comparison of service plans")  # fmt: skip
THEIR_PROMISES = ("工場レイアウトの確定版を送っていただく", "社内の日程を知らせていただく", "サンプル容器を送っていただく",
                  "稟議の結果を知らせていただく")  # fmt: skip
THEIR_PROMISES_EN = (
    "They send the final factory layout",
    "They confirm the date with their plant",
    "They send sample bottles",
)
