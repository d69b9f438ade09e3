"""The API's description of itself is true: whatever is asked by it gets an answer that it names."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report import records

_INTEGERS = st.one_of(st.integers(-1, 60), st.sampled_from([2**31 - 1, 2**31, 10**30]))
_TEXTS = st.one_of(
    st.sampled_from(
        [
            "hostages_alive",
            "ledger",
            "",
            "0",
            "h12",
            "2025-09-01",
            "2025-09-01T00:00:00Z",
            "en",
            "any",
            "\x00",
        ]
    ),
    st.text(max_size=8),
)


def kinds_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return schema.get("anyOf", [schema])


def values_of(schema: dict[str, Any], document: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of a parameter, and some that are none."""
    wild = st.one_of(_TEXTS, _INTEGERS)
    fitting = []
    for kind in kinds_of(schema):
        named = document["components"]["schemas"].get(kind.get("$ref", "").rpartition("/")[2], kind)
        if "enum" in named:
            fitting.append(st.sampled_from(named["enum"]))
        elif named.get("type") == "integer":
            fitting.append(_INTEGERS)
    return st.one_of(*fitting, wild)


def routes_of(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (path, item["get"])
        for path, item in document["paths"].items()
        if path.startswith("/api/v1/") and "get" in item
    ]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_asked_gets_an_answer_that_the_document_names(page, data):
    document = page.get("/api/openapi.json").json()
    path, route = data.draw(st.sampled_from(routes_of(document)))
    query, places = {}, {}
    for parameter in route.get("parameters", []):
        values = values_of(parameter["schema"], document)
        if parameter["in"] == "path":
            places[parameter["name"]] = data.draw(
                st.one_of(
                    st.integers(1, 60),
                    values.filter(lambda one: str(one) not in {"", ".", ".."} and "/" not in str(one)),
                )
            )
        elif data.draw(st.booleans()):
            query[parameter["name"]] = data.draw(values)
    address = path
    for name, value in places.items():
        address = address.replace(f"{{{name}}}", _quoted(str(value)))
    answer = page.get(address, params={name: _stored(value) for name, value in query.items()})
    named = route["responses"].get(str(answer.status_code))
    assert named is not None, (address, query, answer.status_code)
    assert answer.headers["content-type"].partition(";")[0] in named["content"]
    if answer.status_code != 200:
        assert records.Problem.model_validate(answer.json()).status == answer.status_code


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def _stored(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode()


def test_lists_of_the_api_say_where_they_go_on(page):
    document = page.get("/api/openapi.json").json()
    # Outlets are as many as the watchlist names.
    for path, route in routes_of(document):
        reference = route["responses"]["200"]["content"]["application/json"]["schema"].get("$ref", "")
        fields = document["components"]["schemas"].get(reference.rpartition("/")[2], {}).get("properties", {})
        if "items" in fields and path != "/api/v1/outlets":
            assert {"next_before", "next_after"} & fields.keys(), path


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/changes", "/api/v1/nothing", "/api/v1"])
def test_an_unknown_route_of_the_api_is_a_problem(page, path):
    answer = page.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_cannot_be_sent_says_what_can(page):
    answer = page.delete("/api/v1/changes")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/api/v1/changes", "/api/v1/outlets", "/api/openapi.json", "/api/v1/articles/1"]
)
def test_who_has_the_answer_is_not_sent_it_again(page, path):
    whole = page.get(path)
    etag = whole.headers["etag"]
    again = page.get(path, headers={"if-none-match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert "content-type" not in again.headers
    assert page.get(path, headers={"if-none-match": '"other"'}).content == whole.content
    assert "etag" not in page.get("/api/v1/nothing").headers


def test_articles_alerts_bulletins_and_observations_come_in_pages(page):
    def walk(path: str, field: str = "items", **query) -> list[list[int]]:
        pages, before = [], None
        while True:
            asked = query | ({"before": before} if before else {})
            answer = page.get(path, params={"limit": 2} | asked).json()
            pages.append([one.get("id") or one["from_at"] for one in answer[field]])
            before = answer["next_before"]
            if before is None:
                return pages

    assert [len(one) for one in walk("/api/v1/articles")] == [2, 2, 1]
    assert [one for found in walk("/api/v1/articles") for one in found] == [5, 4, 3, 2, 1]
    alerts = [one for found in walk("/api/v1/alerts") for one in found]
    assert alerts == sorted(alerts, reverse=True)
    assert len(alerts) == len(page.get("/api/v1/alerts").json()["items"])
    seen = walk("/api/v1/claims/hostages_alive", "observations")
    whole = page.get("/api/v1/claims/hostages_alive").json()["observations"]
    assert [one for found in reversed(seen) for one in found] == [one["from_at"] for one in whole]
