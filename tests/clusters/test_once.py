"""The key of a form that makes something: the same for the same words, another one for others."""

from django.http import QueryDict

from clusters.forms.once import once


def key(said, sent="01a2"):
    return once(sent, QueryDict(said))


def test_the_same_words_have_the_same_key_whatever_button_was_pressed():
    assert key("text=Nine&csrfmiddlewaretoken=a&use=later") == key("text=Nine&csrfmiddlewaretoken=b&use=sort")


def test_other_words_with_the_same_key_are_another_thing():
    assert key("text=Nine") != key("text=Ten")
    assert key("text=Nine", "01a2") != key("text=Nine", "01a3")


def test_a_key_that_comes_back_keeps_its_length():
    again = key("text=Nine", key("text=Nine"))
    assert again == key("text=Nine")
    assert len(key("text=Nine", "k" * 500)) < 60
