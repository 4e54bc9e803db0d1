"""The evidence library and comments."""

from clusters.ids import new_key
from tests.adversarial.forms import Form, book, newest, revision

SOURCE_WORDS = ("name", "says", "kept_where")
SOURCE_NARROW = ("key", "revision", "grade", "speaks_of", "good_until", "url", "file")


def seen(name):
    return lambda world: {"revision": revision(getattr(world, name))}


def gone(name):
    return lambda world: {**book(world), name: getattr(world.gone, name).pk}


FORMS = {
    "swot:source-add": Form(
        good=lambda w: {"key": new_key(), "grade": "1"},
        words=SOURCE_WORDS,
        narrow=SOURCE_NARROW,
        query=("from",),
        row=lambda w: newest(w.cluster.sources),
    ),
    "swot:source": Form(
        good=lambda w: {**seen("source")(w), "grade": "2"},
        words=SOURCE_WORDS,
        narrow=(*SOURCE_NARROW, "without_file", "do"),
        row=lambda w: w.cluster.sources.get(pk=w.source.pk),
    ),
    "swot:source still good": Form(
        good=lambda w: {**seen("source")(w), "do": "good", "good_until": "2031-05-01"},
        words=("good_reason",),
        narrow=("revision", "good_until"),
        row=lambda w: w.cluster.sources.get(pk=w.source.pk),
    ),
    "swot:source-delete": Form(good=seen("source"), narrow=("revision",), loses=True),
    "swot:source-restore": Form(args=gone("source"), loses=True),
    "swot:entry-source": Form(
        good=lambda w: {**seen("entry")(w), "key": new_key()}, narrow=("revision", "key"), loses=True
    ),
    "swot:comments-about": Form(
        good=lambda w: {"key": new_key()},
        words=("text",),
        narrow=("key",),
        row=lambda w: newest(w.workbook.comments),
    ),
    "swot:comment-answer": Form(
        good=lambda w: {"key": new_key()},
        words=("text",),
        narrow=("key", "revision", "settle"),
        row=lambda w: newest(w.workbook.comments),
    ),
    "swot:comment-edit": Form(
        good=seen("comment"),
        words=("text",),
        narrow=("revision",),
        row=lambda w: w.workbook.comments.get(pk=w.comment.pk),
    ),
    "swot:comment-assign": Form(
        good=lambda w: {**seen("comment")(w), "owner": w.cast.ben.pk}, narrow=("revision", "owner", "due"), loses=True
    ),
    "swot:comment-settle": Form(good=seen("comment"), narrow=("revision",), loses=True),
    "swot:comment-reopen": Form(loses=True),
    "swot:comment-delete": Form(good=seen("comment"), narrow=("revision",), loses=True),
    "swot:comment-restore": Form(args=gone("comment"), loses=True),
}
