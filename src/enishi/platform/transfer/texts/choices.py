"""Which choice a written value means: Ａランク, a and A are A; 継続 is 取引中."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enishi.platform.transfer.texts.headings import header_key
from enishi.platform.transfer.texts.kinds import is_empty

# Each line: words that mean the same, in the fields named first. The first word is the usual one.
SAME = """
rank: 特A aa a+ s 特 vip 最重要 特a級 特別 key
rank: A a級 重要 甲 high
rank: B b級 中 乙 medium normal 通常
rank: C c級 低 丙 low
rank: 仮 仮登録 仮ランク 未評価 未設定 pending provisional
deal_status: 取引中 継続 継続中 取引あり 取引有り 取引有 契約中 稼働 稼働中 既存 既存顧客
deal_status: 取引中 有効 active customer current client 現役
deal_status: 見込 見込み 見込客 見込み客 見込顧客 見込先 新規 未取引 取引前 商談中 prospect lead potential candidate
deal_status: 休止 休眠 休眠客 取引休止 一時休止 中断 dormant inactive paused onhold hold
deal_status: 取引停止 停止 停止中 取引不可 出荷停止 禁止 suspended stopped blocked 解約 解約済
deal_status: 廃業 倒産 解散 閉店 閉鎖 破産 清算 closed bankrupt defunct outofbusiness
status: 在籍 在職 現職 有効 active current 在籍中
status: 異動 転勤 部署異動 配置転換 moved transferred relocated
status: 転職 離職 他社 left leftcompany
status: 退職 退社 定年 退職済 定年退職 retired resigned
status: 逝去 死亡 死去 故人 他界 物故 ご逝去 deceased dead
honorific: 様 さま sama mr ms mrs mx
honorific: さん san
honorific: 殿 dono
honorific: 先生 sensei dr prof
honorific: 役職 title
legal_form: 株式会社 株 ㈱ kabushikigaisha kk 株式 coltd
legal_form: 有限会社 有 ㈲ yugengaisha 有限
legal_form: 合同会社 同 合同 godokaisha llc
legal_form: 合資会社 資 合資
legal_form: 合名会社 名 合名
legal_form: 一般社団法人 一社 社 社団法人
legal_form: 一般財団法人 一財 財 財団法人
legal_form: 医療法人 医
legal_form: 学校法人 学
legal_form: 社会福祉法人 福
legal_form: 個人事業主 個人 自営 soleproprietor individual
"""
NOISE = re.compile(r"ランク|らんく|rank|級|クラス|くらす|class|登録$|区分|です$")


@dataclass(frozen=True, slots=True)
class ChoiceMatch:
    """A value of the file, how often it occurs, and the choice it seems to mean; `key` None asks a person.

    An empty `key` means that the value stands for nothing, such as a dash.
    """

    value: str
    count: int
    key: str | None
    confidence: float


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in SAME.strip().splitlines():
        field, _colon, text = line.partition(":")
        members = text.split()
        table = found.setdefault(field, {})
        for word in members:
            table.setdefault(header_key(word), header_key(members[0]))
    return found


def match_choices(
    values: Iterable[str] | Mapping[str, int], choices: Sequence[tuple[str, Sequence[str]]], field: str = ""
) -> list[ChoiceMatch]:
    """One match per different value, the most frequent first. `choices` are keys with their labels in all languages.

    `field` is the name of the field, with or without object; it brings the words that mean the same there.
    """
    counted = Counter(dict(values) if isinstance(values, Mapping) else None)
    if not isinstance(values, Mapping):
        counted.update(value.strip() for value in values)
    classes = _classes().get(field.rpartition(".")[2], {})
    exact = {header_key(word): key for key, labels in choices for word in (key, *labels) if header_key(word)}
    means = {classes[word]: key for word, key in exact.items() if word in classes}
    return [_match(value, count, exact, means, classes) for value, count in counted.most_common() if value.strip()]


def _match(
    value: str, count: int, exact: Mapping[str, str], means: Mapping[str, str], classes: Mapping[str, str]
) -> ChoiceMatch:
    whole = header_key(value)
    if not whole or (whole not in exact and is_empty(value)):
        return ChoiceMatch(value, count, "", 0.95)
    doubt = 0.25 if value.strip().endswith(("?", "？")) else 0.0
    bare = NOISE.sub("", whole)
    for sure, key in ((1.0, whole), (0.97, bare)):
        if key in exact:
            return ChoiceMatch(value, count, exact[key], sure - doubt)
    for sure, key in ((0.92, whole), (0.9, bare)):
        if key in classes and classes[key] in means:
            return ChoiceMatch(value, count, means[classes[key]], sure - doubt)
    inside = {choice for word, choice in exact.items() if len(word) >= 2 and word in whole}
    if len(inside) == 1:
        return ChoiceMatch(value, count, inside.pop(), 0.7 - doubt)
    return ChoiceMatch(value, count, None, 0.0)


RANKS: tuple[tuple[str, tuple[str, ...]], ...] = (("特A", ()), ("A", ()), ("B", ()), ("C", ()), ("仮", ()))


@lru_cache(maxsize=10_000)
def rank_of(value: str) -> str:
    """特A, A, B, C or 仮 as a rank cell means it, nothing when it means none."""
    found = match_choices([value], RANKS, "rank")
    return (found[0].key or "") if found else ""
