"""What anybody can ask of a page: it can be read, it fits, and what can be used
has a name, in light and dark, wide and narrow, on paper too."""

import pathlib

from tests.page.pages import PageTest, can_be_used, lab_page, sample_page

_SCHEMES = ("light", "dark")
_WIDTHS = (1280, 390, 320)


class Audits:
    """For a class that is a PageTest, too, and has the `url` of a page."""

    def show(self, unfolded):
        self.browser.open(self.url)
        self.browser.wait_until("document.querySelector('#stepper.alive') !== null")
        # In the middle of a race, where there is most to see.
        self.browser.run(
            "document.querySelector('.moves button').click();"
            "for (const row of document.querySelectorAll('details')) row.open = arguments[0];",
            unfolded,
        )

    def test_text_can_be_read(self):
        self.show(unfolded=True)
        for scheme in _SCHEMES:
            self.browser.media(prefers_color_scheme=scheme)
            with self.subTest(scheme):
                self.assertEqual(self.audit("contrast"), [])
        self.browser.media("print")
        with self.subTest("print"):
            self.assertEqual(self.audit("contrast"), [])

    def test_the_page_itself_never_scrolls_sideways(self):
        for unfolded in (False, True):
            self.show(unfolded)
            for width in _WIDTHS:
                with self.subTest(width=width, unfolded=unfolded):
                    self.browser.resize(width, 844)
                    self.assertEqual(self.audit("width"), [])

    def test_headings_tables_and_links_are_in_order(self):
        self.show(unfolded=True)
        for question in ("headings", "tables", "links"):
            with self.subTest(question):
                self.assertEqual(self.audit(question), [])

    def test_what_can_be_used_has_a_name(self):
        # All listings unfolded are more nodes than need be asked.
        self.show(unfolded=False)
        self.browser.run("document.querySelector('.row').open = true")
        nodes = self.known_nodes()
        roles = {node["role"]["value"] for node in nodes}
        wanted = {"main", "heading", "table", "rowheader", "columnheader", "status", "group"}
        self.assertEqual(wanted - roles, set(), "roles that are missing")
        self.assertGreater(sum(map(can_be_used, nodes)), 10)
        self.assertEqual(self.nameless(nodes), [])


class LabPageAudit(Audits, PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.url = lab_page(cls.folder)

    def test_how_soon_it_can_be_used(self):
        self.browser.open(self.url)
        self.browser.wait_until("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        times = self.browser.run(
            "const {domContentLoadedEventEnd, loadEventEnd} ="
            " performance.getEntriesByType('navigation')[0];"
            "const start = performance.now();"
            "document.querySelector('.moves button').click();"
            "document.body.offsetHeight;"
            "return [domContentLoadedEventEnd, loadEventEnd, performance.now() - start]"
        )
        rows = self.browser.run("return document.querySelectorAll('details.row').length")
        print(
            f"{rows} rows: can be used after {times[0]:.0f} ms, loaded after {times[1]:.0f} ms;"
            f" a step is drawn within {times[2]:.0f} ms"
        )
        self.assertGreater(rows, 200)


class SamplePageAudit(Audits, PageTest):
    """It has what the lab's page has not on a good day: failures and costs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.url = sample_page(cls.folder, "a_name")


class AuditsFindFaults(PageTest):
    """Each question, asked of a page that has the fault."""

    _PAGE = """<!doctype html><html lang="en"><title>x</title><style>
    p { color: #888; background: rgb(0 0 0 / 5%) }</style>
    <h1>One</h1><h3>Three</h3><p>Grey on grey.</p><a href="#gone">A link</a>
    <a href="#away=a">A link</a><a href="#a=away">A link</a>
    <table><tr><th>No scope</th></tr></table><i id="a"></i><i id="a"></i>
    <pre style="width: 5000px">wide</pre><button></button><div tabindex="0">div</div>"""

    def show(self, text):
        page = pathlib.Path(self.folder, "faults.html")
        page.write_text(text, encoding="utf-8")
        self.browser.open(page.resolve().as_uri())

    def test_each_finds_its_own(self):
        self.show(self._PAGE)
        found = {
            question: self.audit(question)
            for question in ("contrast", "headings", "tables", "links", "width")
        }
        self.assertEqual(found["contrast"], ["3.17: p “Grey on grey.”"])
        self.assertEqual(found["headings"], ["after h1: h3 “Three”"])
        self.assertEqual(found["tables"], ["th “No scope”"])
        self.assertEqual(found["links"], ["twice: a", "nowhere: #gone", "nowhere: #away=a"])
        self.assertRegex(found["width"][0], "^scrolls to 50.. of 1280")
        self.assertEqual(self.nameless(self.known_nodes()), ["button", "generic"])

    def test_what_the_console_says_and_what_is_asked_for_is_seen(self):
        self.show(
            "<script>console.error('seen'); fetch('http://127.0.0.1:9/')"
            ".catch(() => document.title = 'done')</script>"
        )
        self.browser.wait_until("document.title === 'done'")
        self.assertIn("seen", "\n".join(self.browser.errors()))
        self.assertIn("http://127.0.0.1:9/", self.browser.requests())

    def test_a_dialog_is_seen(self):
        self.show("<script>setTimeout(() => alert('seen'))</script>")
        with self.assertRaisesRegex(AssertionError, "alert"):
            self.browser.wait_until("false")
        self.assertEqual(self.browser.dialog(), "seen")
        self.browser.command("alert/dismiss")
