#!/usr/bin/env python3
"""The lab is ended a hundred times, by a signal it can catch and by one that
nobody can, at moments drawn at random: nothing that it started goes on.

This process is its descendants' reaper, so it sees each of them end, and how. A
moment is no promise: whatever it finds the lab at, the same must hold."""

import ctypes
import os
import random
import signal
import subprocess
import sys
import time
import unittest

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_PATIENCE = 30  # seconds, in which an orphan must have ended

_LAB = sys.argv.pop(1)


def is_program(words):
    """It has become what it was forked for."""
    return words[0] != _LAB


def counts_to_1000(words):
    return words[-1] == "1000"


# What runs long, and how its child of interest is told from the others by its
# arguments: a forced run is a child each, the free ones are one, told how many.
_COMMANDS = {
    "forced": (("replay", "--counter=racy_split", "--times=1000000"), is_program),
    "free": (("replay", "--counter=racy_split", "--times=1000", "--free"), counts_to_1000),
    "bench": (("bench", "--counters=fetch_add_relaxed_64", "--threads=2", "--quick"), is_program),
}
_SIGNALS = (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM, signal.SIGINT)


def start(command):
    return subprocess.Popen(
        [_LAB, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def children_of(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def words_of(process):
    with open(f"/proc/{process}/cmdline", "rb") as file:
        return file.read().decode().split("\0")[:-1]


def await_child(process, is_meant):
    """Until it has one with such arguments: what is then ended has something to
    leave behind."""
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        for child in children_of(process):
            try:
                words = words_of(child)
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended
            if words and is_meant(words):
                return
    raise AssertionError("it ended, and had no such child")


def reap():
    """The statuses of all orphans, once they have ended; None if one goes on."""
    statuses = []
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            process, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return statuses
        if process:
            statuses.append(status)
    return None


class Leftovers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0) == 0
        cls.seed = int(os.environ.get("TEST_RANDOM_SEED", "1"))
        cls.moments = random.Random(cls.seed)

    def end(self, lab, sent):
        """Ends it; returns how what it left ended."""
        lab.send_signal(sent)
        lab.wait()
        statuses = reap()
        if statuses is None:
            self.fail(f"something goes on after {sent.name}: {children_of(os.getpid())}")
        return statuses

    def killed(self, statuses):
        return [s for s in statuses if os.WIFSIGNALED(s) and os.WTERMSIG(s) == signal.SIGKILL]

    def test_what_it_had_begun_is_killed_with_it(self):
        for name, (command, is_meant) in _COMMANDS.items():
            for sent in (signal.SIGKILL, signal.SIGSEGV):
                with self.subTest(command=name, sent=sent.name):
                    lab = start(command)
                    await_child(lab.pid, is_meant)
                    self.assertEqual(len(self.killed(self.end(lab, sent))), 1)

    def test_nothing_goes_on_whenever_it_ends(self):
        commands = [command for command, _ in _COMMANDS.values()]
        for turn in range(100):
            command = commands[turn % len(commands)]
            sent = self.moments.choice(_SIGNALS)
            moment = self.moments.uniform(0, 0.2)
            with self.subTest(turn=turn, seed=self.seed, sent=sent.name, moment=moment):
                lab = start(command)
                try:
                    lab.wait(timeout=moment)
                except subprocess.TimeoutExpired:
                    pass
                self.end(lab, sent)


if __name__ == "__main__":
    unittest.main()
