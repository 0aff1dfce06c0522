"""A reader looks operations up in the atlas of the lab's own page."""

from tests.page.pages import LabPageTest
from tests.page.webdriver import TAB


class AtlasTest(LabPageTest):
    def show(self, link=""):
        self.show_view("atlas", link)

    def rows(self):
        return self.browser.run(
            "return [...document.querySelectorAll('#atlas tbody tr')]"
            ".map(row => [...row.cells].map(cell => cell.textContent))"
        )

    def heads(self):
        return self.browser.run(
            "return [...document.querySelectorAll('#atlas thead th')].map(head => head.textContent)"
        )

    def test_it_starts_with_fetch_add_of_gcc(self):
        self.show()
        self.assertEqual({row[0] for row in self.rows()}, {"fetch_add"})
        self.assertIn("aarch64_lsegcc", self.heads())
        self.assertIn("lock xadd", [row[4] for row in self.rows()])

    def test_filters_work_by_keyboard(self):
        self.show()
        self.browser.run("document.querySelector('[data-atlas=operation]').focus()")
        self.browser.press(*"lo", TAB, "a", TAB, *"x86")
        self.assertEqual(self.heads()[4:], ["x86_64gcc"])
        self.assertEqual(
            self.rows(),
            [
                ["load", "acquire", "8–64", "either", "mov"],
                ["load", "acquire", "128", "either", "call __atomic_load_16"],
            ],
        )

    def test_a_link_compares_compilers_and_levels(self):
        self.show("#atlas=fetch_sub&left=aarch64_lse-gcc&right=x86_64-gcc&only=differences")
        self.assertEqual(self.heads()[4:], ["aarch64_lsegcc", "x86_64gcc"])
        self.assertTrue(all(row[5].startswith("≠ ") for row in self.rows()), self.rows())
        self.show("#atlas=load&left=x86_64-gcc&right=x86_64-clang")
        self.assertEqual({row[5] for row in self.rows()}, {"= same"})
        status = self.browser.text("[data-atlas=status]")
        self.assertRegex(status, r"0 rows ≠ different, \d = the same")

    def test_it_fits_and_can_be_read_while_it_compares(self):
        self.show("#atlas=&left=aarch64-gcc&right=aarch64-clang")
        self.assert_can_be_read()
        self.assert_fits()
        self.assert_is_well_formed()
