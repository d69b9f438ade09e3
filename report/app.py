"""The report page as an application: routes, templates, headers, errors. Nothing is built at import.

Every route only reads, but for what editors mark and send again (`marking`, `resending`), who signs in (`access`), and what hubs tell (`pushes`). Next: `pages` for people, `feeds` for feed readers, `api` for programs, `health` for the operator.
"""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from monitor import model, ports
from report import (
    api,
    api_marks,
    desk,
    downloads,
    etags,
    feeds,
    health,
    marking,
    mementos,
    pages,
    pushes,
    refusals,
    resending,
    searching,
    served,
    templating,
)
from report.access import Door, Gate, visitor_of
from report.access.signing import SigningIn
from report.headers import SafeHeaders


def build_app(
    readings: ports.Readings,
    clock: ports.Clock,
    *,
    watch: model.Watch,
    title: str = "Claimwatch",
    base_url: str | None = None,
    subscriptions: ports.SubscriptionStore | None = None,
    door: Door | None = None,
    work: ports.EditorialStore | None = None,
) -> FastAPI:
    """Build the page over some readings. `base_url` is the address it is known by outside (for the feed's links and
    ids); None takes the one of each request. Hubs may call where there are `subscriptions`. `door` says who comes in; None:
    whoever reaches it, to read. Editors may mark and send again where there is a store for their `work`."""
    app = FastAPI(
        title=title,
        version="1",
        summary="What the coverage says, what changed, and the evidence.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = desk.Desk(
        readings=readings,
        clock=clock,
        watch=watch,
        title=title,
        base_url=base_url.rstrip("/") if base_url else None,
        templates=Jinja2Templates(
            env=templating.build_environment(),
            context_processors=[lambda request: {"visitor": visitor_of(request)}],
        ),
        work=work,
    )
    # Before the pages: /claims/{id}.atom is no claim of that name.
    app.include_router(feeds.router)
    app.include_router(pages.router)
    app.include_router(served.router)
    app.include_router(searching.page_router)
    app.include_router(downloads.router)
    app.include_router(mementos.router)
    app.include_router(api.router)
    app.include_router(health.router)
    if subscriptions is not None:
        app.state.subscriptions = subscriptions
        app.include_router(pushes.router)
    app.mount("/static", StaticFiles(packages=[("report", "static")]), name="static")
    if work is not None:
        for router in (marking.router, resending.router, api_marks.router):
            app.include_router(router)
    if door is not None:
        app.include_router(SigningIn(door).router)
        app.add_middleware(Gate, door=door)
    app.add_middleware(etags.Etags)
    app.add_middleware(SafeHeaders)
    refusals.install(app)
    return app
