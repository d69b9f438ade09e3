"""The desk: what every route needs, hung on the app by `build_app` and taken from the request by the routes."""

from dataclasses import dataclass
from typing import cast

from fastapi import Request
from fastapi.templating import Jinja2Templates

from monitor import model, ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Readings, clock and watchlist, and how the page is named and found."""

    readings: ports.Readings
    clock: ports.Clock
    watch: model.Watch
    title: str
    #: The address the page is known by outside, without a final slash; None: the one it was asked by.
    base_url: str | None
    templates: Jinja2Templates
    #: Where what editors do goes; None: the page is only read.
    work: ports.EditorialStore | None = None

    def address(self, request: Request) -> str:
        """Return the page's own address, without a final slash."""
        return self.base_url or str(request.base_url).rstrip("/")


def desk_of(request: Request) -> Desk:
    """Take the desk from a request."""
    return cast("Desk", request.app.state.desk)


def work_of(request: Request) -> ports.EditorialStore:
    """Take what editors write to from a request of a route that is only there where they may."""
    work = desk_of(request).work
    if work is None:
        raise AssertionError("routes that write are built with a store to write to")
    return work
