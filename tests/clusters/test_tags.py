"""The parts every page is made of say what they must, and draw nothing that runs."""

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from clusters.conflict import Conflict, Difference
from clusters.templatetags.workbook import Fault, faults, marked_against, quadrant_word, things_to_put_right


class Invitation(forms.Form):
    """A form with a text, a group of radios and a field nobody needs."""

    email = forms.EmailField(help_text="Where the letter goes.", error_messages={"required": "Enter an email"})
    role = forms.ChoiceField(
        choices=[("editor", "May edit"), ("viewer", "May read")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do"},
    )
    note = forms.CharField(required=False)


def drawn(source: str, **context: object) -> str:
    return Template("{% load workbook crispy_forms_filters %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("quadrant", "shape", "letter"),
    [("strength", "rect", "S"), ("weakness", "rect", "W"), ("opportunity", "circle", "O"), ("threat", "circle", "T")],
)
def test_a_mark_is_square_inside_and_round_outside(quadrant: str, shape: str, letter: str) -> None:
    mark = drawn("{% mark quadrant %}", quadrant=quadrant)
    assert f"<{shape} " in mark
    assert f">{letter}</text>" in mark
    assert 'aria-hidden="true"' in mark


def test_a_reference_carries_its_quadrant_in_words() -> None:
    assert "Threat" in drawn('{% ref "threat" 2 "/entry/" %}')


def test_an_entry_without_a_quadrant_has_no_mark_and_says_so() -> None:
    assert "<svg" not in drawn("{% mark quadrant %}", quadrant=None)
    assert quadrant_word("") == "Not sorted yet"


def test_each_grade_has_its_own_line_and_word() -> None:
    lines = [drawn("{% evidence_line grade %}", grade=grade) for grade in range(4)]
    assert len(set(lines)) == 4
    assert [
        word for word, line in zip(["Hunch", "Heard", "Backed", "Checked"], lines, strict=True) if word in line
    ] == [
        "Hunch",
        "Heard",
        "Backed",
        "Checked",
    ]
    assert "dasharray" not in lines[3]


def test_pips_fill_what_is_done() -> None:
    pips = drawn("{% pips 2 5 %}")
    assert pips.count("<rect") == 5
    assert pips.count('class="on"') == 2


def test_a_state_always_has_its_word() -> None:
    assert "Complete" in drawn('{% state "complete" %}')
    assert "2 to find out" in drawn('{% state "started" "2 to find out" %}')


def test_the_error_summary_leads_to_each_field_radios_to_their_first() -> None:
    form = Invitation({})
    assert [fault.target for fault in faults(form)] == ["id_email", "id_role_0"]
    summary = render_to_string("components/_error_summary.html", {"form": form})
    assert "There are two things to put right" in summary
    assert 'href="#id_role_0"' in summary
    assert 'id="id_role_0"' in drawn("{{ form|crispy }}", form=form)


def test_several_forms_are_summed_up_together() -> None:
    assert len(faults(None, [Invitation({}, prefix="a"), Invitation({}, prefix="b")])) == 4


def test_nothing_wrong_draws_no_summary() -> None:
    assert "error-summary" not in render_to_string("components/_error_summary.html", {"form": Invitation()})
    assert "error-summary" not in render_to_string("components/_error_summary.html")


def test_the_summary_counts_in_words_up_to_ten() -> None:
    assert things_to_put_right([Fault("", "x")]) == "There is one thing to put right"
    assert things_to_put_right([Fault("", "x")] * 11) == "There are 11 things to put right"


def test_hint_and_error_come_before_the_control_and_are_tied_to_it() -> None:
    field = drawn("{{ form.email|as_crispy_field }}", form=Invitation({}))
    places = [field.index(part) for part in ("<label", 'id="id_email_helptext"', 'id="id_email_error"', "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_email_helptext id_email_error"' in field


def test_a_group_of_radios_is_a_fieldset_that_names_its_error() -> None:
    field = drawn("{{ form.role|as_crispy_field }}", form=Invitation({}))
    assert '<fieldset aria-describedby="id_role_error"' in field
    assert field.index("<legend") < field.index('id="id_role_error"') < field.index('type="radio"')


def test_what_is_not_needed_says_so_and_nothing_is_starred() -> None:
    form = drawn("{{ form|crispy }}", form=Invitation())
    assert form.count("(optional)") == 1
    assert "*" not in form


def test_differences_are_marked_and_words_stay_words() -> None:
    marked = marked_against("Nobody speaks <b>here</b>", "Nobody answers <b>here</b>")
    assert "<mark>speaks </mark>" in marked
    assert "<b>" not in marked
    assert "&lt;" in marked


@pytest.mark.parametrize("both", ["", "Keep both"])
def test_a_conflict_offers_both_texts_and_a_press_for_each_way_out(both) -> None:
    found = Conflict((Difference("Words", "We meet", "They meet"),), 4, who="Ana", both=both)
    panel = render_to_string("components/_conflict.html", {"conflict": found})
    ways = [way for way in ("mine", "both", "theirs") if f'name="use" value="{way}"' in panel]
    assert ways == (["mine", "both", "theirs"] if both else ["mine", "theirs"])
    assert "<mark>We </mark>meet" in panel
    assert "<mark>They </mark>meet" in panel
    assert 'name="revision" value="4"' in panel
