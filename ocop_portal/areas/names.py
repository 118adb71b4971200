"""How administrative units are named: a word for their kind, then their own name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ocop_portal.core.text import MAX_QUERY_LENGTH, clean_text, fold, search_terms, sort_key

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "quận", "huyện", "tỉnh", "xã")
LEADING_KIND = re.compile(rf"({'|'.join(KINDS)})\s+(?=\S)", re.IGNORECASE)

# Kind words in a query, each before the name it belongs to. Without marks only those are taken for
# a kind that cannot be a name: "quan son" is Quan Sơn, "tinh bien" is Tịnh Biên.
UNMARKED_KINDS = ("thanh pho", "thi tran", "thi xa", "dac khu", "huyen")
SHORT_KINDS = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "h": "huyen", "q": "quan", "p": "phuong"}
KIND_IN_QUERY = re.compile(
    rf"\b(?:({'|'.join(KINDS + UNMARKED_KINDS)})\s+|({'|'.join(SHORT_KINDS)})(?:\.\s*|\s+))(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PlaceQuery:
    """What somebody typed to find a place: the kind and name of the first unit, and all the words."""

    kind: str
    name: str
    words: str


@lru_cache(maxsize=16_384)  # as many as there are units, old and new
def split_kind(name):
    """Split "Huyện Lục Ngạn" into the kind in lower case and the unit's own name."""
    found = LEADING_KIND.match(name)
    return (found[1].lower(), name[found.end() :]) if found else ("", name)


def place_name(*names):
    """Name a unit and one it lies in as they stand inside a sentence: "xã Hồng Giang, tỉnh Bắc Giang"."""
    return ", ".join(f"{kind} {own}".strip() for kind, own in map(split_kind, filter(None, names)))


def place_sort_key(name):
    """Order units by their own name; wards that are only numbered count 1, 2, 10."""
    own = split_kind(name)[1]
    return sort_key(own.zfill(2) if own.isdecimal() else own)


def read_place_query(query):
    """Take the kind words out of "xã Hồng Giang, huyện Lục Ngạn": a wrong or missing one does no harm."""
    typed = clean_text(query)[:MAX_QUERY_LENGTH]
    first = KIND_IN_QUERY.match(typed.lstrip(" ,"))
    names = KIND_IN_QUERY.sub(",", typed)
    return PlaceQuery(
        kind=_kind(first) if first else "",
        name=next((fold(part) for part in names.split(",") if fold(part)), ""),
        words=" ".join(search_terms(names)),
    )


def _kind(found):
    return fold(found[1]) if found[1] else SHORT_KINDS[found[2].lower()]
