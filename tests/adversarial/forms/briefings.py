"""Composing briefings, and taking issued ones back."""

from briefings.models import Briefing, Dress
from tests.adversarial.forms import Form


def dress(world):
    row = Dress.objects.filter(workbook=world.workbook, edition="agency").first()
    return {"revision": row.revision if row else 0, "stands": ["measures"]}


FORMS = {
    "briefings:dress": Form(
        good=dress,
        words=("letter", "contact"),
        narrow=("stands", "revision", "do", "use"),
        row=lambda w: Dress.objects.get(workbook=w.workbook, edition="agency"),
    ),
    "briefings:withdraw": Form(
        words=("why",),
        row=lambda w: Briefing.objects.get(pk=w.briefing.pk),
        at={"why": "withdrawn_why"},
        loses=True,
    ),
    "briefings:bring-back": Form(loses=True),
}
