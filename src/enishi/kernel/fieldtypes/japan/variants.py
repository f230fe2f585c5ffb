"""Variant kanji that search and duplicate checks hold for one: the form in daily use first, then its variants."""

from __future__ import annotations

#: Old and variant forms met in Japanese names and company names. Sources: 常用漢字表 (2010) for the old forms in
#: brackets; 法務省 戸籍統一文字 for the forms of family names. 斎 and 斉 are two characters by origin, but are mixed up
#: daily, so they count as one here; small ヶ and ヵ, folded, are met for ケ and カ in place names. Stored text
#: is never changed by this table.
VARIANTS = """
高髙 崎﨑嵜碕 辺邊邉 斎齋斉齊 浜濱濵 吉𠮷 広廣 沢澤 島嶋嶌 国國 桜櫻 竜龍 恵惠 栄榮 円圓 塩鹽 黒黑 渋澁澀 実實
寿壽 真眞 条條 浅淺 滝瀧 豊豐 弥彌 与與 来來 静靜 徳德 巌巖 礼禮 万萬 亜亞 児兒 関關 鉄鐵 学學 芸藝 桧檜 槙槇
曽曾 館舘 富冨 峰峯 峡峽 梅楳 柳栁桺 松枩 柏栢 桑桒 橋𣘺 鴎鷗 籠篭 薮藪 頼賴 瀬瀨 青靑 清淸 強强 野埜 秋穐龝
渕淵渊 土圡 角⻆ 祢禰 悦悅 郎郞 緑綠 縄繩 晃晄 凛凜 遥遙 尭堯 薫薰 勲勳 温溫 穂穗 総總 満滿 将將 壮壯 荘莊 拝拜
顕顯 歳歲 気氣 沖冲 浄淨 湾灣 焼燒 県縣 竈竃 蛍螢 蔵藏 覚覺 証證 鉱鑛 銭錢 録錄 鎮鎭 険險 隠隱 霊靈 駅驛 麦麥
黄黃 点點 党黨 歯齒 会會 伝傳 仏佛 価價 写寫 処處 剣劍劔 励勵 労勞 効效 区區 医醫 単單 厳嚴 収收 双雙 叙敍 号號
囲圍 図圖 団團 圧壓 変變 奥奧 奨奬 嬢孃 宝寶 対對 専專 属屬 帯帶 帰歸 庁廳 弁辨瓣辯 弾彈 当當 径徑 従從 応應
恒恆 悪惡 懐懷 戦戰 戸戶 払拂 挙擧 摂攝 数數 断斷 旧舊 昼晝 暁曉 権權 楼樓 楽樂 様樣 検檢 欧歐 歓歡 歩步 毎每
涙淚 済濟 渓溪 灯燈 炉爐 為爲 狭狹 独獨 画畫 畳疊 発發 禅禪 秘祕 称稱 稲稻 穏穩 粋粹 経經 継繼 続續 繊纖 缶罐
聡聰 声聲 聴聽 脳腦 台臺 装裝 観觀 触觸 訳譯 読讀 譲讓 賛贊 転轉 軽輕 郷鄕 酔醉 釈釋 随隨 雑雜 鶏鷄 麺麵 験驗
闘鬪 桝枡 瑶瑤 祇祗 蝋蠟 鯵鰺 頬頰 剥剝 填塡 掴摑 掻搔 箪簞 繋繫 莱萊 蒋蔣 醤醬
髪髮 彦彥 昇曻 教敎 増增 横橫 内內 亀龜 鴬鶯 磯礒 寛寬 けゖ かゕ
"""

#: Each variant → the form in daily use, for `str.translate`.
DAILY = {ord(variant): group[0] for group in VARIANTS.split() for variant in group[1:]}
