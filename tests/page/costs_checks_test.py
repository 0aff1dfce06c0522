"""The own checks of the curves of costs, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class CostsChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["COSTS_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_curves_that_are_broken(self):
        self.notices(
            [
                ("value > 0 ? value : null", "value", "costsBecomeCurves"),
                ("floor: ({toFloor}) => 1 / toFloor", "floor: () => 1", "linesStandWhereTheyBelong"),
                ("other) - last(one) ||", "other) * 0 ||", "firstChoiceIsFromAllOverTheRange"),
                ("below - height)", "below)", "labelsKeepApart"),
                ("Math.max(3 - whole, 0)", "3 - whole + 1", "numbersHaveThreeDigits"),
                ("words.getAll('counter')", "[]", "linksNameWhatIsDrawn"),
                ("this.read(Math.min(", "(Math.min(", "arrowsReadAnotherNumberOfThreads"),
                ("const {ns, toFloor} = isFloor", "const {ns, toFloor} = !isFloor",
                 "theTableHasTheChosenAndTheTwo"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
            ]
        )
