"""The isolation that all other tests rely on."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from desktop_app.system import paths


def test_no_test_reaches_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        for connect in (connection.connect, connection.connect_ex):
            with pytest.raises(pytest.fail.Exception, match="no network connection"):
                connect(("192.0.2.1", 80))


def test_no_test_sees_the_user_s_data(data_folder: Path) -> None:
    assert paths.data_folder() == data_folder
    assert not data_folder.exists()
