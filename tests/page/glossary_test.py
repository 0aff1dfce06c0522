"""A reader looks instructions up in the glossary of the lab's own page, and finds
by what command its numbers come again."""

from tests.page.pages import LabPageTest


class GlossaryTest(LabPageTest):
    def show(self, link=""):
        self.show_view("glossary", link)

    def names(self):
        return self.browser.run(
            "return [...document.querySelectorAll('#glossary tbody tr:not([hidden]) th')]"
            ".map(head => head.textContent)"
        )

    def test_it_has_the_instructions_of_the_listings(self):
        self.show()
        names = self.names()
        self.assertEqual(names, sorted(names, key=str.lower))
        for name in ("ldaddal", "lock xadd", "mov", "stlr"):
            self.assertIn(name, names)

    def test_words_sift_by_keyboard(self):
        self.show()
        self.browser.run("document.querySelector('[data-glossary=words]').focus()")
        self.browser.press(*"lock xadd")
        self.assertEqual(self.names(), ["lock xadd"])

    def test_a_link_leads_to_an_instruction_and_on_to_a_listing(self):
        self.show("#glossary=ldaddal")
        self.assertEqual(self.names()[0], "ldaddal")
        self.browser.click("#glossary tbody tr:not([hidden]) td a")
        opened = "return document.getElementById(location.hash.slice(1)).closest('.row') !== null"
        self.assertTrue(self.browser.run(opened))

    def test_commands_say_how_numbers_come_again(self):
        self.show()
        commands = self.browser.run(
            "return [...document.querySelectorAll('#environment .commands code')]"
            ".map(code => code.textContent)"
        )
        self.assertTrue(all(command.startswith("./bazelw ") for command in commands), commands)
        self.assertGreater(len(commands), 4)

    def test_it_fits_and_can_be_read(self):
        self.show("#glossary=ld")
        self.assert_can_be_read()
        self.assert_fits()
        self.assert_is_well_formed()
