"""The atlas' own checks, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class AtlasChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["ATLAS_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_an_atlas_that_is_broken(self):
        self.notices(
            [
                ("['level', 'compiler'].every(", "['level', 'compiler'].some(", "wishesChooseColumns"),
                ("['results', 'widths', 'orders'].reduce", "['orders'].reduce", "linesBecomeFewRows"),
                ("wish.only === '' ? rows : different", "rows", "onlyWhatDiffersIsKept"),
                ("width === 2 * last[1]", "true", "wordsAreShort"),
                ("&${key}=${word(value)}", "&${key}=${value}x", "linksGoBothWays"),
                ("columns[0]?.compiler ?? ''", "nope ?? ''", "itStartsWithOneOperationOfOneCompiler"),
                ("text: '= same'", "text: ''", "differencesHaveAMarkAndAWord"),
                ("this.orNothing(name, wish[name])", "wish[name]", "aLinkShowsItsTable"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
            ]
        )
