"""Notes that seem to say the same, by the words that carry them; the rule is that of entries (content 5.1)."""

from collections import defaultdict
from collections.abc import Mapping

from swot.rules.wording import normalised, share_most


def alike(texts: Mapping[int, str]) -> tuple[tuple[int, ...], ...]:
    """Sets of notes that share most of their words with the first of them, by key; each in one set at most, largest first."""
    words = {key: normalised(text) for key, text in texts.items()}
    holding = defaultdict[str, list[int]](list)
    for key, carried in words.items():
        for word in carried:
            holding[word].append(key)
    found, left = [], dict.fromkeys(texts)
    for key in texts:
        if key not in left:
            continue
        near = {other for word in words[key] for other in holding[word] if other in left}
        same = [other for other in texts if other in near and share_most(words[key], words[other])]
        for other in same if len(same) > 1 else ():
            del left[other]
        if len(same) > 1:
            found.append(tuple(same))
    return tuple(sorted(found, key=len, reverse=True))
