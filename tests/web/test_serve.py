"""The socket that the service listens on."""

import socket

import pytest

from graphsvc.errors import SettingError
from graphsvc.web.serve import STALL_MILLISECONDS, _listen
from tests.fixtures.ports import free_port


def test_a_port_that_is_taken_is_told():
    with _listen("127.0.0.1", free_port()) as taken:
        taken.listen()
        with pytest.raises(SettingError, match="cannot be used"):
            _listen("127.0.0.1", taken.getsockname()[1])


def test_a_client_that_takes_in_nothing_is_let_go_by_the_system():
    with _listen("127.0.0.1", free_port()) as listening:
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == STALL_MILLISECONDS
