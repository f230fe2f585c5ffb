"""Names that are surely or probably not a person: trials, placeholders, sample names, figures."""

from __future__ import annotations

import re
from functools import lru_cache

from enishi.kernel.text import fold

_TEST = re.compile(
    r"^てすと|^test(?![a-z])|てすと$|(?<![a-z])test$|^t[es]{2}t\d*$|(?:てすと|test)(?:ゆーざー|user|でーた|data|会社|用)"
)
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|\((?:株|有|同)\)")
_PLACEHOLDER_WORDS = """
名無し 名無しさん 名無しの権兵衛 ななし 匿名 匿名希望 不明 氏名不明 未定 未入力 未登録 なし 無し 空欄 ダミー
確認用ダミー 仮 仮名 姓名 氏名 お名前 名前 苗字名前 名字名前 仮登録 サンプル さんぷる 見本 例 記入例 削除
削除予定 消してOK 〇〇 ○○ ●● ◯◯ □□ *** --- n/a na none null nil undefined unknown nobody noname anonymous dummy
sample example foo bar baz foobar hoge fuga piyo ほげ ふが ぴよ asdf asdfg asdfgh qwerty zxcv abc firstname
lastname fullname name yourname admin administrator user guest #n/a #ref! #name? #value!
"""
_PLACEHOLDERS = frozenset(fold(word) for word in _PLACEHOLDER_WORDS.split())
_SAMPLE_WORDS = """
山田太郎 山田花子 ヤマダタロウ ヤマダハナコ 鈴木一郎太郎 田中太郎 日本太郎 東京太郎 東京花子 大阪太郎 見本太郎
例太郎 名前太郎 johndoe janedoe johnsmithsample taroyamada yamadataro hanakoyamada yamadahanako
"""
_SAMPLES = frozenset(fold(word) for word in _SAMPLE_WORDS.split())
_CHARACTER_WORDS = """
ミッキーマウス ミニーマウス ドナルドダック グーフィー プーさん くまのプーさん ドラえもん 野比のび太 のび太
源静香 剛田武 アンパンマン ばいきんまん ピカチュウ サトシ サザエさん 磯野カツオ 磯野波平 フグ田サザエ
フグ田マスオ ちびまる子 さくらももこ ルパン三世 峰不二子 江戸川コナン 毛利小五郎 孫悟空 モンキーDルフィ
うずまきナルト 竈門炭治郎 ウルトラマン 仮面ライダー ゴジラ キティ ハローキティ 桃太郎 浦島太郎 金太郎
サンタクロース スーパーマン バットマン スパイダーマン ハリーポッター mickeymouse minniemouse donaldduck goofy
pikachu batman superman spiderman harrypotter jamesbond santaclaus homersimpson bartsimpson bugsbunny darthvader
lukeskywalker sherlockholmes
"""
_CHARACTERS = frozenset(fold(word) for word in _CHARACTER_WORDS.split())
_SEPARATORS = re.compile(r"[\s・=＝.,_-]+")
_HONORIFIC = re.compile(r"(?:様|さま|殿|氏)$")
_REPEATED = re.compile(r"(.)\1{2,}|(?:(.)\2\2)+|(..)\3{2,}")
_ROWS = (
    "あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop",
)  # fmt: skip


@lru_cache(maxsize=50_000)
def is_implausible_name(text: str) -> str | None:
    """Why a name is not believed, or None.

    Reasons: `test`, `placeholder`, `repeated`, `sample_name`, `character`, `symbols`, `not_a_name`.

    `sample_name` (山田太郎, John Doe) may be a real person and is only worth a look; the others are hardly ever.
    """
    folded = fold(text).strip()
    joined = _HONORIFIC.sub("", _SEPARATORS.sub("", folded))
    if not folded:
        return None
    if folded in _PLACEHOLDERS or joined in _PLACEHOLDERS:
        return "placeholder"
    if not any(char.isalpha() for char in joined):
        return "symbols"
    if _TEST.search(joined):
        return "test"
    if joined in _SAMPLES:
        return "sample_name"
    if joined in _CHARACTERS:
        return "character"
    if _COMPANY.search(folded) or "@" in folded or "://" in folded or folded.startswith("www."):
        return "not_a_name"
    if _REPEATED.fullmatch(joined) or all(_REPEATED.fullmatch(word) for word in folded.split()):
        return "repeated"
    if len(joined) >= 4 and any(joined in row for row in _ROWS):
        return "repeated"
    if sum(char.isdigit() for char in joined) >= 3:
        return "not_a_name"
    return None
