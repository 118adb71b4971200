"""Runs `send_reminders` again and again, three at a time, and kills every one of them with SIGKILL.

A program of its own: python -m tests.evaluations.kill_drill SEED KILLS DAY. Two of three kill themselves at
a line of our code that the seed chooses, so that any place between claim, delivery and mark is met; the third
is killed from outside after a time the seed chooses, in the middle of whatever it does. Prints how many were
killed and how many came to their end before.
"""

import io
import json
import os
import random
import signal
import sys
import time
from importlib import import_module

import django
from django.core.management import call_command

OURS = ("evaluations/reminders.py", "core/mail.py", "core/mail_folder.py", "core/write_once.py")
MEAN_LINES = 300
LONGEST = 0.6  # seconds
SMALL = 10  # products planned in one transaction: more places to be killed at


def die_at(line):
    """Kill this process when it is about to run that line of our code, counted from now."""
    left = line

    def count(frame, event, _argument):
        nonlocal left
        left -= event == "line"
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(lambda frame, _event, _argument: count if frame.f_code.co_filename.endswith(OURS) else None)


def child(day, line):
    """Start `send_reminders` in a process of its own and return its number."""
    from_here = os.fork()
    if from_here:
        return from_here
    try:
        if line:
            die_at(line)
        call_command("send_reminders", f"--on={day}", stdout=io.StringIO())
    finally:
        os._exit(0)


def three(day, dice):
    """Run three at once; return how many were killed."""
    lines = [1 + int(dice.expovariate(1 / MEAN_LINES)) for _each in range(2)]
    numbers = [child(day, line) for line in (*lines, 0)]
    time.sleep(dice.uniform(0, LONGEST))
    os.kill(numbers[-1], signal.SIGKILL)
    return sum(os.WIFSIGNALED(os.waitpid(number, 0)[1]) for number in numbers)


def main(seed, kills, day):
    dice, killed, runs = random.Random(seed), 0, 0
    while killed < kills and runs < kills * 6:
        killed += three(day, dice)
        runs += 3
    print(json.dumps({"killed": killed, "finished": runs - killed}))


if __name__ == "__main__":
    django.setup()
    import_module("evaluations.reminders").CHUNK = SMALL
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
