"""The glossary's own checks, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import ChecksTest


class GlossaryChecksTest(ChecksTest):
    checks = pathlib.Path(os.environ["GLOSSARY_CHECKS"])

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks), "passed")

    def test_they_notice_a_glossary_that_is_broken(self):
        self.notices(
            [
                ("found.length > 0", "true", "onlyWhatOccursIsListed"),
                (".every((word) => said.includes(word))", ".length > 0", "wishesKeepEntries"),
                ("#glossary=${encodeURIComponent(words)}", "#glossary=${words}", "linksGoBothWays"),
                ("new Set([mnemonic.textContent, whole])", "[mnemonic.textContent]", "itListsMeaningsAndPlaces"),
                ("this.part('words').value = words;", "", "wordsSiftAndHaveALink"),
                (
                    "made.textContent = text",
                    "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                    "namesStayText",
                ),
            ]
        )
