"""Names that try to be more than names: they are shown, and do nothing."""

from tests.page.pages import PageTest, sample_page

# What is written, and what a person then reads.
_NAMES = {
    "markup": ("<script>window.hostile = 1</script>",) * 2,
    "an end of the data": ("</script><script>window.hostile = 1</script>",) * 2,
    "a handler": ("<img src=x onerror='window.hostile = 1'>",) * 2,
    "quotes": ("\" onfocus=\"window.hostile = 1\" autofocus x=' ' `${1}`",) * 2,
    "a style": ("</style><style>* { display: none }</style>",) * 2,
    "a comment": ("<!--<script>", "<!--<script>"),
    "a dialog": ("'); alert(1); ('", "'); alert(1); ('"),
    "entities": ("&lt;b&gt;&#0;", "&lt;b&gt;&#0;"),
    "right to left": ("a\u202eb\u2066c\u200fd", "a\ufffdb\ufffdc\ufffdd"),
    "control characters": ("a\x00b\x1b[31mc", "a\ufffdb\ufffd[31mc"),
    "10,000 characters": ("<b>" + "x" * 9997,) * 2,
    "10,000 characters with blanks": ("a b" * 3333 + "c",) * 2,
    "a template": ("{{script}} {{data}} {{style}}",) * 2,
}


class HostileNames(PageTest):
    def show(self, name):
        self.browser.open(sample_page(self.folder, name))
        self.browser.wait_until("document.querySelector('#stepper.alive') !== null")

    def test_all_are_shown_as_text(self):
        for what, (name, read) in _NAMES.items():
            with self.subTest(what):
                self.show(name)
                self.nothing_ran()
                # In the page's own text, and in what the script makes.
                for part in ("#findings", ".matrix", ".counter", "[data-part=threads]",
                             "[data-part=picker]", "[data-bench=counter]", "[data-bench=left]",
                             "[data-bench=functions]", "#costs", "[data-costs=rows]",
                             "[data-costs=unit]", "[data-costs=counters]", "#atlas table",
                             "[data-atlas=operation]", "[data-atlas=versions]"):
                    self.has_text(part, read)

    def test_they_do_nothing_when_the_machine_is_driven(self):
        for what, (name, read) in _NAMES.items():
            with self.subTest(what):
                self.show(name)
                self.browser.click("#stepper .moves button")
                self.has_text("[data-part=log]", read)
                self.nothing_ran()

    def test_they_do_nothing_on_the_bench(self):
        for what, (name, read) in _NAMES.items():
            with self.subTest(what):
                self.show(name)
                self.browser.run("document.querySelector('.to-bench').click()")
                self.browser.wait_until(
                    "document.querySelector('[data-bench=counter]').selectedIndex === 0"
                )
                self.browser.click_at("#bench .ins")
                for part in ("status", "meaning", "functions"):
                    self.has_text(f"[data-bench={part}]", read)
                self.nothing_ran()

    def unfold(self):
        self.browser.run(
            "document.querySelector('.moves button').click();"
            "for (const row of document.querySelectorAll('details')) row.open = true;"
        )

    def nothing_ran(self):
        self.assertIsNone(self.browser.dialog())
        ran, scripts, made = self.browser.run(
            "return [window.hostile ?? null, document.scripts.length,"
            " document.querySelectorAll('img, b > b, style ~ style, [onfocus]').length]"
        )
        self.assertIsNone(ran)
        self.assertEqual(scripts, 11, "the page's own data and scripts")
        self.assertEqual(made, 0, "elements that names made")

    def has_text(self, css, text):
        has = self.browser.run(
            "return document.querySelector(arguments[0]).textContent.includes(arguments[1])",
            css,
            text,
        )
        self.assertTrue(has, f"{css} shows {text[:80]}")

    def test_a_long_name_does_not_widen_the_page(self):
        for name in ("x" * 10_000, "a b" * 3333):
            for width in (1280, 390):
                with self.subTest(width=width, name=name[:3]):
                    self.browser.resize(width, 844)
                    self.show(name)
                    self.unfold()
                    self.assertEqual(self.audit("width"), [])
