"""Two targets of a counter side by side on the lab's own page."""

from tests.page.pages import LabPageTest
from tests.page.webdriver import ENTER, TAB

_LINK = "#bench=fetch_add_acq_rel_64&left={}&right={}"
_X86_64 = "x86_64-gcc"
_LSE = "aarch64_lse-gcc"
_LLSC = "aarch64-gcc"
_DOWN, _UP, _RIGHT = "\ue015", "\ue013", "\ue014"


class BenchOfTwoTest(LabPageTest):
    def show(self, link=_LINK.format(_X86_64, _LSE)):
        self.browser.open(self.url + link)
        self.browser.wait_until("document.querySelector('#bench.alive') !== null")

    def shown(self):
        """Counter, left and right, as the selects have them."""
        return self.browser.run(
            "return ['counter', 'left', 'right']"
            ".map(name => document.querySelector(`[data-bench=${name}]`).value)"
        )

    def across(self, operation="Add"):
        """The rows of a function: what is done, left, and right."""
        return self.browser.run(
            "const [two] = [...document.querySelectorAll('.two')]"
            ".filter(two => two.querySelector('h3').firstChild.data === arguments[0]);"
            "const lines = cell => [...cell.querySelectorAll('.ins code')]"
            ".map(code => code.textContent);"
            "return [...two.querySelectorAll('tbody tr')]"
            ".map(row => [row.className, lines(row.cells[0]), lines(row.cells[2])])",
            operation,
        )

    def meaning(self):
        return self.browser.text("[data-bench=meaning]")

    def link(self):
        return self.browser.run("return location.hash")

    def pick(self, part, first_letters):
        """A choice as a person makes it by keys, where the focus already is."""
        self.browser.run("document.querySelector(`[data-bench=${arguments[0]}]`).focus()", part)
        self.browser.press(*first_letters)


class Alignment(BenchOfTwoTest):
    def test_one_atomic_instruction_stands_across_from_another(self):
        self.show()
        self.assertEqual(
            self.across(),
            [
                ["alike", ["lock add qword ptr [rdi], rsi"], ["ldaddal x1, x1, [x0]"]],
                ["alike", ["ret "], ["ret "]],
            ],
        )

    def test_a_fetched_value_makes_it_an_exchange_and_add(self):
        self.show("#bench=ticket_lock&left=x86_64-gcc&right=aarch64_lse-gcc")
        rows = [row for row in self.across() if row[1] and row[1][0].startswith("lock xadd")]
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0][0], "differs")
        self.assertRegex(rows[0][2][0], "^ldadd w")

    def test_the_loop_stands_across_from_it(self):
        for left in (_X86_64, _LSE):
            with self.subTest(left):
                self.browser.open("about:blank")
                self.show(_LINK.format(left, _LLSC))
                verdict, one, loop = self.across()[0]
                self.assertEqual((verdict, len(one)), ("alike", 1))
                self.assertEqual(
                    [line.split()[0] for line in loop], ["ldaxr", "add", "stlxr", "cbnz"]
                )
                self.assertTrue(loop[-1].endswith("L1"), loop)

    def test_a_target_beside_itself_differs_in_nothing(self):
        for counter in ("ticket_lock", "absl_mutex", "racy_println"):
            with self.subTest(counter):
                self.browser.open("about:blank")
                self.show(f"#bench={counter}&left={_LSE}&right={_LSE}")
                self.assertEqual({verdict for verdict, *_ in self.across()}, {"same"})
                framed = self.browser.run("return document.querySelectorAll('.two mark').length")
                self.assertEqual(framed, 0)

    def test_one_line_has_one_colour(self):
        self.show()
        kinds = self.browser.run(
            "return [...document.querySelectorAll('#bench [data-line=A]')].map(one =>"
            " [one.localName, getComputedStyle(one).backgroundColor, one.innerText[0]])"
        )
        self.assertEqual({name for name, *_ in kinds}, {"li", "button"})
        self.assertEqual(len({(colour, letter) for _, colour, letter in kinds}), 1)


class Choosing(BenchOfTwoTest):
    def test_a_link_is_followed(self):
        for link, wanted in (
            (_LINK.format(_LLSC, _X86_64), ["fetch_add_acq_rel_64", _LLSC, _X86_64]),
            ("#bench=absl_mutex", ["absl_mutex", _X86_64, _LLSC]),
        ):
            with self.subTest(link):
                self.browser.open("about:blank")
                self.show(link)
                self.assertEqual(self.shown(), wanted)
                top = "return document.getElementById('bench').getBoundingClientRect().top"
                self.assertLess(abs(self.browser.run(top)), 40)

    def test_a_link_to_nothing_shows_what_there_is(self):
        for link in ("#bench=", "#bench=nope&left=nope", "#bench=%&right=%3Cscript%3E"):
            with self.subTest(link):
                self.browser.open("about:blank")
                self.show(link)
                self.assertEqual(self.shown(), ["fetch_add_relaxed_32", _X86_64, _LLSC])

    def test_back_undoes_a_choice(self):
        self.show()
        start = self.shown()
        self.pick("counter", "exc")
        self.assertEqual(self.shown()[0], "exchange")
        self.assertEqual(self.link(), "#bench=exchange&left=x86_64-gcc&right=aarch64_lse-gcc")
        self.browser.click("[data-bench=swap]")
        self.assertEqual(self.shown(), ["exchange", _LSE, _X86_64])
        for wanted in (["exchange", _X86_64, _LSE], start):
            self.browser.command("back")
            self.browser.wait_until(
                "document.querySelector('[data-bench=counter]').value"
                f" === '{wanted[0]}' && document.querySelector('[data-bench=left]').value"
                f" === '{wanted[1]}'"
            )
            self.assertEqual(self.shown(), wanted)

    def test_other_links_leave_it_alone(self):
        self.show()
        before = self.shown()
        for link in ("#matrix", "#step=tas_spinlock"):
            self.browser.run("location.hash = arguments[0]", link)
            self.browser.wait_until(f"location.hash === '{link}'")
            self.assertEqual(self.shown(), before)

    def test_a_listing_leads_to_the_bench(self):
        self.show("#exchange--aarch64_lse-gcc")
        fold = "details:has(> [id='exchange--aarch64_lse-gcc'])"
        self.browser.click_at(f"{fold} .to-bench")
        self.browser.wait_until("document.querySelector('[data-bench=counter]').value === 'exchange'")
        self.assertEqual(self.shown()[:2], ["exchange", _LSE])
        links = self.browser.run(
            "return [...document.querySelectorAll('section.counter')]"
            ".map(one => one.querySelectorAll('.claims .to-bench').length)"
        )
        self.assertEqual(set(links), {1})


