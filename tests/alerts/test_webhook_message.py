import json

from alerts import webhook_message
from monitor import model
from tests import builders


def render(**fields) -> dict:
    delivery = builders.delivery(alert=builders.alert_for_send(**fields))
    return webhook_message.render_webhook(delivery, base_url="https://watch.example")


def test_the_document_holds_the_facts_as_they_are():
    assert json.loads(json.dumps(render())) == {
        "schema": "claimwatch.alert/1",
        "id": "1:desk:desk@news.example",
        "bulletin": None,
        "alert": {
            "id": 1,
            "title": "The Coastal Ledger: 22 -> 20 living hostages",
            "severity": "high",
            "rules": ["counts"],
            "created_at": "2025-09-01T12:15:00Z",
        },
        "outlet": {"id": "ledger", "name": "The Coastal Ledger"},
        "article": {
            "id": 1,
            "url": "https://ledger.example/a",
            "headline": "Hamas to free 8 hostages",
            "language": "en",
        },
        "change": {
            "id": 1,
            "url": "https://watch.example/changes/1",
            "window": "Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025",
            "old_version": 1,
            "new_version": 2,
            "last_seen_old_at": "2025-09-01T12:00:00Z",
            "first_seen_new_at": "2025-09-01T12:15:00Z",
            "severity": "high",
            "is_silent": True,
            "notice": "",
            "reverts_to": None,
            "claims": [
                {
                    "claim": "hostages_alive",
                    "scope": "held",
                    "kind": "value",
                    "tier": "now",
                    "summary": "20 living hostages; it said 22",
                    "old": {"value": "22", "sentence": "Israel says 22 hostages are alive."},
                    "new": {"value": "20", "sentence": "Israel says 20 hostages are alive."},
                }
            ],
            "events": [
                {
                    "kind": "claim_changed",
                    "severity": "high",
                    "summary": "20 living hostages; it said 22",
                    "claim": "hostages_alive",
                    "is_told": True,
                }
            ],
        },
    }


def test_a_claim_that_is_absent_gives_the_sentence_beside_it():
    claim = builders.claim_change(
        kind=model.ChangeKind.REMOVED, new=None, new_text="none", new_sentence="They are alive."
    )

    assert render(change=builders.change(claim_changes=(claim,)))["change"]["claims"][0]["new"] == {
        "value": "none",
        "sentence": "They are alive.",
    }


def test_an_address_that_is_no_link_is_left_out():
    assert render(article_url="javascript:alert(1)")["article"]["url"] is None


def test_a_bulletin_has_its_id_and_neither_article_nor_change():
    alert = builders.bulletin_for_send()
    found = webhook_message.render_webhook(builders.delivery(alert=alert), base_url="https://watch.example")

    assert (found["bulletin"]["id"], found["bulletin"]["about"]) == (1, "The Coastal Ledger")
    assert (found["bulletin"]["claim"], found["bulletin"]["evidence"]) == (None, [])
    assert (found["article"]["id"], found["article"]["url"], found["change"]["id"]) == (None, None, None)
    assert [event["kind"] for event in found["change"]["events"]] == ["outlet_blocked"]


def test_a_bulletin_about_a_claim_has_its_evidence():
    alert = builders.sent_bulletin(builders.consensus_bulletin())
    found = webhook_message.render_webhook(builders.delivery(alert=alert), base_url="https://watch.example")

    assert found["outlet"] == {"id": None, "name": "Gaza negotiations"}
    told = found["bulletin"]
    assert (told["topic"], told["claim"], told["scope"]) == ("gaza", "hostages_alive", "held")
    assert (told["old"], told["new"], told["evidence_left_out"]) == ("22", "20", 2)
    assert [(one["part"], one["outlet"]["id"], one["value"]) for one in told["evidence"]] == [
        ("first", "herald", "20"),
        ("new", "courier", "20"),
        ("old", "ledger", ">=22"),
    ]
    assert [one["last_otherwise_at"] for one in told["evidence"][:2]] == ["2025-09-01T12:00:00Z", None]


def test_a_digest_holds_each_alert_as_it_would_come_alone():
    alone = render()
    found = webhook_message.render_webhook(
        builders.digest(left_out_count=3), base_url="https://watch.example"
    )

    assert found["schema"] == "claimwatch.digest/1"
    assert found["id"] == "digest:desk:desk@news.example:20250901T130000Z"
    assert found["digest"] == {"reason": "daily digest", "due_at": "2025-09-01T13:00:00Z", "left_out": 3}
    assert found["alerts"][0] == {key: value for key, value in alone.items() if key not in {"schema", "id"}}
    assert len(found["alerts"]) == 2
