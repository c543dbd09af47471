"""Where links and forms lead: https://html.spec.whatwg.org/#following-hyperlinks-2, #form-submission-algorithm"""

from typing import TYPE_CHECKING

from webapis.fetch.body import crlf, encode_multipart
from webapis.fetch.exchange import FetchRequest
from webapis.html.form_data import FormData
from webapis.infra.ascii import join_surrogates
from webapis.url.record import URLRecord, parse_url
from webapis.url.urlencoded import serialize_query

if TYPE_CHECKING:
    from browser.agent_host import AgentHost
    from browser.navigable import Navigable
    from webapis.dom.element import Element
    from webapis.html.form_data import Entry
    from webapis.html.submission import FormSubmission

BOUNDARY = "----WhipsnakeFormBoundary"


def follow_hyperlink(host: "AgentHost", element: "Element") -> None:
    """https://html.spec.whatwg.org/#following-hyperlinks-2"""
    href = element.content_attribute("href")
    live = host.live_document_of(element.node_document)
    if href is None or live is None:
        return
    url = parse_url(href, element.node_document.base_url())
    chosen = choose(host, live.navigable, target_of(element, element.content_attribute("target")))
    if url is not None and chosen is not None:
        source = host.source_line()
        host.loop.queue_task(
            "DOM manipulation",
            lambda: chosen.navigate(url, referrer=live.document.url),
            live,
            "follow a hyperlink",
            source,
        )


def submit_form(host: "AgentHost", submission: "FormSubmission") -> None:
    """https://html.spec.whatwg.org/#form-submission-algorithm, the steps by scheme and method"""
    form = submission.form
    live = host.live_document_of(form.node_document)
    if live is None:
        return
    chosen = choose(host, live.navigable, target_of(form, submission.target))
    if chosen is None:
        return
    url, request = planned_navigation(submission)
    # https://html.spec.whatwg.org/#plan-to-navigate: a later submission of the form takes the place of this one.
    plan = live.planned_navigations[form] = object()

    def navigate() -> None:
        if live.planned_navigations.get(form) is plan:
            del live.planned_navigations[form]
            chosen.navigate(url, False, request, live.document.url)

    host.loop.queue_task("DOM manipulation", navigate, live, "submit a form", host.source_line())


def planned_navigation(submission: "FormSubmission") -> tuple[str, FetchRequest | None]:
    """The address, and the request of a POST."""
    entries = name_value_pairs(submission.entries)
    url = submission.action
    scheme = url.partition(":")[0]
    if submission.method == "get" or scheme not in ("http", "https"):
        if scheme not in ("http", "https", "file", "data", "about"):
            return url, None
        # https://html.spec.whatwg.org/#submit-mutate-action
        record = URLRecord(url)
        record.set("search", serialize_query(entries))
        return record.href, None
    # https://html.spec.whatwg.org/#submit-body
    request = FetchRequest(url, "POST")
    if submission.enctype == "multipart/form-data":
        form_data = FormData()
        form_data.entries = submission.entries
        request.body = encode_multipart(form_data, BOUNDARY)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
    elif submission.enctype == "text/plain":
        lines = [f"{name}={value}\r\n" for name, value in entries]
        request.body, kind = join_surrogates("".join(lines)).encode("utf-8"), "text/plain"
    else:
        request.body, kind = serialize_query(entries).encode("ascii"), "application/x-www-form-urlencoded"
    request.headers.append(("Content-Type", kind))
    return url, request


def name_value_pairs(entries: "list[Entry]") -> list[tuple[str, str]]:
    """https://html.spec.whatwg.org/#convert-to-a-list-of-name-value-pairs: line breaks are CR LF, files their names."""
    return [(crlf(name), crlf(value if isinstance(value, str) else value.name)) for name, value in entries]


def target_of(element: "Element", target: str | None) -> str:
    """https://html.spec.whatwg.org/#get-an-element's-target"""
    if target:
        return target
    for base in element.node_document.base_elements:
        found = base.content_attribute("target")
        if found is not None:
            return found
    return ""


def choose(host: "AgentHost", navigable: "Navigable", name: str) -> "Navigable | None":
    """https://html.spec.whatwg.org/#rules-for-choosing-a-navigable; there are no new windows."""
    chosen = navigable.find(name)
    if chosen is None:
        host.blocked(f"the target '{name}' would be a new window: this browser opens none")
    return chosen
