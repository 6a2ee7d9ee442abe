"""Pages of long lists: the numbers below a list, with their addresses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class PagerPage:
    """One page of results; without an address it is a gap."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a result."""

    pages: list[PagerPage]
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. rows: what the list holds there; total: of all pages; pager: None if there is one page."""

    rows: Sequence[Any]
    total: int
    pager: Pager | None


def pager_of(current: int, last: int, address_of: Callable[[int], str]) -> Pager | None:
    """Return the numbers below a list: the first two, the last two, and those around the current one."""
    if last <= 1:
        return None
    wanted = sorted({1, 2, current - 1, current, current + 1, last - 1, last} & set(range(1, last + 1)))
    pages: list[PagerPage] = []
    for number in wanted:
        if pages and number - pages[-1].number > 1:
            pages.append(PagerPage(pages[-1].number + 1, "", is_current=False))
        pages.append(PagerPage(number, address_of(number), number == current))
    before = address_of(current - 1) if current > 1 else ""
    after = address_of(current + 1) if current < last else ""
    return Pager(pages, before, after)


def page_of(request: HttpRequest, rows: Any, *, size: int = 25) -> Page:
    """Return the page of a query or list that the address names as `page`; the nearest one where it names none.

    Other parameters of the address are kept in the addresses of the other pages.
    """
    found = Paginator(rows, size).get_page(request.GET.get("page"))

    def address_of(number: int) -> str:
        parameters = request.GET.copy()
        parameters["page"] = str(number)
        return f"?{parameters.urlencode()}"

    pager = pager_of(found.number, found.paginator.num_pages, address_of)
    return Page(list(found.object_list), found.paginator.count, pager)
