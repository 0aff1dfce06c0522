"""The matrix's own checks, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class MatrixChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["MATRIX_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_a_matrix_that_is_broken(self):
        self.notices(
            [
                ("target === '' || cell.target === target", "true", "wishesKeepWhatFulfilsThem"),
                ("direction * compare(", "compare(", "rowsAreSortedAndStay"),
                ("cell.level !== level || ", "", "equalCellsOfALevelAreOne"),
                ("isApart ? kApart", "false ? kApart", "equalCellsComeApart"),
                ("if (location.hash !== kApart) return", "return", "aLinkSetsCellsApart"),
                ("group.colSpan = Math.max(shown, 1);", "", "columnsAndTheirHeadsAreHidden"),
                ("other.removeAttribute('aria-sort')", "other.lang", "headsSortAndSayHow"),
                ("fold.open = true;", "", "linksOpenAListing"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
            ]
        )
