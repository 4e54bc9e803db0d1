"""What schemas are made of: texts, dates, ids, and objects that have no other keys."""

from typing import Any

from swot.document.fields import LONGEST_TEXT
from swot.document.strict_json import MOST_IN_LIST

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "maxLength": LONGEST_TEXT}
MAYBE_TEXT: Schema = {"type": ["string", "null"], "maxLength": LONGEST_TEXT}
BOOLEAN: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
MAYBE_DAY: Schema = {**DAY, "type": ["string", "null"]}
ENTRY_ID: Schema = {"type": "string", "pattern": "^[SWOTN][1-9][0-9]{0,8}$"}
ID: Schema = {"type": "string", "pattern": "^[A-Z][1-9][0-9]{0,8}$"}
MAYBE_SCORE: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": 5}
COUNT: Schema = {"type": "integer", "minimum": 0}


def closed(optional: Schema | None = None, /, **properties: Schema) -> Schema:
    """An object with these keys and no others; all but the optional ones are always written."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def needed(longest: int) -> Schema:
    """A text that is not empty."""
    return {"type": "string", "minLength": 1, "maxLength": longest}


def listed(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of, "maxItems": MOST_IN_LIST}


def word(*words: str) -> Schema:
    """One of these words."""
    return {"enum": list(words)}


def maybe_word(*words: str) -> Schema:
    """One of these words, or null."""
    return {"enum": [*words, None]}


def or_null(value: Schema) -> Schema:
    """This, or null."""
    return {"anyOf": [value, {"type": "null"}]}
