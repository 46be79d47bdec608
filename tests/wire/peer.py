"""A server on loopback: one thread a connection, each with a session of the model; the protocols stand in the derived classes."""

import itertools
import socket
import struct
import threading

from scenario import Dropped


class Closed(Exception):
    """The client has gone."""


class Peer:
    """`with PostgresPeer(model) as peer: … peer.port …`. `users` holds passwords by name; with none everybody comes in. With a
    `path` it listens there instead, on a unix socket."""

    def __init__(self, model, users=None, port=0, path=None):
        self.model = model
        self.users = users
        self.refuses = False  # cuts new connections at once, as a server that is down
        self.sessions = {}  # number -> session of the model
        self.secrets = {}  # number -> what a client must know to cancel
        self._port = port
        self._path = path
        self._numbers = itertools.count(1001)
        self._sockets = set()
        self._lock = threading.Lock()

    def __enter__(self):
        if self._path:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self._path))
            self._listener.listen()
        else:
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        # Closing alone does not wake the thread that accepts.
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        with self._lock:
            left = list(self._sockets)
        for it in left:
            cut(it)

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self.refuses:
                cut(connection)
                continue
            with self._lock:
                self._sockets.add(connection)
            threading.Thread(target=self._serve, args=(connection, next(self._numbers)), daemon=True).start()

    def _serve(self, connection, number):
        if connection.family == socket.AF_INET:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.talk(Wire(connection), number)
        except (Closed, OSError):
            pass
        except Dropped:
            self.leave(number)
            cut(connection)
        finally:
            self.leave(number)
            with self._lock:
                self._sockets.discard(connection)
            cut(connection)

    def enter(self, number, user, database):
        session = self.model.open(number, user, database)
        with self._lock:
            self.sessions[number] = session
        return session

    def leave(self, number):
        """Ends the session before the client can know that it is cut off, so that its next one finds what was rolled back."""
        with self._lock:
            session = self.sessions.pop(number, None)
        if session:
            session.close()

    def talk(self, wire, number):
        raise NotImplementedError


def cut(connection):
    """Resets the connection."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    except OSError:
        pass


class Wire:
    """Bytes in and out."""

    def __init__(self, connection):
        self._socket = connection

    def read(self, size):
        found = b""
        while len(found) < size:
            part = self._socket.recv(size - len(found))
            if not part:
                raise Closed()
            found += part
        return found

    def write(self, data):
        self._socket.sendall(data)

    def close_politely(self):
        self._socket.shutdown(socket.SHUT_RDWR)
