"""Speaks PostgreSQL's protocol over a unix socket: one statement at a time, values as text."""

import socket
import struct

from failures import SqlFailure

# Classes of SQLSTATE that mean: these rows do not allow it.
BY_DATA = ("22", "23")


class Connection:
    def __init__(self, path, database, user="postgres"):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._input = self._socket.makefile("rb")
        words = b"user\0" + user.encode() + b"\0database\0" + database.encode() + b"\0client_encoding\0UTF8\0\0"
        self._socket.sendall(struct.pack("!ii", len(words) + 8, 196608) + words)
        self._read_until_ready("connect")

    def close(self):
        try:
            self._socket.sendall(b"X" + struct.pack("!i", 4))
        finally:
            self._input.close()
            self._socket.close()

    def execute(self, sql):
        body = sql.encode() + b"\0"
        self._socket.sendall(b"Q" + struct.pack("!i", len(body) + 4) + body)
        return self._read_until_ready(sql)

    def _read_until_ready(self, sql):
        rows, error = [], None
        while True:
            kind, body = self._message()
            if kind == b"D":
                rows.append(_row(body))
            elif kind == b"T":
                self.columns = _names(body)
            elif kind == b"E":
                error = dict((part[:1], part[1:].decode("utf-8", "replace")) for part in body.split(b"\0") if part)
            elif kind == b"Z":
                if error:
                    message = f"{error[b'M']} ({error[b'C']}){_hint(error)}"
                    raise SqlFailure(message, sql, error[b"C"][:2] in BY_DATA)
                return rows

    def _message(self):
        head = self._input.read(5)
        if len(head) < 5:
            raise ConnectionError("the server has closed the connection")
        return head[:1], self._input.read(struct.unpack("!i", head[1:])[0] - 4)


def _hint(error):
    return "".join(f"; {error[key]}" for key in (b"D", b"H") if key in error)


def _names(body):
    (count,) = struct.unpack_from("!h", body)
    names, place = [], 2
    for _ in range(count):
        end = body.index(b"\0", place)
        names.append(body[place:end].decode())
        place = end + 19
    return names


def _row(body):
    (count,) = struct.unpack_from("!h", body)
    values, place = [], 2
    for _ in range(count):
        (length,) = struct.unpack_from("!i", body, place)
        place += 4
        if length < 0:
            values.append(None)
        else:
            values.append(body[place:place + length].decode())
            place += length
    return tuple(values)
