import pytest

from monitor import model
from tests import builders


def test_a_check_and_no_other_job_comes_with_its_article():
    with pytest.raises(ValueError, match="its article"):
        model.Job(kind=model.JobKind.CHECK, id=1, lane="ledger.example")
    with pytest.raises(ValueError, match="its article"):
        model.Job(kind=model.JobKind.POLL, id=1, lane="ledger.example", claimed=builders.job().claimed)
