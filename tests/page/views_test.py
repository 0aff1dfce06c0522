"""The ways through the page: from a cell to its listing and back, by mouse and
by keyboard, and by a link from elsewhere."""

from tests.page.pages import LabPageTest
from tests.page.webdriver import ENTER, TAB

_ROW = "racy_split--x86_64-gcc"


class ViewsTest(LabPageTest):
    def setUp(self):
        super().setUp()
        self.browser.open(self.url)

    def is_in_sight(self, css):
        """Whether it is shown, and in the window."""
        return self.browser.run(
            "const element = document.querySelector(arguments[0]);"
            "const box = element.getBoundingClientRect();"
            "return element.checkVisibility({contentVisibilityAuto: true}) && box.height > 0 &&"
            " box.top < innerHeight && box.bottom > 0",
            css,
        )

    def sees_listing(self):
        self.assertTrue(self.is_in_sight(f"[id='{_ROW}']"))
        self.assertTrue(self.is_in_sight(f"details:has(> [id='{_ROW}']) .explorations"))
        text = self.browser.run(
            "return document.getElementById(arguments[0]).parentElement.innerText", _ROW
        )
        for part in ("racy_split on x86_64-gcc", "mov", "racy_split.h:", "{2, 3, 4}"):
            self.assertIn(part, text)

    def test_every_view_is_there(self):
        for css in ("h1", ".matrix", "#stepper", "#instructions", "#environment", "#limits"):
            with self.subTest(css):
                self.browser.run("document.querySelector(arguments[0]).scrollIntoView()", css)
                self.assertTrue(self.is_in_sight(css))

    def test_a_cell_leads_to_its_listing_and_back(self):
        self.assertFalse(self.is_in_sight(f"[id='{_ROW}']"))
        self.browser.click(f".matrix a[href='#{_ROW}']")
        self.sees_listing()
        # The driver takes all in a folded row for hidden.
        self.browser.click_at(f"details:has(> [id='{_ROW}']) .back")
        self.assertTrue(self.is_in_sight(".matrix"))
        self.browser.command("back")
        self.sees_listing()

    def test_a_link_from_elsewhere_opens_a_listing(self):
        self.browser.open("about:blank")
        self.browser.open(f"{self.url}#{_ROW}")
        self.sees_listing()
        self.tab_leads_into_it()

    def test_a_listing_unfolds_by_key(self):
        self.browser.run("document.getElementById(arguments[0]).focus()", _ROW)
        self.browser.press(ENTER)
        self.browser.wait_until(f"document.getElementById('{_ROW}').parentElement.open")
        self.sees_listing()
        self.tab_leads_into_it()

    def tab_leads_into_it(self):
        self.browser.press(TAB)
        inside = f"return document.activeElement.closest(\"details:has(> [id='{_ROW}'])\") !== null"
        self.assertTrue(self.browser.run(inside))
