"""Whole numbers in Vietnamese words, as papers about money write them out beside the figures.

The words follow the northern spelling of accounts: linh, nghìn, tỷ; mốt, tư and lăm after tens.
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
BILLION = 10**9


def in_words(number):
    """1.005.000 as "một triệu không trăm linh năm nghìn"; below zero with "âm" before it."""
    if number < 0:
        return f"âm {in_words(-number)}"
    return " ".join(_words(number)) or DIGITS[0]


def dong_in_words(amount):
    """A sum as papers write it out, "Mười triệu đồng chẵn": even when it ends in whole thousands."""
    words = f"{in_words(amount)} đồng"
    even = " chẵn" if amount and amount % 1000 == 0 else ""
    return words[0].upper() + words[1:] + even


def _words(number, is_after=False):
    """The words of a number, none for 0. `is_after` something bigger its hundreds are always said."""
    billions, rest = divmod(number, BILLION)
    if billions:
        return [*_words(billions, is_after), "tỷ", *_words(rest, is_after=True)]
    said = []
    for power, name in ((10**6, ["triệu"]), (1000, ["nghìn"]), (1, [])):
        group, rest = divmod(rest, power)
        if group:
            said += [*_group(group, is_after or bool(said)), *name]
    return said


def _group(number, is_after):
    """1 to 999; after something bigger "không trăm" holds the place of the hundreds."""
    hundreds, rest = divmod(number, 100)
    if hundreds or is_after:
        return [DIGITS[hundreds], "trăm", *_under_hundred(rest, is_after=True)]
    return _under_hundred(rest, is_after=False)


def _under_hundred(number, is_after):
    """0 to 99; after hundreds "linh" holds the place of the tens."""
    tens, ones = divmod(number, 10)
    if not tens:
        return [*(["linh"] if is_after else []), DIGITS[ones]] if ones else []
    if tens == 1:
        return ["mười", *([AFTER_TENS[ones] if ones == 5 else DIGITS[ones]] if ones else [])]
    return [DIGITS[tens], "mươi", *([AFTER_TENS.get(ones, DIGITS[ones])] if ones else [])]