class ByKeyboard(BenchOfTwoTest):
    def tab_to(self, css):
        for _ in range(50):
            if self.browser.run("return document.activeElement.matches(arguments[0])", css):
                return
            self.browser.press(TAB)
        self.fail(f"Tab never came to {css}")

    def test_all_is_reached_and_read(self):
        self.show(_LINK.format(_LLSC, _LSE))
        self.tab_to("[data-bench=left]")
        self.browser.press("x")
        self.assertEqual(self.shown()[1], _X86_64)
        self.tab_to("[data-bench=swap]")
        self.browser.press(ENTER)
        self.assertEqual(self.shown(), ["fetch_add_acq_rel_64", _LSE, _X86_64])
        self.tab_to(".ins")
        self.assertIn("acquire on its load and release on its store", self.meaning())
        self.browser.press(_RIGHT)
        self.assertIn("as a full barrier", self.meaning())
        self.browser.press(_DOWN)
        self.assertIn("returns", self.meaning())
        self.browser.press(_UP, _UP, _UP)
        self.assertIn("as a full barrier", self.meaning())
        self.browser.press(TAB)
        outside = "return document.activeElement.closest('#bench') === null"
        self.assertTrue(self.browser.run(outside))

    def test_the_focus_is_seen_and_not_covered(self):
        self.show(f"#bench=ticket_lock&left={_LSE}&right={_LLSC}")
        self.tab_to(".ins")
        for key in (_DOWN,) * 25 + (_UP,) * 20:
            self.browser.press(key)
            covered, style, width = self.browser.run(
                "const one = document.activeElement;"
                "const {left, top, height} = one.getBoundingClientRect();"
                "const {outlineStyle, outlineWidth} = getComputedStyle(one);"
                "const seen = document.elementFromPoint(left + 9, top + height / 2);"
                "return [!one.contains(seen), outlineStyle, parseFloat(outlineWidth)]"
            )
            self.assertEqual((covered, style, width), (False, "solid", 3))

    def test_pointing_says_the_same(self):
        self.show()
        x, y = self.browser.run(
            "const one = document.querySelector('.ins');"
            "const {left, top} = one.getBoundingClientRect(); return [left + 30, top + 5]"
        )
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport"}
        source = {"type": "pointer", "id": "mouse", "actions": [move]}
        self.browser.command("actions", {"actions": [source]})
        self.assertIn("as a full barrier", self.meaning())


class Reading(BenchOfTwoTest):
    """With differences framed, and an instruction pointed at."""

    def setUp(self):
        super().setUp()
        self.show("#bench=ticket_lock&left=x86_64-gcc&right=x86_64-clang")
        self.browser.click_at("#bench .ins")

    def test_differences_are_framed_and_said(self):
        rows = self.browser.run(
            "return [...document.querySelectorAll('.two tbody tr')].map(row => [row.className,"
            " row.querySelectorAll('mark').length, row.querySelector('.unseen').textContent])"
        )
        framed = {verdict for verdict, marks, _ in rows if marks > 0}
        self.assertEqual(framed & {"same", "left", "right"}, set())
        self.assertIn("alike", framed)
        self.assertIn(["same", 0, "the same but for the names of registers and places. "], rows)

    def test_it_can_be_read(self):
        self.assert_can_be_read()

    def test_it_fits(self):
        for width in (1280, 390, 320):
            with self.subTest(width):
                self.browser.resize(width, 844)
                self.assertEqual(self.audit("width"), [])
                # What stands side by side stands below each other where it is narrow.
                left, right = self.browser.run(
                    "const row = document.querySelector('.two tbody .same');"
                    "return [...row.querySelectorAll('.side')].map("
                    "cell => cell.getBoundingClientRect().top)"
                )
                self.assertEqual(left == right, width > 640)

    def test_it_is_in_order(self):
        for question in ("headings", "tables", "links"):
            with self.subTest(question):
                self.assertEqual(self.audit(question), [])
        self.assertEqual(self.nameless(self.known_nodes()), [])


class WithoutScript(BenchOfTwoTest):
    def test_it_says_in_one_sentence_that_it_needs_it(self):
        self.browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.browser.open(self.url)
            self.assertIn("needs JavaScript", self.browser.text("#bench .without"))
            nodes = {node.get("name", {}).get("value") for node in self.known_nodes()}
            self.assertNotIn("Swap sides", nodes)
        finally:
            self.browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
