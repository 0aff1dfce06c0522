"""A reader sifts and sorts the matrix of the lab's own page, and links to a cell."""

from tests.page.pages import LabPageTest
from tests.page.webdriver import ENTER, TAB


class MatrixTest(LabPageTest):
    def show(self, link=""):
        self.browser.open(self.url + link)
        self.browser.wait_until("document.querySelector('#matrix.alive') !== null")

    def counters(self):
        return self.browser.run(
            "return [...document.querySelectorAll('.matrix tbody tr')]"
            ".filter(row => row.checkVisibility()).map(row => row.querySelector('code').textContent)"
        )

    def focus(self, css):
        self.browser.run("document.querySelector(arguments[0]).focus()", css)

    def test_words_and_choices_sift(self):
        self.show()
        everything = self.counters()
        self.assertGreater(len(everything), 30)
        self.focus("[data-matrix=words]")
        self.browser.press(*"fetch_add 64")
        self.assertEqual(len(self.counters()), 5)
        self.browser.press(TAB, *"aarch64_l")
        self.assertEqual(
            self.browser.text("[data-matrix=status]"), "5 of 37 counters on aarch64_lse-gcc"
        )
        heads = self.browser.run(
            "return [...document.querySelectorAll('.matrix thead th')]"
            ".filter(head => head.checkVisibility()).map(head => head.firstChild.textContent)"
        )
        self.assertEqual(heads, ["Counter", "aarch64_lse", "gcc"])
        self.browser.press(TAB, "r")
        self.assertEqual(self.counters(), [])

    def widths(self):
        return self.browser.run(
            "return [...document.querySelectorAll('.matrix tbody td')]"
            ".filter(cell => cell.checkVisibility()).map(cell => cell.colSpan)"
        )

    def test_equal_cells_come_apart_by_keyboard_and_by_a_link(self):
        self.show()
        self.assertEqual(set(self.widths()), {1, 2})
        self.assertEqual(sum(self.widths()), 37 * 8)
        self.focus("[data-matrix=apart]")
        self.browser.press(ENTER)
        self.assertEqual(self.widths(), [1] * 37 * 8)
        link = self.browser.run("return location.hash")
        self.browser.press(ENTER)
        self.assertEqual(set(self.widths()), {1, 2})
        self.browser.open("about:blank")
        self.show(link)
        self.assertEqual(self.widths(), [1] * 37 * 8)
        pressed = "return document.querySelector('[data-matrix=apart]').ariaPressed"
        self.assertEqual(self.browser.run(pressed), "true")

    def test_heads_sort_by_keyboard(self):
        self.show()
        before = self.counters()
        self.focus(".matrix .sort")
        self.browser.press(ENTER)
        self.assertEqual(self.counters(), sorted(before))
        self.assertEqual(self.sorting(), ["ascending"])
        self.browser.press(ENTER)
        self.assertEqual(self.counters(), sorted(before, reverse=True))
        self.browser.press(ENTER)
        self.assertEqual(self.counters(), before)
        self.assertEqual(self.sorting(), [])

    def sorting(self):
        return self.browser.run(
            "return [...document.querySelectorAll('[aria-sort]')].map(head => head.ariaSort)"
        )

    def test_a_link_opens_a_cells_listing(self):
        for link, place in (
            (
                "#counter=fetch_add_relaxed_64&target=aarch64_lse-gcc",
                "fetch_add_relaxed_64--aarch64_lse-gcc",
            ),
            ("#counter=ticket_lock", "ticket_lock"),
        ):
            with self.subTest(link):
                self.browser.open("about:blank")
                self.show(link)
                top, is_open = self.browser.run(
                    "const place = document.getElementById(arguments[0]);"
                    "return [place.getBoundingClientRect().top,"
                    " place.closest('details')?.open ?? true]",
                    place,
                )
                self.assertLess(abs(top), 60)
                self.assertTrue(is_open)

    def test_a_link_to_nothing_leaves_the_page_as_it_is(self):
        for link in ("#counter=", "#counter=nope&target=nope", "#counter=%"):
            with self.subTest(link):
                self.browser.open("about:blank")
                self.show(link)
                opened = "return document.querySelectorAll('.row[open]').length"
                self.assertEqual(self.browser.run(opened), 0)

    def test_it_fits_and_can_be_read_while_sifted(self):
        self.show()
        self.browser.click(".matrix .target .sort")
        self.focus("[data-matrix=target]")
        self.browser.press("x")
        self.assert_can_be_read()
        self.assert_fits()
        self.assertEqual(self.nameless(self.known_nodes()), [])
