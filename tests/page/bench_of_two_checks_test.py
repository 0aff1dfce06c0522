"""The own checks of the bench of two, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class BenchOfTwoChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["PAIR_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_a_bench_that_is_broken(self):
        self.notices(
            [
                ("const size = loop || update || 1;", "const size = 1;", "unitsArePartsAndKeepAll"),
                (
                    "return related && sameSource ? kRelatedWorth : 0;",
                    "return related ? kRelatedWorth : 0;",
                    "whatIsNotAlikeStandsAlone",
                ),
                ("if (free || overwritten) this.bind", "this.bind", "overwrittenRegistersMayBeOthers"),
                ("left.width !== right.width", "false", "registersAreRenamedApart"),
                (" && left.order === right.order ?", " ?", "anotherOrderIsADifference"),
                ("history.pushState(null, '', linkTo(this.shown));", "", "bothSidesAreShown"),
                ("to.focus();", "", "meaningsAreShown"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
            ]
        )
