"""Vietnamese text made comparable: one folding for search, one key for dictionary order.

Both are computed in Python and stored, so SQLite and PostgreSQL find and order the same rows
without an extension or a collation.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.models import Q

MAX_QUERY_LENGTH = 200
MAX_TERMS = 12
LONGEST_WORD = 120
MAX_SORTED_LENGTH = 120

# Spellings in use side by side that losing the marks cannot join: "Kỳ/Kì", "Quy/Qui", "Đắk Lắk/Đắc Lắc".
LONE_I = re.compile(r"\b(?:qui|[hklmstv]?i\b)")
LONE_Y = re.compile(r"\b(?:quy|[hklmstv]?y\b)")
DAK_LAK = re.compile(r"\b(?:dak|lak)\b")
DAC_LAC = re.compile(r"\bdac (?:lac|nong)\b")
OTHER_SPELLINGS = (
    lambda folded: LONE_I.sub(lambda found: found[0].replace("i", "y"), folded),
    lambda folded: LONE_Y.sub(lambda found: found[0].replace("y", "i"), folded),
    lambda folded: DAK_LAK.sub(lambda found: found[0].replace("k", "c"), folded),
    lambda folded: DAC_LAC.sub(lambda found: found[0].replace("dac", "dak").replace("lac", "lak"), folded),
    lambda folded: folded.replace("ho chi minh", "hcm tphcm"),
    lambda folded: re.sub(r"\bbac can\b", "bac kan", folded),
    lambda folded: re.sub(r"\bbac kan\b", "bac can", folded),
)

# Order of the International Components for Unicode: signs, then figures, then letters.
SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
SIGN_CODES = "0123456789abcdefghijklmnopqrstuvwxyz"
TYPOGRAPHIC = str.maketrans("–—‘’“”", "--''\"\"")
LETTERS_OF_THEIR_OWN = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
AFTER_ANY_KEY = "zzz"
NO_TONE, OTHER_MARK = "1", "7"
TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}


MARKS_OF_LATIN_LETTERS = dict.fromkeys(range(0x300, 0x370)) | {ord("đ"): "d"}
PLAIN_WORD = re.compile("[a-z0-9]+")
# Control signs but tab and line ends, halves of surrogate pairs, and what turns the direction of letters.
NEVER_STORED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean_text(value):
    """Return typed text as it may be stored: composed letters, nothing unseen that changes what is read."""
    return unicodedata.normalize("NFC", NEVER_STORED.sub("", str(value or "")))


def fold(text):
    """Return lower-case letters without marks and figures, in words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).casefold()
    plain = decomposed.translate(MARKS_OF_LATIN_LETTERS)
    if plain.isascii():  # every Vietnamese text; what follows is for the letters of other scripts
        return " ".join(PLAIN_WORD.findall(plain))
    letters = (char for char in plain if unicodedata.category(char)[0] != "M")
    spaced = (char if char.isalnum() else " " for char in letters)
    return " ".join("".join(spaced).split())


def hyphened(text):
    """Return the words of a text without marks as a part of an address: "mat-ong-rung"."""
    return "-".join(PLAIN_WORD.findall(fold(text)))


def name_norm(text):
    """Return the name in lower case with its marks, for telling "trà" from "tra" when ranking."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def spellings(folded):
    """Return a folded text followed by its other accepted spellings."""
    return list(dict.fromkeys([folded, *(spelled(folded) for spelled in OTHER_SPELLINGS)]))


@lru_cache(maxsize=2048)
def _spelled(part):
    return spellings(searched(part))


def search_text(*parts):
    """Return what a search column stores: the folded parts, then their other spellings.

    Every word has a space before it, so " " + the beginning of a word finds it; two spaces part
    the parts, so " " + a whole part + "  " finds exactly that part.
    """
    folded = [_spelled(str(part)) for part in parts if part]
    first = [names[0] for names in folded if names[0]]
    others = [name for names in folded for name in names[1:]]
    return f" {'  '.join(first + others)} "


def search_terms(query):
    """Return the words a query asks for, as `search_text` holds them."""
    return searched(clean_text(query)[:MAX_QUERY_LENGTH]).split()[:MAX_TERMS]


def searched(text):
    """Return a text folded as `search_text` holds it: no word is longer than an index takes."""
    folded = fold(text)
    return " ".join(word[:LONGEST_WORD] for word in folded.split()) if len(folded) > LONGEST_WORD else folded


def sort_key(text):
    """Return a key of [a-z0-9] that puts names in Vietnamese dictionary order under any collation.

    Letters decide first (ă, â, đ, ê, ô, ơ, ư are letters of their own), then tones, then capitals:
    the order of the collation "vi-x-icu".
    """
    letters, tones, capitals = [], [], []
    for base, marks in _letters_with_marks(" ".join(text.translate(TYPOGRAPHIC).split())[:MAX_SORTED_LENGTH]):
        letters.append(_letter_code(base, marks))
        tones.append(_tone(marks))
        capitals.append("2" if base.isupper() else "1")
    return f"{''.join(letters)}00{''.join(tones).rstrip('1')}0{''.join(capitals).rstrip('1')}"


def plain_key(text):
    """Return a key of [a-z0-9] that puts texts in the order of their letters without marks.

    The key of "mat o" begins those of "Mật ong" and "Mát ở".
    """
    return "".join(_letter_code(letter, ()) for letter in fold(text))


def begins(text):
    """Return the filter of rows whose `plain_key` begins with that of a text: a stretch of an index."""
    first, after = stretch(text)
    return Q(plain_key__gte=first, plain_key__lt=after)


def stretch(text):
    """Return the first `plain_key` that begins with that of a text, and the first one after all of them."""
    key = plain_key(text)
    return key, key + AFTER_ANY_KEY


def _letters_with_marks(text):
    """Split into pairs of a base letter and its marks; a horn or circumflex stays with the letter."""
    pairs = []
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(char):
            if pairs:
                pairs[-1][1].append(char)
        else:
            pairs.append((char, []))
    return pairs


def _letter_code(base, marks):
    letter = base.lower()
    for mark in marks:
        own = LETTERS_OF_THEIR_OWN.get(unicodedata.normalize("NFC", letter + mark))
        if own:
            return own
    if letter in LETTERS_OF_THEIR_OWN:
        return LETTERS_OF_THEIR_OWN[letter]
    if "a" <= letter <= "z":
        return f"{letter}0"
    if letter.isdecimal() and letter.isascii():
        return f"1{letter}"
    if letter == " ":
        return "01"
    if letter in SIGNS:
        return f"0{SIGN_CODES[SIGNS.index(letter) + 2]}"
    return f"zz{ord(base):06x}"


def _tone(marks):
    for mark in marks:
        if mark in TONES:
            return TONES[mark]
    return NO_TONE if all(mark in "\u0302\u0306\u031b" for mark in marks) else OTHER_MARK
