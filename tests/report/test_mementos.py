"""Archive tools find an article's versions by Memento."""


def test_an_article_has_a_time_map_in_both_forms(page):
    answer = page.get("/articles/1/timemap")
    assert answer.headers["content-type"].startswith("application/link-format")
    told = page.get("/articles/1/timemap.json").json()
    addresses = [one["uri"] for one in told["mementos"]["list"]]
    assert len(addresses) == 3
    assert all(f"<{address}>" in answer.text for address in addresses)
    assert addresses[0].endswith("/articles/1/versions/1/raw")


def test_a_stored_page_says_when_it_was_fetched_and_what_it_is_a_capture_of(page):
    answer = page.get("/articles/1/versions/1/raw")
    assert answer.headers["memento-datetime"] == "Mon, 01 Sep 2025 12:00:00 GMT"
    assert 'rel="original"' in answer.headers["link"]
    assert '/articles/1/timemap>; rel="timemap"' in answer.headers["link"]


def test_the_gate_leads_to_a_version(page):
    answer = page.get("/articles/1/timegate", follow_redirects=False)
    assert (answer.status_code, answer.headers["vary"]) == (302, "accept-datetime")
    assert answer.headers["location"].endswith("/articles/1/versions/3/raw")
    early = {"accept-datetime": "Mon, 01 Sep 2003 12:00:00 GMT"}
    answer = page.get("/articles/1/timegate", headers=early, follow_redirects=False)
    assert answer.headers["location"].endswith("/articles/1/versions/1/raw")
    assert page.get("/articles/1/timegate", headers={"accept-datetime": "soon"}).status_code == 400


def test_an_article_that_is_not_stored_has_no_time_map(page):
    assert page.get("/articles/999/timemap").status_code == 404
    assert page.get("/articles/999/timegate").status_code == 404
