"""The address of the report page; what it refuses is held by `cli/test_run.py`."""

import socket

import pytest

from monitor.app import page_server


@pytest.mark.enable_socket
def test_a_name_is_loopback_where_it_leads_there():
    with page_server.bind_page("localhost", 0) as bound:
        assert bound.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
