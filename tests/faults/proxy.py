"""A line between a driver and a server that a test can slow down, or silence without cutting it."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


class Proxy:
    """Passes everything on in both directions; `delay` in seconds a piece, and nothing at all while `silent`."""

    def __init__(self, server: str) -> None:
        self.target = ("127.0.0.1", int(server.rpartition(":")[2]))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"bolt://127.0.0.1:{self.listener.getsockname()[1]}"
        self.delay = 0.0
        self.speaks = threading.Event()
        self.speaks.set()
        self.ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def silent(self) -> bool:
        return not self.speaks.is_set()

    @silent.setter
    def silent(self, silent: bool) -> None:
        (self.speaks.clear if silent else self.speaks.set)()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            self.ends += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(1 << 16):
                self.speaks.wait()
                time.sleep(self.delay)
                sink.sendall(content)
        self._shut(source)
        self._shut(sink)

    @staticmethod
    def _shut(end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Ends every connection that there is."""
        for end in self.ends:
            self._shut(end)
        self.ends.clear()

    def close(self) -> None:
        self.silent = False
        self.listener.close()
        self.cut()
