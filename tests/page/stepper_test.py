"""A reader drives the races of the lab's own page, by mouse and by keyboard."""

import json
import os
import pathlib
import subprocess
import urllib.parse

from tests.page.pages import LabPageTest
from tests.page.webdriver import BACKSPACE, ENTER, SPACE, TAB

_RACE = "#step=racy_split,x86_64-gcc,tso,2x2"


class StepperTest(LabPageTest):
    def drive(self, link=_RACE):
        self.browser.open(self.url + link)
        self.browser.wait_until("document.querySelector('#stepper.alive') !== null")

    def part(self, name):
        return self.browser.text(f"[data-part={name}]")

    def status(self):
        return self.part("status")

    def case(self):
        """What the picker shows."""
        return self.browser.run(
            "return document.querySelector('[data-part=picker]').selectedOptions[0].textContent"
        )

    def move(self, *threads):
        """A press on the first button of each of these threads, from 1."""
        for thread in threads:
            self.browser.click(f".thread:nth-of-type({thread}) .moves button")

    def open_ends(self):
        return self.browser.run(
            "return [...document.querySelectorAll('.chip.open b')].map(b => b.textContent.slice(2))"
        )

    def ends_at(self, value):
        self.assertIn(f"All threads have finished: the counter reads {value}", self.status())

    def tab_to(self, css):
        """Tab until an element that matches has the focus."""
        script = "return document.activeElement.matches(arguments[0])"
        for _ in range(1000):
            if self.browser.run(script, css):
                return
            self.browser.press(TAB)
        self.fail(f"Tab never came to {css}")


class ByMouse(StepperTest):
    def test_each_final_value_is_reached(self):
        self.drive()
        for value in (2, 3, 4):
            with self.subTest(value):
                self.reach(value)
                self.ends_at(value)
                self.assertEqual(self.open_ends(), [str(value)])
                self.browser.click("[data-part=restart]")

    # Takes what leaves `value` possible, a press at a time, as a reader who
    # watches the final values would: back, if it no longer is.
    def reach(self, value):
        refused = set()
        story = []
        while not self.status().count("All threads have finished"):
            thread = next(
                t for t in (1, 2) if (*story, t) not in refused and self.can_move(t)
            )
            self.move(thread)
            if str(value) in self.open_ends():
                story.append(thread)
                continue
            refused.add((*story, thread))
            self.browser.click("[data-part=back]")

    def can_move(self, thread):
        css = f".thread:nth-of-type({thread}) .moves button:enabled"
        return self.browser.run("return document.querySelector(arguments[0]) !== null", css)

    def test_a_thread_that_has_finished_is_refused_with_its_reason(self):
        self.drive()
        while self.can_move(1):
            self.move(1)
        self.assertEqual(self.browser.text(".thread .moves button"), "Thread 1 has finished")
        before = self.status()
        self.move(1)
        self.assertEqual(self.status(), before)
        self.browser.click("[data-part=threads]")
        self.browser.press("1")
        self.assertEqual(self.status(), before)
        self.assertTrue(self.can_move(2))

    def test_a_thread_that_waits_is_refused_until_it_need_not(self):
        self.drive("#step=fetch_add_relaxed_64,aarch64_lse-gcc,armv8")
        self.move(1)
        second = ".thread:nth-of-type(2) .moves button"
        self.assertEqual(self.browser.text(second), "Thread 2 waits for another thread")
        self.assertFalse(self.can_move(2))
        before = self.status()
        self.browser.press("2")
        self.assertEqual(self.status(), before)
        self.move(1)
        self.move(2)
        self.assertIn("3 steps, 1 switch of thread", self.status())

    def test_back_undoes_and_start_over_forgets(self):
        self.drive()
        start = self.browser.text("#stepper")
        seen = []
        for thread in (1, 2, 2):
            seen.append(self.browser.text("#stepper"))
            self.move(thread)
        for text in reversed(seen):
            self.browser.click("[data-part=back]")
            self.assertEqual(self.browser.text("#stepper"), text)
        self.move(1, 2)
        self.browser.click("[data-part=restart]")
        self.assertEqual(self.browser.text("#stepper"), start)

    def test_a_witness_is_played(self):
        self.drive()
        self.browser.click("[data-part=lose]")
        self.browser.wait_until(
            "document.querySelector('[data-part=status]').textContent.includes('finished')"
        )
        self.ends_at(2)
        self.assertIn("2 lost", self.status())
        self.assertEqual(self.part("log").count("Thread"), self.steps())

    def steps(self):
        return self.browser.run("return document.querySelectorAll('.log > li').length")

    def test_a_final_value_is_played_towards_at_once_without_motion(self):
        self.browser.media(prefers_reduced_motion="reduce")
        self.drive()
        for place, value in ((1, 2), (2, 3), (3, 4)):
            self.browser.click(f".chip:nth-of-type({place})")
            self.ends_at(value)
            self.browser.click("[data-part=restart]")


