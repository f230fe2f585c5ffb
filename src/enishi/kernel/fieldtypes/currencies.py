"""Currencies: the codes and decimals of ISO 4217, and the marks people write."""

from __future__ import annotations

#: Codes in use. Source: ISO 4217 list one (SIX Financial Information), without funds, metals and test codes.
_LIST = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_LIST.split())

#: Minor unit where it is not 2. Source: the same list, column "minor unit".
DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"), 0),
    **dict.fromkeys(("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}

#: How an amount begins when it is shown; any other currency begins with its code.
SYMBOLS = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "CNY": "CN¥", "INR": "₹", "TWD": "NT$"}

#: What people write beside an amount, longest first.
MARKS = {
    "人民元": "CNY", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "ウォン": "KRW", "CN¥": "CNY",
    "US$": "USD", "NT$": "TWD", "ドル": "USD", "円": "JPY", "元": "CNY",
    "¥": "JPY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "$": "USD",
}  # fmt: skip

#: Currencies whose people write $ for their own.
DOLLARS = frozenset(("USD", "AUD", "CAD", "SGD", "HKD", "TWD", "NZD", "MXN"))


def decimals(code: str) -> int:
    """How many decimals amounts of this currency have."""
    return DECIMALS.get(code, 2)


def meant(mark: str, home: str) -> str:
    """The currency a mark stands for where `home` is the workspace's: ¥ and $ each mean several."""
    if mark == "$" and home in DOLLARS:
        return home
    if mark == "¥" and home == "CNY":
        return home
    return MARKS[mark]
