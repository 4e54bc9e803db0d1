"""What a person chose when two texts met: theirs, mine, or both."""


def merged(use: str, mine: str, theirs: str) -> str:
    """The text to keep: `use` is "mine", "both" (theirs first, then mine) or "theirs"."""
    if use == "theirs":
        return theirs
    if use == "both" and theirs.strip() and theirs.strip() not in mine:
        return f"{theirs.rstrip()}\n{mine}"
    return mine
