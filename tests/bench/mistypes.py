"""Names as people mistype them: Telex not finished, two letters swapped, one missing."""

import random
import unicodedata

from ocop_portal.core.text import fold

TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
TELEX_MARKS = {"\u0306": "w", "\u031b": "w"}


def mistyped(names, count):
    """Return `count` different mistypes of the names, the same every time."""
    dice, found = random.Random(60), {}
    while len(found) < count:
        word = dice.choice((telex, swapped, missing))
        found[word(dice.choice(names), dice)] = True
    return list(found)


def telex(name, _dice):
    """ "Mật ong" as its keys: "maatj ong"."""
    return " ".join(map(_keys, name.lower().replace("đ", "dd").split()))


def _keys(word):
    letters, tone = [], ""
    for sign in unicodedata.normalize("NFD", word):
        if sign == "\u0302":
            letters.append(letters[-1])
        elif unicodedata.combining(sign):
            tone += TELEX_TONES.get(sign, "")
            letters.append(TELEX_MARKS.get(sign, ""))
        else:
            letters.append(sign)
    return "".join(letters) + tone


def swapped(name, dice):
    words, place = _parted(name, dice)
    word = words[place]
    at = dice.randrange(len(word) - 1)
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def missing(name, dice):
    words, place = _parted(name, dice)
    at = dice.randrange(1, len(words[place]))
    words[place] = words[place][:at] + words[place][at + 1 :]
    return " ".join(words)


def _parted(name, dice):
    """Return the words without marks and the place of one that has letters enough to get wrong."""
    words = fold(name).split()
    return words, dice.choice([place for place, word in enumerate(words) if len(word) > 2])
