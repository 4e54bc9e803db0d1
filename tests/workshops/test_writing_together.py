"""A note that is changed while whoever leads judges it: what they decided stands, whoever was first."""

from threading import Thread

import pytest
from django.db import connection, transaction

from tests import factories
from workshops.models import Contribution, State, Workshop
from workshops.writing import Outcome, write

pytestmark = pytest.mark.django_db(transaction=True)
LOCKS = ("BEGIN", 'UPDATE "workshops_workshop"')


@pytest.fixture
def note(transactional_db):
    people = factories.cast()
    room = factories.workshop(factories.workbook(people.cluster, by=people.ana), by=people.ana)
    return factories.contribution(room, by=factories.guest(room))


class Meanwhile:
    """Lets somebody else finish their work once, between what a writer read and the row that it then holds."""

    def __init__(self, work):
        self.work, self.done = work, False

    def __call__(self, execute, sql, params, many, context):
        if not self.done and sql.startswith(LOCKS):
            self.done = True
            other = Thread(target=self.alone)
            other.start()
            other.join(20)
        return execute(sql, params, many, context)

    def alone(self):
        try:
            with transaction.atomic():
                self.work()
        finally:
            connection.close()


def changed(note, work, text="Other words"):
    """The note and what became of the change, when `work` was done just before."""
    meanwhile = Meanwhile(lambda: (Workshop.objects.get(pk=note.workshop_id).bump(), work()))
    words = {"text": text, "quadrant": note.quadrant, "tested": ""}
    with connection.execute_wrapper(meanwhile):
        found = write(note.workshop, note.key, seq=2, by=note.participant, step=note.step_id, **words)
    assert meanwhile.done
    return found


def test_a_note_that_was_hidden_meanwhile_stays_hidden_with_its_new_words(note):
    kept, outcome = changed(note, lambda: Contribution.objects.filter(pk=note.pk).update(state=State.HIDDEN))
    assert (kept.state, kept.text, outcome) == (State.HIDDEN, "Other words", Outcome.CHANGED)


def test_words_that_a_newer_sending_overtook_are_told_so(note):
    newer = {"seq": 5, "text": "Newer words"}
    kept, outcome = changed(note, lambda: Contribution.objects.filter(pk=note.pk).update(**newer))
    assert (kept.text, outcome) == ("Newer words", Outcome.OLDER)
