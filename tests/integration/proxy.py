"""A stretch of network between the program and the server, which can be slow or break."""

import contextlib
import socket
import threading
import time


class Proxy:
    """Passes connections on to a port of this PC.

    drop_after: bytes from the server after which all is cut off (once); bytes_per_second: speed limit of what the server
    sends; silent: accepts connections and says nothing. `received` counts what the server has sent.
    """

    def __init__(self, target_port):
        self.target_port = target_port
        self.drop_after = None
        self.bytes_per_second = None
        self.silent = False
        self.received = 0
        self.dropped = 0
        self._lock = threading.Lock()
        self._open = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def cut(self):
        """Breaks every open connection."""
        with self._lock:
            ends, self._open = self._open, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.append(client)
            if self.silent:
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target_port))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._open.append(server)
            threading.Thread(target=self._pass, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, True), daemon=True).start()

    def _pass(self, source, target, counted):
        with contextlib.suppress(OSError):
            while data := source.recv(16384):
                if counted and not self._may_pass(data):
                    self.cut()
                    return
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def _may_pass(self, data):
        if self.drop_after is not None and self.received + len(data) > self.drop_after:
            self.drop_after = None
            self.dropped += 1
            return False
        self.received += len(data)
        if self.bytes_per_second:
            time.sleep(len(data) / self.bytes_per_second)
        return True
