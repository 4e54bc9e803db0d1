"""Words of another cluster: in no page, file or print that Ana, a curator, a superuser or nobody can get."""

import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from django.db import transaction
from django.urls import reverse

from briefings.editions import editions
from briefings.formats.registry import FormatConverter
from swot.curators import make_curator
from tests import factories, loops
from tests.access import SIGNED_OUT
from tests.access.company import browser, guest
from tests.access.workshops import room
from tests.access.world import world
from tests.adversarial.foreign import WORD, foreign
from tests.test_access import ROWS
from tests.workshops.live.driven import Listener, asked, serving
from workshops.live.tickets import address
from workshops.models import Step
from workshops.projection import Audience

pytestmark = pytest.mark.django_db
GETS = sorted(name for name, row in ROWS.items() if row.get)
POSTS = sorted(name for name, row in ROWS.items() if row.post)
PARTS = 4  # a stage for each: they are dear
THEIRS = ("swot:", "briefings:", "workshops:")
OF_NOBODY = ("briefings:worksheet",)  # a template's, which every workbook of its kind shares
# Whoever knows the address of a room is shown its door, and nothing that lies behind it.
GUESTS = ("room", "me", "note", "ballot", "finished", "mine", "along", "guest-ticket")
DOORS = tuple(f"workshops:{name}" for name in GUESTS)
ROOMS = ("workshops:", "briefings:room")
LINK = re.compile(rb'href="(/admin/[^"#]*)"')
LEAVES = (b"logout", b"password")
FORMATS = sorted(FormatConverter.regex.replace("\\", "").split("|"))


@pytest.fixture
def stage():
    """Ana's cluster with one of everything, and Dev's full of one word."""
    made = world()
    book, briefing = foreign(made.cast.dev)
    return made, book, briefing


def readers(stage):
    """Everybody who is no member of Dev's cluster."""
    cast = stage[0].cast
    make_curator(cast.cleo)
    root = factories.user("Root", is_staff=True, is_superuser=True)
    people = {"ana": cast.ana, "caro": cast.caro, "cleo": cast.cleo, "root": root, "nobody": None}
    return {**{name: browser(person) for name, person in people.items()}, "guest": guest(stage[0])}


def read(response):
    """All a file says: a PDF's text, titles and metadata, or the bytes as they are."""
    return said_in(response.content) + str(response.headers)


def said_in(body):
    """All that stands in a file, in those within it too: a text to edit and a spreadsheet are archives as well."""
    if zipfile.is_zipfile(io.BytesIO(body)) and body.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        return " ".join(said_in(packed.read(one)) + one.filename for one in packed.infolist())
    if not body.startswith(b"%PDF-"):
        return body.decode(errors="replace")
    pdf = pypdf.PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in pdf.pages]
    return " ".join([*pages, str(pdf.metadata), str(pdf.outline)])


def knows(text):
    return WORD.lower() in text.lower()


def of_theirs(name, stage):
    """The address of a page in Dev's workbook or cluster; None where the address is of neither."""
    made, book, briefing = stage
    args = ROWS[name].args(made)
    if name in ("briefings:pdf", "briefings:file"):
        return reverse(name, kwargs={**args, "pk": briefing.pk})
    if "pk" not in args or name in OF_NOBODY or not name.startswith((*THEIRS, "clusters:")):
        return None
    if name.startswith(ROOMS) and args["pk"] != made.workbook.pk:
        return reverse(name, kwargs={**args, "pk": book.workshops.get().pk})
    return reverse(name, kwargs={**args, "pk": book.pk if name.startswith(THEIRS) else book.cluster.pk})


def test_the_word_stands_in_every_page_its_own_leader_reads(stage):
    dev, book = browser(stage[0].cast.dev), stage[1]
    home = {"clusters:detail", "clusters:edit", "swot:workbook", "swot:board", "swot:export", "swot:strategies"}
    for name in sorted(home | {"swot:inclusion", "swot:find-out", "swot:actions", "briefings:list", "briefings:draft"}):
        assert knows(read(dev.get(of_theirs(name, stage)))), name
    assert read(dev.get(of_theirs("swot:export", stage))).count(WORD) > 40
    assert knows(read(dev.get(of_theirs("briefings:pdf", stage))))
    for key in FORMATS:
        assert knows(read(dev.get(reverse("briefings:file", args=[stage[2].pk, key])))), key
    assert book.begun_by == stage[0].cast.dev


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_ours_knows_it_and_theirs_is_not_there(part, stage):
    for who, client in readers(stage).items():
        for name in GETS[part::PARTS]:
            ours, theirs = reverse(name, kwargs=ROWS[name].args(stage[0])), of_theirs(name, stage)
            assert not knows(read(client.get(ours, follow=True))), (who, name)
            if theirs:
                is_not_there(client.get(theirs), who, name)


def test_the_word_stands_on_the_page_of_who_leads_their_room(stage):
    dev = browser(stage[0].cast.dev)
    assert knows(read(dev.get(of_theirs("workshops:groups", stage))))
    assert knows(read(dev.get(of_theirs("workshops:lead", stage))))


