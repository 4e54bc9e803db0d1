"""Two ways to use a page: with a finger, and with the keyboard alone. Both know the same few moves."""

from contextlib import nullcontext

from playwright.sync_api import expect

AT = """([css, text]) => {
  const it = document.activeElement;
  return it !== document.body && it.matches(css) && it.textContent.includes(text) && it.checkVisibility();
}"""
MOST = 500


class Finger:
    """Taps labels, buttons and links, and types where it tapped."""

    def __init__(self, page):
        self.page = page

    def press(self, css, text=""):
        """A button, a link, or what opens a part of the page."""
        self.page.locator(css).filter(has_text=text).locator("visible=true").first.click()

    def pick(self, css, value):
        """One of several radios, or a box (`value` None), by its label."""
        box = self.page.locator(f'{css}[value="{value}"]' if value is not None else css).locator("visible=true").first
        label = self.page.locator(f'label[for="{box.get_attribute("id")}"]') if box.get_attribute("id") else None
        (label.first if label else box.locator("xpath=..")).click()
        expect(box).to_be_checked()

    def write(self, css, text):
        """Words, in the place of those that stood there."""
        self.page.locator(css).locator("visible=true").first.fill(text)

    def choose(self, css, value):
        """An option of a list."""
        self.page.locator(css).locator("visible=true").first.select_option(value)

    def date(self, css, day):
        """A day."""
        self.write(css, day.isoformat())


class Keys:
    """Tab, Space, Enter, arrows and letters; never a mouse."""

    def __init__(self, page):
        self.page, self.key = page, page.keyboard.press

    def to(self, css, text=""):
        """Press Tab until the focus is there; not at all where it is there already."""
        expect(self.page.locator(css).filter(has_text=text).locator("visible=true").first).to_be_attached()
        for _press in range(MOST):
            if self.page.evaluate(AT, [css, text]):
                return
            self.key("Tab")
        raise AssertionError(f"{MOST} times Tab never came to {css} {text}")

    def press(self, css, text=""):
        """Enter; a page that it opens is waited for, so that the next Tab is pressed there."""
        self.to(css, text)
        opens = self.page.evaluate("!document.activeElement.closest('summary, [hx-post]')")
        with self.page.expect_navigation() if opens else nullcontext():
            self.key("Enter")

    def pick(self, css, value):
        self.to(css)
        is_it = f"value => document.activeElement.checked && {'true' if value is None else 'document.activeElement.value === value'}"
        if not self.page.evaluate(is_it, value):
            self.key("Space")
        for _press in range(9):
            if self.page.evaluate(is_it, value):
                return
            self.key("ArrowDown")
        raise AssertionError(f"the arrows never came to {css} {value}")

    def write(self, css, text):
        self.to(css)
        self.key("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, css, value):
        self.to(css)
        place = self.page.evaluate(
            "value => [...document.activeElement.options].findIndex((it) => it.value === value)", value
        )
        self.key("Home")
        for _press in range(place):
            self.key("ArrowDown")
        assert self.page.evaluate("document.activeElement.value") == value

    def date(self, css, day):
        self.to(css)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        assert self.page.evaluate("document.activeElement.value") == day.isoformat()