class Forced(StepperTest):
    """What was driven on the page is driven on real threads."""

    def schedule(self):
        """The file that the page offers: its name and its text."""
        name, data = self.browser.run(
            "const a = document.querySelector('[data-part=forced] a');"
            "return a === null ? ['', ''] : [a.download, a.href]"
        )
        return name, urllib.parse.unquote(data.partition(",")[2])

    def replay(self, name, text):
        file = pathlib.Path(self.folder, name)
        file.write_text(text, encoding="utf-8")
        return subprocess.run(
            [os.environ["LAB"], "replay", f"--schedule={file}", "--times=10"],
            capture_output=True,
            text=True,
            check=False,
        )

    def cases(self):
        return self.browser.run(
            "return JSON.parse(document.getElementById('stepper-data').textContent)"
            ".filter(s => s.target.startsWith('x86_64')).map(s => [s.outcomes,"
            " [s.counter, s.target, s.model, `${s.threads}x${s.increments}`].join()])"
        )

    def test_every_final_value_on_x86_64_is_saved_and_forced(self):
        self.browser.media(prefers_reduced_motion="reduce")
        self.drive()
        cases = self.cases()
        self.assertGreater(len(cases), 3)
        for outcomes, case in cases:
            for place, value in enumerate(outcomes, 1):
                with self.subTest(case=case, value=value):
                    self.browser.open("about:blank")
                    self.drive(f"#step={case}")
                    self.browser.click(f".chip:nth-of-type({place})")
                    self.ends_at(value)
                    self.forced(value)

    def forced(self, value):
        name, text = self.schedule()
        self.assertTrue(name.endswith(f"-{value}.json"), self.part("forced"))
        self.assertEqual(json.loads(text)["outcome"], value)
        ran = self.replay(name, text)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertRegex(ran.stdout, rf"\nforced: 10 of 10 ended at {value} ")

    def test_what_needs_a_store_buffer_says_so(self):
        """Thread 1 reads its first store while it waits in the buffer."""
        self.drive()
        self.assertEqual(self.part("forced"), "")
        press_own_store_or_first = (
            "const all = [...document.querySelectorAll('.moves button:enabled')];"
            "const own = all.find(b => b.textContent.includes('reads its own store'));"
            "(own ?? all[0]).click()"
        )
        while not self.status().count("All threads have finished"):
            self.browser.run(press_own_store_or_first)
        self.assertRegex(self.part("forced"), "^Step 2 needs the store buffer")
        self.assertEqual(self.schedule(), ("", ""))


class ByLink(StepperTest):
    def cases(self):
        return self.browser.run(
            "return JSON.parse(document.getElementById('stepper-data').textContent).map(s =>"
            " [s.counter, s.target, s.model, `${s.threads}x${s.increments}`])"
        )

    def test_every_case_has_a_link_that_opens_it(self):
        self.drive()
        names = self.browser.run(
            "return [...document.querySelectorAll('[data-part=picker] option')]"
            ".map(o => o.textContent)"
        )
        cases = self.cases()
        self.assertGreater(len(cases), 5)
        self.assertEqual(len(set(names)), len(cases))
        for case, name in zip(cases, names):
            with self.subTest(name):
                self.browser.open("about:blank")
                self.drive("#step=" + ",".join(case))
                self.assertEqual(self.case(), name)
                self.assertLess(abs(self.top_of_stepper()), 40)

    def top_of_stepper(self):
        return self.browser.run(
            "return document.getElementById('stepper').getBoundingClientRect().top"
        )

    def test_a_link_in_the_open_page_is_followed(self):
        self.drive()
        self.browser.run("location.hash = '#step=fetch_add_relaxed_64,x86_64-gcc,tso'")
        self.browser.wait_until(
            "document.querySelector('[data-part=picker]').selectedOptions[0]"
            ".textContent.startsWith('fetch_add')"
        )
        self.assertEqual(self.open_ends(), ["4"])

    def test_a_link_to_nothing_opens_the_first_case(self):
        for link in ("#step=", "#step=nope", "#step=%", "#step=%3Cscript%3E,,,,"):
            with self.subTest(link):
                self.browser.open("about:blank")
                self.drive(link)
                self.assertIn("racy_split · x86_64-gcc", self.case())

    def test_a_choice_has_its_link(self):
        self.drive()
        self.browser.click("[data-part=picker]")
        self.browser.press("t")
        self.browser.press(ENTER)
        self.assertIn("tas_spinlock", self.case())
        self.assertIn("#step=tas_spinlock,", self.browser.run("return location.hash"))


class ByKeyboard(StepperTest):
    def test_digits_and_backspace_drive(self):
        self.drive()
        self.tab_to("#stepper .moves button")
        self.browser.press("1", "2")
        self.assertIn("2 steps, 1 switch of thread", self.status())
        self.browser.press(BACKSPACE)
        self.assertIn("1 step, 0 switches of thread", self.status())
        # No such thread, and nothing before the start: nothing happens.
        self.browser.press("3", "9", "0", "x", BACKSPACE, BACKSPACE, BACKSPACE)
        self.assertIn("0 steps", self.status())

    def test_a_link_leads_the_keys_to_the_race(self):
        self.drive()
        self.browser.press("1", "1", "2")
        self.assertIn("3 steps, 1 switch of thread", self.status())

    def test_the_race_is_lost_without_a_mouse(self):
        self.browser.media(prefers_reduced_motion="reduce")
        self.drive()
        self.tab_to("[data-part=lose]")
        self.browser.press(ENTER)
        self.ends_at(2)
        self.tab_to("[data-part=restart]")
        self.browser.press(SPACE)
        self.assertIn("0 steps", self.status())

    def test_buttons_keep_the_focus_when_all_is_drawn_anew(self):
        self.drive()
        self.tab_to("#stepper .moves button")
        for _ in range(8):
            self.browser.press(ENTER)
            self.assertTrue(
                self.browser.run("return document.activeElement.closest('#stepper') !== null")
            )
        self.assertIn("All threads have finished", self.status())

    def test_the_focus_is_seen(self):
        self.drive()
        self.tab_to("#stepper .moves button")
        outline = self.browser.run(
            "const style = getComputedStyle(document.activeElement);"
            "return [style.outlineStyle, parseFloat(style.outlineWidth)]"
        )
        self.assertEqual(outline, ["solid", 3])

    def test_shift_and_tab_lead_out_again(self):
        self.drive()
        self.tab_to("[data-part=picker]")
        self.browser.press(TAB, shift=True)
        self.assertFalse(
            self.browser.run("return document.activeElement.closest('.controls') !== null")
        )
