"""What happened and is to happen with the customers written by hand; days are counted from the day the demo is made."""

from __future__ import annotations

#: Person, owner, day, hour, minute, direction, outcome, line, what was said.
CALLS = (
    ("takahashi", "sato", -4, 11, 20, "in", "talked", "洗浄ユニット込みの見積の依頼", "木曜の稟議に間に合わせたい。支払条件も一緒に見たいとのこと。レイアウトの確定版は金曜までに送ってくださる。"),
    ("takahashi", "sato", -18, 14, 5, "in", "talked", "テスト充填の立ち会い人数", "第2工場から3名、品質保証から1名。"),
    ("takahashi", "sato", -33, 10, 40, "out", "talked", "予算の時期の確認", "今期中に発注したい。上限は4,000万円。"),
    ("hara", "yamamoto", -6, 15, 10, "in", "talked", "NPSのご回答のお礼", "「担当の方の返事が早い」との言葉。点検の記録も見やすいとのこと。"),
    ("hara", "sato", -25, 9, 50, "in", "talked", "洗浄記録の様式", "監査に使う様式を送ってほしいとのこと。翌日送付済み。"),
    ("yoshida", "sato", -47, 16, 30, "in", "talked", "ノズルの詰まり", "果肉の大きさを変えたため。次回訪問で確認する。"),
    ("kimura_d", "sato", -110, 13, 15, "in", "talked", "検収後の支払条件", "翌月末振込は変えられない。分割は相談できるとのこと。"),
    ("fujita", "ito", -62, 17, 0, "out", "talked", "中期の設備計画", "来期は石狩の包装ラインも検討に入る。"),
    ("nishimura", "sato", 0, 8, 51, "in", "talked", "部品の納期が伝わっていない", "ラインが止まる恐れがある。今日10:30までに日付をお答えすると約束した。"),
    ("nishimura", "sato", -21, 11, 0, "out", "talked", "定期点検の日程", "12月の第2週で仮押さえ。"),
    ("ogawa", "sato", -5, 16, 20, "in", "talked", "品質保証部への異動のご挨拶", "18日付で品質保証部へ。後任は生産技術の若い方。今日の訪問には同席される。"),
    ("sasaki", "sato", -434, 10, 15, "out", "talked", "仕込み前のご様子", "今年は仕込みを減らす。設備は来年考えたいとのこと。"),
    ("murakami", "sato", -477, 14, 40, "out", "talked", "ラベラーの調子", "順調。部品の在庫だけ持っておきたいとのこと。"),
    ("ishii", "nakamura", -14, 10, 30, "in", "talked", "保守契約の更新", "3年プランの金額を知りたいとのこと。"),
    ("matsumoto", "nakamura", -27, 13, 50, "in", "talked", "検査装置の誤検知", "水滴を異物と見ている。点検で調整する。"),
    ("matsumoto", "nakamura", -96, 15, 0, "out", "no_answer", "点検日程の相談", None),
    ("kawaguchi", "nakamura", -9, 9, 30, "in", "talked", "大和食品さまのご紹介", "取引先の大和食品の大野さまを紹介してくださった。"),
    ("fujii", "sato", -30, 11, 45, "in", "talked", "会食のお誘い", "16日の夜でお受けした。常務と製造部長のお二人。"),
    ("emma", "ri", -12, 17, 30, "in", "talked", "Demo of the compact filler", "She wants to see a changeover under 20 minutes. Demo fixed for this Friday."),
    ("lan", "ri", -20, 15, 30, "out", "talked", "RFQ for two lines", "Two lines of 12,000 bottles per hour. RFQ closes on 26 November."),
    ("okada", "sato", -11, 16, 0, "out", "talked", "次期ラインの稟議", "承認の結果は27日に出るとのこと。"),
)  # fmt: skip
#: Memo for whom, person, taken by, hour, minute, line, call back.
MEMOS = (
    ("sato", "kawaguchi", "abe", 9, 20, "お電話ください。紹介の件でお礼を伝えたいとのこと", True),
    ("sato", "ogawa", "hashimoto", 9, 35, "今日の訪問は川崎工場の正門ではなく東門へ、とのこと", False),
    ("nakamura", "matsumoto", "abe", 9, 5, "点検の日を12月1日に変えられないか", True),
)  # fmt: skip
#: Person (or none), owner, kind, day, hour, minute, minutes, subject, place, what was said, others of theirs, of ours.
MEETINGS = (
    ("takahashi", "sato", "online", 0, 10, 30, 60, "北斗フーズ 定例", "オンライン", None, ("hara", "yoshida"), ()),
    ("ogawa", "sato", "visit", 0, 15, 0, 90, "訪問 みどり製薬", "川崎工場", None, (), ("yamamoto",)),
    (None, "sato", "internal", 0, 9, 0, 30, "朝会・営業二課", "会議室A", None, (), ("ito", "nakamura", "ri")),
    (None, "ito", "internal", 0, 13, 30, 30, "課長レビュー", "会議室B", None, (), ("sato",)),
    ("yoshida", "sato", "visit", -12, 10, 0, 120, "第2工場 現地調査とテスト充填", "恵庭市 第2工場", "吉田工場長、原さん、工藤さん。充填テストの結果は20日までに共有すると約束。切り替え時間40分が一番の悩み。", ("hara", "kudo", "onodera"), ("ito",)),
    ("takahashi", "sato", "incoming", -40, 13, 0, 120, "工場見学のご案内", "本社工場", "実機の洗浄性を評価いただいた。騒音の小ささにも驚かれていた。", ("sasamoto", "fujita"), ("ito", "yamamoto")),
    ("hara", "yamamoto", "visit", -75, 9, 30, 90, "MF-3200 定期点検", "石狩市 第1工場", "消耗品を交換。充填精度は±0.3%以内。", (), ()),
    ("takahashi", "ito", "meal", -130, 18, 30, 120, "情報交換の会食", "札幌市内", "来期の投資方針を伺った。併用のキャッパーは2027年まで使うとのこと。", ("yoshida",), ("sato",)),
    ("kimura_d", "sato", "visit", -200, 14, 0, 60, "与信と支払条件のご相談", "本社", "入金が遅れた理由は検収の社内手続き。手順を変えるとのこと。", (), ()),
    ("fujita", "sato", "exhibition", -160, 11, 0, 30, "食品機械展でのご案内", "東京ビッグサイト", "小型機に関心。資料を送付済み。", ("takahashi",), ()),
    ("hasegawa", "nakamura", "visit", -7, 13, 0, 60, "新容器の充填テスト", "仙台本社", "肩の角度を変えた容器で問題なし。試作の相談は28日。", (), ()),
    ("kawaguchi", "nakamura", "visit", -5, 10, 0, 90, "年末のご挨拶", "川崎工場", "来期の洗浄ライン更新を予告された。", (), ()),
    ("fujii", "sato", "meal", -8, 18, 0, 150, "瀬戸内オイル 会食", "岡山市内", "後継の製造部長をご紹介いただいた。12月2日にご挨拶に伺う。", (), ("ito",)),
    ("ono", "nakamura", "incoming", -6, 14, 0, 60, "ご紹介のご来社", "本社", "搬送コンベヤの更新を検討。工場見学を26日に。", (), ()),
    ("wang", "ri", "visit", -8, 11, 0, 90, "見積の説明", "上海本社", "納期と現地サービスの体制を聞かれた。27日に再度説明する。", (), ()),
    ("sasaki", "yagi", "visit", -431, 13, 30, 60, "秋のご挨拶", "徳島本社", "杜氏が交代された。", (), ()),
    ("yoshida", "sato", "visit", 7, 10, 0, 90, "決裁者との面談", "恵庭市 第2工場", None, ("takahashi",), ("ito",)),
    ("ono", "nakamura", "incoming", 2, 10, 0, 90, "工場見学 大和食品", "本社工場", None, (), ()),
    ("emma", "ri", "online", 3, 17, 0, 60, "Demo of the compact filler", "Online", None, (), ()),
    ("wang", "ri", "online", 3, 10, 0, 60, "見積の説明（2回目）", "オンライン", None, (), ()),
    ("hasegawa", "nakamura", "online", 4, 13, 0, 45, "試作の相談", "オンライン", None, (), ()),
    ("fujii", "sato", "visit", 8, 14, 0, 60, "ご挨拶 瀬戸内オイル", "岡山本社", None, (), ("ito",)),
)  # fmt: skip
#: Person (or none), owner, promise?, direction, due day, hour (or none), done day (or none), text, priority, remarks.
TASKS = (
    ("nishimura", "sato", True, "ours", 0, 10, None, "納期の日付を返信する", "high", "朝の電話で約束。今日10:30まで。"),
    ("hara", "sato", True, "ours", -4, None, None, "充填テストの結果を共有する", "high", "第2工場の訪問で約束。"),
    ("takahashi", "sato", True, "ours", 1, 12, None, "洗浄ユニット込みの改訂見積を送る", "high", "正午まで。木曜の稟議に使われる。"),
    ("takahashi", "sato", True, "theirs", 3, None, None, "工場レイアウトの確定版を受け取る", None, "電話で約束いただいた。"),
    ("takahashi", "sato", False, None, 0, 11, None, "見積 Q-2026-1184 の値引き理由を追記", None, None),
    (None, "sato", False, None, 0, 13, None, "展示会の名刺 18件を確認", None, None),
    (None, "sato", False, None, 0, 16, None, "来週の訪問ルートを決める", None, None),
    ("ogawa", "sato", False, None, 0, 17, None, "みどり製薬 訪問の議事録を残す", None, None),
    ("kawaguchi", "nakamura", True, "ours", 1, None, None, "紹介のお礼状（川崎乳業 → 大和食品）", None, None),
    ("ogawa", "sato", True, "ours", 6, None, None, "保守契約の更新案を送る", None, "満了は12月20日。3年プランを先に示す。"),
    ("matsumoto", "nakamura", False, None, 7, None, None, "点検の案内を送る", None, None),
    ("shimizu_k", "nakamura", True, "ours", 1, None, None, "小型機の資料を送付する", None, None),
    ("okada", "sato", True, "theirs", 3, None, None, "稟議の結果を知らせていただく", None, None),
    ("lan", "ri", True, "ours", 2, None, None, "Submit the answer to the RFQ", "high", None),
    ("emma", "ri", True, "ours", 1, None, None, "Send the agenda of the demo", None, None),
    ("yoshida", "sato", True, "ours", -42, None, -43, "切り替え時間の実測表を送る", None, None),
    ("hara", "sato", True, "ours", -24, None, -24, "洗浄記録の様式を送る", None, None),
    ("takahashi", "sato", True, "ours", -70, None, -66, "省エネ試算をお渡しする", None, None),
    ("takahashi", "sato", True, "ours", -95, None, -96, "概算見積を送る", None, None),
    ("fujita", "sato", True, "theirs", -50, None, -52, "中期計画の資料をいただく", None, None),
    ("ishii", "nakamura", True, "ours", 6, None, None, "保守プランの比較表を送る", None, None),
    (None, "ito", False, None, 3, None, None, "営業二課 月次の着地をまとめる", None, None),
)  # fmt: skip
#: Person, owner, day, hour, text, pinned.
NOTES = (
    ("takahashi", "sato", -4, 18, "決裁は吉田工場長、予算は本社。稟議は第2・第4木曜。改訂見積は前日の正午までに。", True),
    ("yoshida", "sato", -12, 17, "切り替え時間を20分にできるかが決め手。競合の東都機械は保守拠点が札幌にない。", False),
    ("kimura_d", "sato", -110, 15, "支払条件に懸念。検収書を早めに出すと約束した。", False),
    ("hara", "yamamoto", -6, 16, "NPS 9。返事の早さを褒めていただいた。点検報告は写真付きが好評。", False),
    ("nishimura", "sato", 0, 9, "お叱りのご連絡。部品の納期回答が2日止まっていた。社内の手配表を見直す。", False),
    ("sasaki", "yagi", -430, 18, "担当を佐藤さんへ。春と秋に必ずお顔を見せること。お酒の話から入ると喜ばれる。", True),
    ("murakami", "sato", -476, 16, "そば打ちの季節（11〜12月）は電話を避ける。", False),
    ("emma", "ri", -12, 18, "Decides together with the plant manager in Lund. Documents in English, metric drawings.", True),
    ("kawaguchi", "nakamura", -9, 10, "大和食品の大野さまをご紹介いただいた。お礼状を必ず。", False),
    ("fujii", "sato", -8, 22, "常務は来年ご退任の見込み。後継の製造部長に早めにご挨拶を。", False),
)  # fmt: skip
#: Moves that have happened: person, day, what, new department, new title.
MOVES = (("ogawa", -6, "transfer", "品質保証部", "課長"),)
#: Kind, person and company, other person and company, day it began, remarks.
RELATIONSHIPS = (
    ("referred", ("kawaguchi", "kawasaki"), ("ono", "yamato"), -9, "展示会で同席されたご縁。"),
    ("referred", ("kawaguchi", "kawasaki"), ("takahashi", "hokuto"), -1150, "札幌の乳業組合でのご紹介。"),
    ("buys_from", (None, "hokuto"), (None, "toto"), -700, "キャッパーを併用、2027年まで。出典は訪問。"),
    ("former_colleague", ("hasegawa", "aoba"), ("ogawa", "midori"), None, "前職の同期。"),
)  # fmt: skip
#: Person, purpose, channel, state, basis, evidence, days ago.
CONSENTS = (
    ("takahashi", "製品のご案内", "email", "granted", "card", "展示会で名刺交換。案内の可否を口頭で確認。", 1100),
    ("takahashi", "製品のご案内", "phone", "granted", "trade", "取引開始時に確認。", 1090),
    ("hara", "製品のご案内", "email", "withdrawn", "consent", "本人からのメールで停止のご依頼。", 180),
    ("emma", "Product news", "email", "granted", "consent", "Web form with double opt-in.", 400),
    ("nishimura", "点検のお知らせ", "email", "granted", "contract", "保守契約書 第8条。", 800),
)  # fmt: skip
TAGS = (
    ("メルマガ", "製品のご案内をお送りしてよい方"), ("工場見学", "工場見学に来られた、または希望された方"),
    ("省エネ", "省エネや補助金に関心がある"), ("海外", "海外のお客様"), ("紹介", "ご紹介でつながった、または紹介してくださる"),
    ("展示会", "展示会で名刺を交換した"), ("保守契約", "保守契約を結んでいる"), ("更新時期", "設備の更新が近い"),
    ("衛生管理", "HACCPや監査への対応に関心がある"), ("小ロット", "切り替えの多い小ロット生産"),
)  # fmt: skip
