"""Words in drawings are laid out whole: WeasyPrint places them letter by letter, which takes joined scripts to pieces."""

from collections.abc import Iterator

from weasyprint.svg import Node


class Whole(str):
    """A text that counts as one letter where it is placed, so that its letters join, turn and stand in their order."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


said = Node.text.fget


def join_letters() -> None:
    """Let every `<text>` of this process be laid out at once; our drawings give each one place, never one a letter."""
    Node.text = property(_said_whole)


def _said_whole(node: Node) -> str | None:
    text = said(node)
    return Whole(text) if text else text
