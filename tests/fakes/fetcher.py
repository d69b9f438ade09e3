from collections.abc import Callable, Mapping
from dataclasses import replace

from monitor import model
from tests import builders

Answer = model.FetchedPage | model.Failure
Route = Answer | Callable[[model.FetchRequest], Answer]


class FakeFetcher:
    """Answers from its routes, 404 beyond them, and 304 where the validator is still good; keeps every request."""

    def __init__(self, routes: Mapping[str, Route] | None = None) -> None:
        self.routes = dict(routes or {})
        self.requests: list[model.FetchRequest] = []

    def fetch(self, request: model.FetchRequest) -> Answer:
        self.requests.append(request)
        route = self.routes.get(request.url)
        if route is None:
            return builders.page(b"", url=request.url, status=404)
        answer = route(request) if callable(route) else route
        if isinstance(answer, model.Failure):
            return answer
        etag = answer.header("etag")
        if etag is not None and etag == request.etag:
            return replace(answer, status=304, body=b"")
        return answer
