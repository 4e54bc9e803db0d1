"""The open inclusion alerts as people read them: the same facts as `swot.document.derive.alerts`, without ids."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from swot.content import Prompt, TemplateContent
from swot.document.values import Document
from swot.rules.actions import inclusion_ratio, is_under_a_fifth
from swot.rules.answers import answers_by_id
from swot.rules.check import CheckResult
from swot.rules.consequences import has_inclusion_strategy
from swot.rules.progress import missing_inclusion, to_find_out
from swot.rules.shortlist import inclusion_entries


def spoken_alerts(document: Document, content: TemplateContent, result: CheckResult | None) -> Iterator[str]:
    """The alert sentences in the order of the document, each only when true."""
    if result is None:
        yield _("%(check)s: not taken yet.") % {"check": content.check.title}
    else:
        name = document.check.name if document.check and document.check.name else content.check.title
        yield from _of_check(name, result)
    yield from _of_answers(document, content)
    if not inclusion_entries(document.entries):
        yield _("No entry yet about people already here.")
    if is_under_a_fifth(document):
        about, of = inclusion_ratio(document)
        yield _("Fewer than one in five open actions is about people already here: %(about)s of %(all)s.") % {
            "about": about,
            "all": of,
        }
    if result:
        yield from _of_band(document, result)


def _of_check(name: str, result: CheckResult) -> Iterator[str]:
    figures = {
        "name": name,
        "sure": result.confirmed,
        "all": result.highest,
        "band": result.confirmed_band.label,
        "could": result.could_be,
        "worst": result.could_be_band.label,
    }
    yield _("%(name)s: confirmed %(sure)s of %(all)s (%(band)s); could be %(could)s (%(worst)s).") % figures
    if result.not_known_enough:
        yield _("Not known enough: the unsure answers weigh %(unsure)s of %(all)s.") % {
            "unsure": result.unsure_weight,
            "all": result.highest,
        }
    for question in result.find_out if result.not_known_enough else ():
        yield _("To find out within 60 days: %(question)s") % {"question": question.text}
    for flag in result.flags:
        if flag.answer == "yes":
            yield _("A yes that warns on its own: %(question)s") % {"question": flag.question.text}
        elif flag.question not in result.find_out or not result.not_known_enough:
            yield _("Find out first: %(question)s") % {"question": flag.question.text}


def _of_answers(document: Document, content: TemplateContent) -> Iterator[str]:
    unknown = to_find_out(document, content)
    if unknown:
        said = ngettext(
            "%(count)s answer not known yet, in: %(sections)s.",
            "%(count)s answers not known yet, in: %(sections)s.",
            len(unknown),
        )
        yield said % {"count": len(unknown), "sections": _sections(unknown, content)}
    empty = [content.prompts[key] for key in missing_inclusion(content.prompts.values(), answers_by_id(document))]
    if empty:
        said = ngettext(
            "%(count)s question about people already here is not answered, in: %(sections)s.",
            "%(count)s questions about people already here are not answered, in: %(sections)s.",
            len(empty),
        )
        yield said % {"count": len(empty), "sections": _sections(empty, content)}


def _of_band(document: Document, result: CheckResult) -> Iterator[str]:
    band = {"band": result.confirmed_band.label.capitalize()}
    has_action = any(action.inclusion for action in document.actions)
    if result.is_watch_or_worse and not (inclusion_entries(document.entries) and has_action):
        yield _("%(band)s asks for at least one entry and one action about people already here.") % band
    if result.is_pressing_or_worse and not has_inclusion_strategy(document):
        yield _("%(band)s asks for a strategy about people already here before a briefing is ready.") % band


def _sections(prompts: Iterable[Prompt], content: TemplateContent) -> str:
    """The titles of their sections, each once, in order."""
    return "; ".join(dict.fromkeys(content.section_by_code[prompt.section].title for prompt in prompts))
