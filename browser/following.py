"""Where links and forms lead: https://html.spec.whatwg.org/#following-hyperlinks-2, #form-submission-algorithm"""

from typing import TYPE_CHECKING

from webapis.fetch.body import crlf, encode_multipart
from webapis.fetch.exchange import FetchRequest
from webapis.html.form_data import FormData
from webapis.infra import namespaces
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


class PlannedNavigation:
    """https://html.spec.whatwg.org/#planned-navigation"""

    def __init__(self) -> None:
        self.is_cancelled = False


def follow_hyperlink(host: "AgentHost", element: "Element") -> None:
    """https://html.spec.whatwg.org/#following-hyperlinks-2"""
    href = element.content_attribute("href")
    if href is None:
        href = element.get_attribute_ns(namespaces.XLINK, "href")
    live = host.live_document_of(element.node_document)
    # 1. Elements apart from a document lead nowhere, other than links of HTML.
    if href is None or live is None or (element.local_name == "area" and not element.is_connected):
        return
    if element.content_attribute("download") is not None:
        host.blocked(f"'{href}' was not downloaded: this browser keeps no files")
        return
    target = target_of(element, element.content_attribute("target"))
    link = Leading(element, target)
    url = parse_url(href, element.node_document.base_url())
    chosen = choose(host, live.navigable, target, link.no_opener) if url is not None else None
    if url is not None and chosen is not None:
        referrer = "" if link.no_referrer else live.document.url
        host.loop.queue_task(
            "DOM manipulation",
            lambda: chosen.navigate(url, referrer=referrer, source=live.navigable),
            live,
            "follow a hyperlink",
            host.source_line(),
        )


class Leading:
    """What the attribute rel of a link or a form says of where it leads."""

    def __init__(self, element: "Element", target: str) -> None:
        kinds = (element.content_attribute("rel") or "").lower().split()
        self.no_referrer = "noreferrer" in kinds
        # https://html.spec.whatwg.org/#get-an-element's-noopener
        self.no_opener = self.no_referrer or "noopener" in kinds
        if element.local_name != "form" and target.lower() == "_blank" and "opener" not in kinds:
            self.no_opener = True


def submit_form(host: "AgentHost", submission: "FormSubmission") -> None:
    """https://html.spec.whatwg.org/#form-submission-algorithm, the steps by scheme and method"""
    form = submission.form
    live = host.live_document_of(form.node_document)
    if live is None:
        return
    if "allow-forms" not in live.sandbox.allowed:
        host.blocked("A form was not submitted: its document is sandboxed without 'allow-forms'.")
        return
    target = target_of(form, submission.target)
    link = Leading(form, target)
    chosen = choose(host, live.navigable, target, link.no_opener)
    if chosen is None:
        return
    referrer = "" if link.no_referrer else live.document.url
    url, request = planned_navigation(submission)
    # https://html.spec.whatwg.org/#plan-to-navigate: a later submission of the form takes the place of this one. As in
    # Chromium, that is so where a button was pressed, or where the same navigable is meant.
    plan = PlannedNavigation()
    if submission.submitter is not None and form in live.planned_navigations:
        live.planned_navigations[form].is_cancelled = True
    live.planned_navigations[form] = plan
    chosen.plan_to_navigate(plan)

    def navigate() -> None:
        if live.planned_navigations.get(form) is plan:
            del live.planned_navigations[form]
        if not plan.is_cancelled:
            chosen.planned = None
            chosen.navigate(url, False, request, referrer, live.navigable)

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
        query = serialize_query(entries)
        record.set("search", query)
        if query:
            return record.href, None
        # An empty query is one, too.
        before, separator, fragment = record.href.partition("#")
        return f"{before}?{separator}{fragment}", None
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


def choose(host: "AgentHost", navigable: "Navigable", name: str, no_opener: bool) -> "Navigable | None":
    """https://html.spec.whatwg.org/#rules-for-choosing-a-navigable; None where it may not be navigated."""
    from browser.top_level import choose_navigable

    chosen = choose_navigable(host, navigable, name, no_opener)
    return chosen.navigable if chosen is not None and navigable.may_navigate(chosen.navigable) else None
