"""What a mistyped search may have meant, worked out from the words that occur in the register.

Works the same on every database: the words are few (Vietnamese has some thousand syllables without marks), so
their neighbours are found in memory. Understood are unfinished Telex and VNI typing ("hoaf", "hoa2"), one
letter wrong, missing, doubled or swapped, and two words written as one.
"""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import heappop, heappush
from itertools import chain, islice
from time import monotonic
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from ocop_portal.core.text import begins, fold, name_norm, search_terms
from producers.models import Producer
from products.models import Product, SearchWord

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_WORD = 24
MOST_MEANINGS = 6  # of one word and one kind of mistake
SECONDS_KEPT = 300
MOST_READINGS = 40  # each is looked for in the register until one is there
AS_TYPED, UNFINISHED, ONE_LETTER, BOTH = range(4)
TELEX_TONE = re.compile(r"(?<=[aeiouy])([bcdghklmnpqtv]*)[sfrxj]+")
WORD, LETTERS_ONLY = re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_]+")
TELEX_DOUBLE = re.compile(r"(aa|ee|oo|dd)")


def meant(query):
    """Return the words of the register a query that finds nothing may have meant, with marks, or "".

    They are written as the first name that begins with them writes them, or each as it mostly is.
    """
    words, typed = vocabulary(), search_terms(query)
    terms = [_meanings(term, words) for term in typed]
    if not terms or not all(terms):
        return ""
    public = Product.objects.public()
    for reading in islice(_readings(terms), MOST_READINGS):
        name = public.filter(begins(" ".join(reading))).order_by("plain_key").values_list("name").first()
        if name:
            return " ".join(WORD.findall(name_norm(*name))[: len(" ".join(reading).split())])
        parts = (Q(search_text__contains=f" {meaning}") for meaning in reading)
        if reading != typed and public.filter(*parts).count():
            return " ".join(_shown(word, words) for meaning in reading for word in meaning.split())
    return ""


def _shown(word, words):
    return words[word].shown if word in words else word


def _readings(terms):
    """Yield one meaning of each term, together, those nearest to what was typed and most used first.

    Each term's meanings stand in that order, so the next best reading differs from one seen in one place.
    """
    ranked = [list(each.items()) for each in terms]

    def far(places):
        chosen = [meanings[place] for meanings, place in zip(ranked, places, strict=True)]
        return sum(cost for _meaning, cost in chosen), sum(places), places

    first = (0,) * len(ranked)
    waiting, seen = [far(first)], {first}
    while waiting:
        _cost, _sum, places = heappop(waiting)
        yield [meanings[place][0] for meanings, place in zip(ranked, places, strict=True)]
        for n, place in enumerate(places):
            following = (*places[:n], place + 1, *places[n + 1 :])
            if place + 1 < len(ranked[n]) and following not in seen:
                seen.add(following)
                heappush(waiting, far(following))


def _meanings(term, words):
    """Return {meaning: how far it is from the term}, the nearest and most used first."""
    found = {}
    if any(word.startswith(term) for word in words):
        found[term] = AS_TYPED
    finished = unfinished_typing(term)
    for known, cost in (
        ({finished} & words.keys(), UNFINISHED),
        (neighbours(term) & words.keys(), ONE_LETTER),
        (_two_words(term, words), ONE_LETTER),
        (neighbours(finished) & words.keys() if finished != term else (), BOTH),
    ):
        for meaning in sorted(known, key=lambda each: words[each.split()[0]].place)[:MOST_MEANINGS]:
            found.setdefault(meaning, cost)
    return found


def unfinished_typing(term):
    """Take the keys of Telex and VNI out of a folded word: "nguwowif" is "nguoi", "vang2" is "vang"."""
    letters = re.sub(r"(?<=[a-z])\d+", "", term).replace("w", "")
    return TELEX_TONE.sub(r"\1", TELEX_DOUBLE.sub(lambda found: found[1][0], letters))


def neighbours(word):
    """Return every text one letter away: one missing, too many, another, or two swapped."""
    word = word[:LONGEST_WORD]
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return set(
        chain(
            (left + right[1:] for left, right in halves if right),
            (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1),
            (left + letter + right[1:] for left, right in halves if right for letter in LETTERS),
            (left + letter + right for left, right in halves for letter in LETTERS),
        )
    ) - {word, ""}


def _two_words(term, words):
    pairs = ((term[:n], term[n:]) for n in range(1, len(term)))
    return [f"{one} {two}" for one, two in pairs if one in words and two in words]


# The words of the register


class Known(NamedTuple):
    """A word as it is written, and its place among all: 0 is the most frequent."""

    shown: str
    place: int


def vocabulary():
    """Return {word without marks: Known} of names in the register, as they were up to five minutes ago."""
    return _vocabulary(int(monotonic() // SECONDS_KEPT))


@lru_cache(maxsize=1)  # in the memory of the process: it is read whole for each mistyped search
def _vocabulary(_stretch_of_time):
    spelled = SearchWord.objects.order_by("-uses", "word").values_list("word", "shown")
    return {word: Known(shown, place) for place, (word, shown) in enumerate(spelled)}


@transaction.atomic
def collect_words():
    """Write the words of all public names anew, numbers left out; return how many there are."""
    spellings = defaultdict(Counter)
    names = Product.objects.public().values_list("name", flat=True).iterator()
    makers = Producer.objects.filter(products__certified_from__isnull=False).distinct()
    for name in chain(names, makers.values_list("name", flat=True).iterator()):
        for written in LETTERS_ONLY.findall(name_norm(name)):
            spellings[fold(written)[:40]][written[:40]] += 1
    SearchWord.objects.all().delete()
    rows = [_word(word, counts) for word, counts in spellings.items() if word]
    SearchWord.objects.bulk_create(rows, batch_size=1000)
    transaction.on_commit(_vocabulary.cache_clear)
    return len(rows)


def _word(word, counts):
    return SearchWord(word=word, shown=counts.most_common(1)[0][0], uses=sum(counts.values()))
