"""The stepper's own checks, which run in the page and tell by its title."""

import os
import pathlib

from tests.page.pages import PageTest


class StepperChecksTest(PageTest):
    def title_of(self, page):
        self.browser.open(page.resolve().as_uri())
        self.browser.wait_until("document.title !== 'not run'")
        return self.browser.run("return document.title")

    def checks(self):
        return pathlib.Path(os.environ["STEPPER_CHECKS"])

    def mutant(self, old, new):
        text = self.checks().read_text()
        self.assertEqual(text.count(old), 1, f"where to break: {old}")
        page = pathlib.Path(self.folder, "mutant.html")
        page.write_text(text.replace(old, new))
        return page

    def test_they_pass(self):
        self.assertEqual(self.title_of(self.checks()), "passed")

    def test_they_notice_a_machine_that_is_broken(self):
        for old, new, check in (
            ("this.state = last.from;", "", "backUndoesEveryStep"),
            (
                "made.textContent = text",
                "made.innerHTML = text.replace('<img src=x onerror', '<img title')",
                "namesStayText",
            ),
            ("(stays ? now : later).push(", "now.push(", "waysHaveTheFewestSwitches"),
            ("button.disabled = true;", "", "buttonsAndKeysDrive"),
        ):
            with self.subTest(check):
                title = self.title_of(self.mutant(old, new))
                self.assertRegex(title, f"^FAILED {check}: ")
