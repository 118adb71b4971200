"""What a mistyped search may have meant, worked out from the words that occur in the register.

Works the same on every database: the words are few (Vietnamese has some thousand syllables without marks), so
their neighbours are found in memory. Understood are unfinished Telex and VNI typing ("hoaf", "hoa2"), one
letter wrong, missing, doubled or swapped, and two words written as one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, groupby, pairwise
from operator import itemgetter
from time import monotonic
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, Q

from ocop_portal.core.question import Given, Question
from ocop_portal.core.text import fold, name_norm, search_terms, stretch
from producers.models import Producer
from products.models import Product, SearchWord

MOST_LETTERS = 24
MOST_MEANINGS = 30  # of one word and one kind of mistake
SECONDS_KEPT = 300
MOST_READINGS = 12  # each is looked for in the register until one is there
FIRST, AFTER = Given("first", CharField()), Given("after", CharField())
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
    likely = (found for found in _readings(terms, words) if found[-1] != typed)
    for _far, alike in groupby(likely, key=itemgetter(0)):
        readings = [reading for _far, _places, reading in alike]
        found = _beginning(readings) or _anywhere(readings, words)
        if found:
            return found
    return ""


def _beginning(readings):
    """Return the first reading that begins a name, as the name writes it."""
    for words in map(" ".join, readings):
        first, after = stretch(words)
        for name in _first_name.ask(first=first, after=after):
            return " ".join(WORD.findall(name_norm(name))[: len(words.split())])
    return ""


@Question
def _first_name():
    begun = Product.objects.public().filter(plain_key__gte=FIRST, plain_key__lt=AFTER)
    return begun.order_by("plain_key").values_list("name", flat=True)[:1]


def _anywhere(readings, words):
    """Return the first reading that search finds, each word as it is mostly written."""
    for reading in readings:
        side_by_side = (Q(search_text__contains=f" {meaning}") for meaning in reading if " " in meaning)
        found = Product.objects.public().search(" ".join(reading)).filter(*side_by_side)
        if found.count():  # quicker than asking for any: it takes the index
            return " ".join(_shown(word, words) for meaning in reading for word in meaning.split())
    return ""


def _shown(word, words):
    return words[word].shown if word in words else word


def _readings(terms, words):
    """Return the likeliest readings as (how far, sum of places, one meaning of each term), the nearest first.

    Each step off what was typed makes a reading farther, and so do two words that no name has side by side.
    Of readings as far the one of more frequent meanings comes first.
    """
    readings = [(far, place, [meaning]) for place, (meaning, far) in enumerate(terms[0].items())]
    for meanings in terms[1:]:
        longer = (
            (far + cost + (not _follows(meaning, cost, seen)), places + place, [*reading, meaning])
            for far, places, reading in readings
            for seen in [_followers(reading[-1], words)]
            for place, (meaning, cost) in enumerate(meanings.items())
        )
        readings = nsmallest(MOST_READINGS, longer)
    return readings


def _followers(meaning, words):
    last = meaning.rpartition(" ")[2]
    return words[last].followers if last in words else ()


def _follows(meaning, cost, seen):
    """Tell whether a name has the meaning after the word before; as typed it may be cut short."""
    if cost == AS_TYPED:
        return meaning in seen or any(word.startswith(meaning) for word in seen)
    return meaning.partition(" ")[0] in seen


def _meanings(term, words):
    """Return {meaning: how far it is from the term}, the nearest and most used first."""
    found = {}
    if words.begin_with(term):
        found[term] = AS_TYPED
    finished = unfinished_typing(term)
    for known, cost in (
        ({finished} & words.keys(), UNFINISHED),
        (words.beside(term), ONE_LETTER),
        (_two_words(term, words), ONE_LETTER),
        (words.beside(finished) if finished != term else (), BOTH),
    ):
        for meaning in sorted(known, key=lambda each: words[each.split()[0]].place)[:MOST_MEANINGS]:
            found.setdefault(meaning, cost)
    return found


def unfinished_typing(term):
    """Take the keys of Telex and VNI out of a folded word: "nguwowif" is "nguoi", "vang2" is "vang"."""
    letters = re.sub(r"(?<=[a-z])\d+", "", term).replace("w", "")
    return TELEX_TONE.sub(r"\1", TELEX_DOUBLE.sub(lambda found: found[1][0], letters))


def one_letter_apart(one, other):
    """Tell whether one letter is missing, too many, another, or two side by side are swapped."""
    shorter, longer = sorted((one, other), key=len)
    same = next((n for n, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), len(shorter))
    left, right = shorter[same:], longer[same:]
    if len(left) < len(right):
        return left == right[1:]
    swapped = right[1::-1] + right[2:]
    return one != other and (left[1:] == right[1:] or left == swapped)


def _with_less(word):
    """Return a word and what is left of it without one letter: words one letter apart share one of these."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _two_words(term, words):
    pairs = ((term[:n], term[n:]) for n in range(1, len(term)))
    return [f"{one} {two}" for one, two in pairs if one in words and two in words]


# The words of the register


class Known(NamedTuple):
    """A word as it is written, its place among all (0: the most frequent) and the words after it in names."""

    shown: str
    place: int
    followers: frozenset


class Vocabulary(dict):
    """{word without marks: Known}, in which words are found that are typed in part or almost."""

    def __init__(self, known):
        super().__init__(known)
        self.inorder, self.by_less = sorted(self), defaultdict(set)
        for word in self:
            for less in _with_less(word):
                self.by_less[less].add(word)

    def begin_with(self, letters):
        """Tell whether any word begins so."""
        first = bisect_left(self.inorder, letters)
        return first < len(self) and self.inorder[first].startswith(letters)

    def beside(self, word):
        """Return the words one letter away from a word."""
        word = word[:MOST_LETTERS]
        near = set().union(*(self.by_less.get(less, ()) for less in _with_less(word)))
        return {other for other in near if one_letter_apart(word, other)}


def vocabulary():
    """Return the `Vocabulary` of names in the register, as they were up to five minutes ago."""
    return _vocabulary(int(monotonic() // SECONDS_KEPT))


@lru_cache(maxsize=1)  # in the memory of the process: it is read whole for each mistyped search
def _vocabulary(_stretch_of_time):
    told = SearchWord.objects.order_by("-uses", "word").values_list("word", "shown", "followers")
    return Vocabulary(
        (word, Known(shown, place, frozenset(followers)))
        for place, (word, shown, followers) in enumerate(told)
    )


@transaction.atomic
def collect_words():
    """Write the words of all public names anew, numbers left out; return how many there are."""
    spellings, followers = defaultdict(Counter), defaultdict(set)
    names = Product.objects.public().values_list("name", flat=True).iterator()
    makers = Producer.objects.filter(products__certified_from__isnull=False).distinct()
    for name in chain(names, makers.values_list("name", flat=True).iterator()):
        written = [word[:40] for word in LETTERS_ONLY.findall(name_norm(name))]
        plain = [fold(word)[:40] for word in written]
        for word, folded in zip(written, plain, strict=True):
            spellings[folded][word] += 1
        for one, other in pairwise(plain):
            followers[one].add(other)
    SearchWord.objects.all().delete()
    rows = [_word(word, counts, followers[word]) for word, counts in spellings.items() if word]
    SearchWord.objects.bulk_create(rows, batch_size=1000)
    transaction.on_commit(_vocabulary.cache_clear)
    return len(rows)


def _word(word, counts, followers):
    shown = counts.most_common(1)[0][0]
    return SearchWord(word=word, shown=shown, uses=sum(counts.values()), followers=sorted(followers))
