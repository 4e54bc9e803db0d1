"""The district in Spanish says what the district in English says: same shape, same numbers, other words."""

import json
import re
from dataclasses import asdict
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from swot.document.read import Refused
from swot.document.read import read as read_document
from swot.document.versions import published_content
from swot.models import TemplateVersion, Workbook
from swot.pack.read import read
from swot.problems import problems
from swot.rules.families import beginnings
from swot.rules.translation import NAMES, texts_of, untouched
from tests import factories

PACK = read((factories.LIBRARY / "district.es.json").read_bytes())
ENGLISH, SPANISH = factories.library("district"), PACK.content
LISTENED_FOR = ("viral", "popular*")  # words that both languages have
HOLDER = re.compile(r"\{\w+\}")
SPOKEN_WORDS = re.compile(r"\b(the|and|of|with|who|here|is|are|which|from|streets)\b", re.IGNORECASE)


def shape(value, name=""):
    """What must be the same in every language: keys, names, numbers, the length of lists, what is put into sentences."""
    if isinstance(value, dict):
        return {key: shape(part, key) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [shape(part, name) for part in value]
    if isinstance(value, str) and name not in NAMES:
        return bool(value), sorted(HOLDER.findall(value))
    return value


def test_it_has_the_shape_of_the_english_one():
    english, spanish = (shape(asdict(content)) for content in (ENGLISH, SPANISH))
    assert spanish == english | {"language": (True, [])}
    assert (SPANISH.language, SPANISH.key) == ("es", "district.es")


def test_nothing_stands_before_publishing_it():
    assert problems(SPANISH) == ()


def test_no_text_is_still_english():
    assert [one.text for one in untouched(ENGLISH, SPANISH)] == list(LISTENED_FOR)
    assert [text for text in texts_of(SPANISH) if SPOKEN_WORDS.search(text)] == []


def test_shares_are_counted_in_shares():
    for english, spanish in zip(ENGLISH.indicators, SPANISH.indicators, strict=True):
        assert spanish.unit.startswith("%") == english.unit.startswith("%"), spanish.id


def test_numbers_in_a_sentence_are_those_of_the_english_one():
    digits = re.compile(r"\d+")
    said = zip(texts_of(ENGLISH), texts_of(SPANISH), strict=True)
    assert [pair for pair in said if sorted(digits.findall(pair[0])) != sorted(digits.findall(pair[1]))] == []


def test_its_words_take_about_the_room_of_the_english_ones():
    pairs = list(zip(texts_of(ENGLISH), texts_of(SPANISH), strict=True))
    assert sum(len(spanish) for _english, spanish in pairs) < 1.25 * sum(len(english) for english, _spanish in pairs)
    assert [spanish for english, spanish in pairs if len(spanish) > 2 * len(english) + 12] == []


def test_somebody_looked_at_it_since_the_english_one_changed():
    told = "district.en.json has changed: bring district.es.json up to it, then write the new fingerprint in translated_from"
    assert PACK.translated_from.key == ENGLISH.key
    assert PACK.translated_from.fingerprint == ENGLISH.reckon_fingerprint(), told


def test_loading_the_library_publishes_it_and_names_what_it_translates(db):
    call_command("load_library", publish=True, verbosity=0)
    spanish = TemplateVersion.objects.current("district", "es")
    assert spanish.source == TemplateVersion.objects.current("district")
    assert spanish.content().as_dict() == SPANISH.as_dict()


def test_what_the_program_says_inside_its_sentences_is_spanish():
    assert beginnings(SPANISH)[0] == "Usar esta fortaleza para aprovechar esa oportunidad mediante"
    assert beginnings(ENGLISH)[0] == "Use this strength to take that chance by"
    ours = SPANISH.with_thresholds({"I8": {"watch": 25, "act": None, "reason": "", "by": "", "on": ""}})
    assert ours.indicator_by_id["I8"].watch[0]["sentence"] == "Voces locales con voto: por debajo de 25%."


def test_the_compiled_words_are_those_written():
    folder = Path(settings.BASE_DIR) / "locale" / "es" / "LC_MESSAGES"
    written = re.findall(
        r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "django.po").read_text(encoding="utf-8"), re.MULTILINE
    )
    with (folder / "django.mo").open("rb") as compiled:
        known = GNUTranslations(compiled)
    assert len(written) == 10
    assert [(one, known.gettext(one)) for one, _spanish in written] == written


# ---------- a document in Spanish ----------


@pytest.fixture
def book(cast):
    """A workbook in Spanish with an answer of each type, lines and entries."""
    factories.version()
    book = Workbook.begin(cast.cluster, factories.spanish(), by=cast.ana)
    book.answer("D-AIM-2", by=cast.ana, seen=0, value="De unos pocos propietarios")
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=4, note="Contado un martes")
    book.answer("D-INC-1", by=cast.ana, seen=0, value=23)
    book.answer("D-INC-3", by=cast.ana, seen=0, value="no")
    book.add_line("D-PLA-1", "Una cordelería hasta 1974", by=cast.ana)
    factories.entry(book, by=cast.ana, text="Doce talleres comparten un contrato de residuos")
    return Workbook.objects.with_pages().get(pk=book.pk)


def exported(ana, book):
    return ana.get(reverse("swot:export", args=[book.pk]))


def test_a_document_goes_out_and_comes_back_in_spanish(ana, book, tmp_path):
    text = exported(ana, book).content.decode()
    told = json.loads(text)
    assert told["template"]["key"] == "district.es"
    assert "Lugar y personas" in told["answers_by_section"]
    document = read_document(text, contents=published_content)
    again = factories.user("Zoe")
    path = tmp_path / "book.json"
    path.write_text(text, encoding="utf-8")
    call_command("import_workbook", str(path), leader=again.email, verbosity=0)
    copy = Workbook.objects.visible_to(again).get()
    assert copy.version == book.version
    assert document.template.key == "district.es"
    ana.force_login(again)
    assert exported(ana, copy).content.decode() == text


def test_a_document_in_spanish_is_not_read_with_english_titles(ana, book):
    told = json.loads(exported(ana, book).content)
    told["answers_by_section"]["Place & people"] = told["answers_by_section"].pop("Lugar y personas")
    with pytest.raises(Refused, match="Place & people"):
        read_document(json.dumps(told), contents=published_content)
