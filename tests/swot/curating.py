"""What tests of the curators' pages share: addresses, and sending a page back as a browser would."""

from django.urls import reverse


def address(what, pk, *more):
    """The address of a page of the admin."""
    return reverse(f"admin:swot_{what}", args=[pk, *more])


def page_of(version, code):
    """The address of a section's page."""
    return address("section_change", version.sections.get(code=code).pk)


def as_sent(response):
    """What a browser would send back from a page without touching it."""
    sent = {}
    forms = [response.context["adminform"].form]
    for shown in response.context["inline_admin_formsets"]:
        forms += [shown.formset.management_form, *shown.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if value is not None and value is not False:
                sent[bound.html_name] = "on" if value is True else value
    return sent


def filled(client, url):
    """The same of the page at an address."""
    return as_sent(client.get(url))


def send(client, url, **changes):
    """Send a page back with some fields changed; the fields are told by their endings."""
    return client.post(url, {**filled(client, url), **changes})


def messages(response):
    """What the page says on top."""
    return [str(message) for message in response.context["messages"]]
