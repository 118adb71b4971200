"""How long a council's result takes, measured against the least work that could give its sums.

The floor adds the points of every card and nothing else: no check of the cards, no minima, no exact
mean. Both run in the same process, in turns, and the best of the rounds counts, so the ratio says
something about the code and little about the machine.
"""

import random
import time

import django
from django.conf import settings

from evaluations import scoring, sheets

MEMBERS = 9
COUNCILS = 200
ROUNDS = 7


def some_card(sheet, dice):
    return {criterion.code: dice.randrange(len(criterion.options)) for criterion in sheet.criteria}


def floor(points, councils):
    return [[sum(points[code][mark] for code, mark in card.items()) for card in cards] for cards in councils]


def results(sheet, councils):
    return [scoring.evaluate(sheet, cards) for cards in councils]


def seconds(work, *arguments):
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def main():
    settings.configure(USE_I18N=False)
    django.setup()
    sheet = sheets.load_sheet("QD26", 1).sheet
    dice = random.Random(26)
    councils = [[some_card(sheet, dice) for _ in range(MEMBERS)] for _ in range(COUNCILS)]
    points = {each.code: [option.points for option in each.options] for each in sheet.criteria}
    sums = [[card.total for card in result.cards] for result in results(sheet, councils)]
    assert sums == floor(points, councils), "the floor and the scoring disagree"
    rounds = [(seconds(floor, points, councils), seconds(results, sheet, councils)) for _ in range(ROUNDS)]
    least, taken = (min(column) / COUNCILS * 1000 for column in zip(*rounds, strict=True))
    print(f"Result of {MEMBERS} cards on a sheet of {len(sheet.criteria)} criteria, best of {ROUNDS} rounds")
    print(f"  floor (bare sums)   {least:8.3f} ms")
    print(f"  scoring.evaluate    {taken:8.3f} ms   {taken / least:.1f} x the floor")


if __name__ == "__main__":
    main()