def is_not_there(answer, who, name, signed_out=302):
    """404, and nothing of it told; who is not signed in is asked to. The door of a room is there, and tells nothing."""
    if name not in DOORS:
        assert answer.status_code == (signed_out if who in SIGNED_OUT else 404), (who, name)
    assert not knows(read(answer)), (who, name)


@pytest.mark.parametrize("edition", [one.key for one in editions()])
def test_no_print_of_ours_knows_it(edition, stage):
    made = stage[0]
    answer = browser(made.cast.ana).get(reverse("briefings:draft", args=[made.workbook.pk]), {"for": edition})
    assert answer.status_code == 200
    assert "Lantern" in read(answer)
    assert not knows(read(answer))


@pytest.mark.parametrize("key", FORMATS)
def test_no_file_of_ours_knows_it_and_theirs_is_not_given_in_any_format(key, stage):
    made, book, briefing = stage
    made.workbook.add_action(by=made.cast.ana, text="Ring the Lantern owner", due=date(2030, 1, 5))
    ana = browser(made.cast.ana)
    for name, pk in (("briefings:draft-file", made.workbook.pk), ("briefings:file", made.briefing.pk)):
        given = ana.get(reverse(name, args=[pk, key]))
        assert given.status_code == 200 or name == "briefings:file", name
        assert not knows(read(given)), name
    for who, client in readers(stage).items():
        for name, pk in (("briefings:draft-file", book.pk), ("briefings:file", briefing.pk)):
            is_not_there(client.get(reverse(name, args=[pk, key])), who, name)


@pytest.mark.django_db(transaction=True)
def test_no_stream_and_no_poll_of_ours_knows_it(stage):
    made, book, _briefing = stage
    ours, theirs = room(made), book.workshops.get()
    pia = factories.guest(ours)
    factories.contribution(ours, by=pia, text="A lantern of our own")
    told = {
        "leader": (Audience.LEADER, made.cast.ana.pk),
        "screen": (Audience.SCREEN, None),
        "phone": (Audience.PHONE, pia.pk),
    }
    mine = {who: address(ours, audience, person=person) for who, (audience, person) in told.items()}
    Step.objects.filter(pk__in=(ours.step_id, theirs.step_id)).update(others_visible=True)
    dev = address(theirs, Audience.SCREEN, person=None)
    # Ana does not lead there: a ticket of that kind would be a forged one, and opens nothing all the same.
    forged = address(theirs, Audience.LEADER, person=made.cast.ana.pk)

    async def story():
        async with serving() as app:
            assert knows(str(await Listener(app, dev).next()))
            for who, path in mine.items():
                frame, poll = await Listener(app, path).next(), await asked(app, path + "delta", "since=0")
                assert frame["kind"] != "over", who
                assert not knows(str(frame) + poll[2].decode()), who
            assert (await Listener(app, forged).next()) == {"kind": "over"}
            assert (await asked(app, forged + "delta"))[2] == b'{"kind":"over"}'

    loops.run(story())


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_to_a_form_knows_it(part, stage):
    people = readers(stage)
    for name in POSTS[part::PARTS]:
        theirs = of_theirs(name, stage)
        for who, client in people.items() if theirs else ():
            is_not_there(client.post(theirs, {"text": "x", "revision": 1}), who, name, 401)
        with transaction.atomic():
            ana, ours = browser(stage[0].cast.ana), reverse(name, kwargs=ROWS[name].args(stage[0]))
            assert not knows(read(ana.post(ours, {"revision": 1}, follow=True))), name
            transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["cleo", "root"])
def test_no_page_of_the_admin_knows_it(who, stage):
    client, seen, waiting = readers(stage)[who], set(), ["/admin/"]
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        answer = client.get(address)
        seen.add(address)
        assert answer.status_code in (200, 302), address
        assert not knows(read(answer)), address
        found = {link.decode().replace("&amp;", "&") for link in LINK.findall(answer.content)}
        waiting += sorted(link for link in found - seen - set(waiting) if not any(w in link.encode() for w in LEAVES))
    assert len(seen) > 10


@pytest.mark.parametrize("query", ["q=quarter", "q=strength", "e=1", "all=", "o=1.2"])
def test_searching_the_admin_finds_no_word_of_a_workbook(query, stage):
    client = readers(stage)["root"]
    pages = [
        client.get(f"/admin/{model}/?{query}") for model in ("clusters/user", "swot/workbooktemplate", "swot/prompt")
    ]
    for page in pages:
        assert not knows(read(page))


def test_leaving_a_cluster_closes_it_at_once(stage):
    made, book, _ = stage
    book.cluster.memberships.create(user=made.cast.ana, role="viewer")
    client = browser(made.cast.ana)
    addresses = [of_theirs(name, stage) for name in ("clusters:detail", "swot:board", "swot:export", "briefings:pdf")]
    assert all(knows(read(client.get(address))) for address in addresses)
    book.cluster.memberships.get(user=made.cast.ana).leave()
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert not knows(read(client.get("/")))
