from alerts import subjects
from tests import builders


def subject_of(alert) -> str:
    return subjects.find_subject(builders.delivery(alert=alert))


def test_alerts_on_one_article_have_one_subject():
    first, second = builders.alert_for_send(id=1), builders.alert_for_send(id=2)

    assert subject_of(first) == subject_of(second) == "article 1"
    assert subject_of(builders.alert_for_send(article_id=2)) == "article 2"


def test_a_claim_across_outlets_an_outlet_and_a_test_have_their_own():
    consensus = builders.sent_bulletin(builders.consensus_bulletin())

    assert subject_of(consensus) == "claim hostages_alive/held of topic gaza"
    assert subject_of(builders.bulletin_for_send()) == "outlet ledger"
    assert subject_of(builders.alert_for_send(id=0)) == ""


def test_a_digest_hangs_together_with_nothing():
    assert subjects.find_subject(builders.digest()) == ""
