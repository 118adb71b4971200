"""Product codes: reading every spelling of them. New ones are given by `numbering`.

4 blocks `(province)-(commune)-(number)-(year)` since Decision 26/2026 (Annex II); 5 blocks with the district
before. Both forms, with dash or slash or spaces, in any case, name the same product forever.
"""

import re

SEPARATORS = re.compile(r"[\s/\-‐-―._]+")
LONGEST = 60


def canonical(text):
    """Return the one spelling of a product code, or None when the text is no code.

    Blocks are padded to their official width (province 2, district 3, commune 5); the number loses its
    leading zeros.
    """
    blocks = [block for block in SEPARATORS.split(str(text)[:LONGEST].strip()) if block]
    if len(blocks) not in (4, 5) or not all(block.isascii() and block.isdecimal() for block in blocks):
        return None
    widths = (2, 5) if len(blocks) == 4 else (2, 3, 5)
    *units, number, year = blocks
    if any(len(block) > width for block, width in zip(units, widths, strict=True)):
        return None
    if len(year) != 4 or not 1 <= int(number) <= 99999:
        return None
    return "-".join([*(b.zfill(w) for b, w in zip(units, widths, strict=True)), str(int(number)), year])


def build(unit_codes, number, year):
    """Return the code of the number-th product of a year; `unit_codes` run from the province down."""
    return canonical("-".join([*unit_codes, str(number), str(year)]))
