"""A reader looks at what increments cost, by mouse, by keyboard and by link, on a
page with a measurement that is made up."""

import pathlib

from tests.page import made_up_bench
from tests.page.pages import PageTest, lab_page
from tests.page.webdriver import TAB

# The keys of WebDriver's specification, section 17.4.2.
_LEFT = "\ue012"


class CostsTest(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        bench = pathlib.Path(cls.folder, "bench.json")
        made_up_bench.write(bench)
        cls.url = lab_page(cls.folder, f"--bench={bench}")

    def show(self, link=""):
        self.browser.open(self.url + link)
        self.browser.wait_until("document.querySelector('#costs.alive canvas') !== null")

    def rows(self):
        return self.browser.run(
            "return [...document.querySelectorAll('[data-costs=rows] tr')]"
            ".map(row => [...row.cells].map(cell => cell.firstChild.textContent.trim()"
            " || cell.querySelector('code').textContent))"
        )

    def colour_of(self, name):
        """A colour of the style sheet, as the canvas has it."""
        return self.browser.run(
            "const context = document.createElement('canvas').getContext('2d');"
            "context.fillStyle = getComputedStyle(document.documentElement)"
            ".getPropertyValue(arguments[0]);"
            "context.fillRect(0, 0, 1, 1);"
            "return context.getImageData(0, 0, 1, 1).data.slice(0, 3).join()",
            name,
        )

    def test_curves_are_drawn_in_the_colours_of_light_dark_and_paper(self):
        self.show()
        for media in ({"prefers_color_scheme": "light"}, {"prefers_color_scheme": "dark"}):
            self.browser.media(**media)
            with self.subTest(**media):
                self.are_drawn()
        self.browser.media("print", prefers_color_scheme="dark")
        with self.subTest("print"):
            self.are_drawn()

    def are_drawn(self):
        for name in ("--curve0", "--curve5", "--ink"):
            wanted = self.colour_of(name)
            self.browser.wait_until(
                "(() => { const canvas = document.querySelector('#costs canvas');"
                "const copy = new OffscreenCanvas(canvas.width, canvas.height)"
                ".getContext('2d', {willReadFrequently: true});"
                "copy.drawImage(canvas, 0, 0);"
                "const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);"
                "let count = 0;"
                "for (let i = 0; i < data.length; i += 4)"
                f" count += data.slice(i, i + 3).join() === '{wanted}';"
                "return count > 100; })()"
            )

    def test_the_table_reads_the_curves_at_one_number_of_threads(self):
        self.show()
        rows = self.rows()
        self.assertEqual(len(rows), 8)
        self.assertEqual(rows[-2][1:], ["1.00", "0.0038", "1.50"])
        self.assertEqual(rows[-1][1:], ["263", "1.00", "394"])
        self.assertEqual(self.browser.text("[data-costs=reading]"), "On 32 threads")

    def test_arrow_keys_read_another_number_of_threads(self):
        self.show()
        self.browser.run("document.querySelector('[data-costs=plot]').focus()")
        self.browser.press(_LEFT, _LEFT)
        self.assertEqual(self.browser.text("[data-costs=reading]"), "On 8 threads")
        self.assertIn("On 8 threads, times the floor, a plain add: ", self.browser.text("[data-costs=status]"))
        self.browser.press(TAB)
        inside = "return document.activeElement.matches('#costs .scroll')"
        self.assertTrue(self.browser.run(inside))

    def test_pointing_at_a_curve_tells_its_ratios(self):
        self.show()
        self.browser.click_at("#costs .u-over")
        self.assertRegex(
            self.browser.text("[data-costs=status]"),
            r"^\S+ on \d+ threads?: [\d.]+ \(quartiles [\d.]+ to [\d.]+\) times the floor, "
            r"[\d.]+ \(quartiles [\d.]+ to [\d.]+\) times absl_mutex, ",
        )

    def test_a_link_shows_what_it_names(self):
        self.show("#costs=ns&counter=sharded&counter=ticket_lock&counter=nope")
        self.assertEqual(
            self.browser.run("return document.querySelector('[data-costs=unit]').value"), "ns"
        )
        self.assertEqual(len(self.rows()), 4)
        self.assertTrue(
            self.browser.run(
                "return Math.abs(document.getElementById('costs').getBoundingClientRect().top) < 60"
            )
        )

    def test_without_a_script_every_number_is_there(self):
        self.browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
        self.browser.open(self.url)
        self.browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
        shown = self.browser.run(
            "const shown = (css) => document.querySelector(css).checkVisibility();"
            "return [shown('#costs .without'), shown('#costs .plot'), shown('#costs .costs.heat'),"
            " document.querySelectorAll('#costs h3 + .scroll tbody tr').length]"
        )
        self.assertEqual(shown, [True, False, True, 11])

    def test_it_fits_can_be_read_and_has_names(self):
        self.show()
        self.assert_can_be_read()
        for width in (1280, 390, 320):
            self.browser.resize(width, 844)
            with self.subTest(width=width):
                self.browser.wait_until(
                    "document.querySelector('#costs canvas').getBoundingClientRect().right"
                    " <= innerWidth"
                )
                self.assertEqual(self.audit("width"), [])
        self.assert_is_well_formed()
        self.assertIn("slider", {node["role"]["value"] for node in self.known_nodes()})
