"""The stepper's own checks, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class StepperChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["STEPPER_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_a_machine_that_is_broken(self):
        self.notices(
            [
                ("this.state = last.from;", "", "backUndoesEveryStep"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
                ("(stays ? now : later).push(", "now.push(", "waysHaveTheFewestSwitches"),
                ("button.disabled = true;", "", "buttonsAndKeysDrive"),
            ]
        )
