"""Speaks MariaDB's protocol over a unix socket as root without a password: one statement at a time, values as text."""

import socket
import struct

from failures import SqlFailure

# Errors that mean: these rows do not allow it (duplicate, null, too long, out of range, not a value, a check, a key, no partition).
BY_DATA = {1062, 1048, 1138, 1264, 1265, 1292, 1366, 1406, 1411, 1441, 1451, 1452, 1263, 1526, 1690, 4025, 1586, 1761, 4038}
_CAPABILITIES = 0x1 | 0x4 | 0x200 | 0x2000 | 0x8000 | 0x80000  # long password and flag, protocol 4.1, transactions, plugins
_UTF8MB4 = 45


class Connection:
    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._input = self._socket.makefile("rb")
        self.columns = []
        self._packet()  # the server's greeting
        head = struct.pack("<IIB23x", _CAPABILITIES, 1 << 24, _UTF8MB4)
        self._send(head + b"root\0" + b"\0" + b"mysql_native_password\0", 1)
        answer = self._packet()
        if answer[:1] == b"\xff":
            raise _failure(answer, "connect")

    def close(self):
        self._input.close()
        self._socket.close()

    def execute(self, sql):
        self._send(b"\x03" + sql.encode("utf-8", "surrogateescape"), 0)
        first = self._packet()
        if first[:1] == b"\xff":
            raise _failure(first, sql)
        if first[:1] == b"\0":
            return []
        count, _ = _number(first, 0)
        self.columns = [_column_name(self._packet()) for _ in range(count)]
        self._packet()  # the end of the columns
        rows = []
        while True:
            packet = self._packet()
            if packet[:1] == b"\xff":
                raise _failure(packet, sql)
            if packet[:1] == b"\xfe" and len(packet) < 9:
                return rows
            rows.append(_row(packet, count))

    def _send(self, body, number):
        self._socket.sendall(struct.pack("<I", len(body))[:3] + bytes([number]) + body)

    def _packet(self):
        head = self._input.read(4)
        if len(head) < 4:
            raise ConnectionError("the server has closed the connection")
        return self._input.read(int.from_bytes(head[:3], "little"))


def _failure(packet, sql):
    (code,) = struct.unpack_from("<H", packet, 1)
    message = packet[3:].decode("utf-8", "replace")
    return SqlFailure(f"{message[6:] if message[:1] == '#' else message} ({code})", sql, code in BY_DATA)


def _number(packet, place):
    """A length-encoded number, None for null, and the place behind it."""
    first = packet[place]
    if first < 0xFB:
        return first, place + 1
    if first == 0xFB:
        return None, place + 1
    size = {0xFC: 2, 0xFD: 3, 0xFE: 8}[first]
    return int.from_bytes(packet[place + 1:place + 1 + size], "little"), place + 1 + size


def _row(packet, count):
    values, place = [], 0
    for _ in range(count):
        length, place = _number(packet, place)
        if length is None:
            values.append(None)
        else:
            values.append(packet[place:place + length].decode("utf-8", "surrogateescape"))
            place += length
    return tuple(values)


def _column_name(packet):
    """The fifth of a column's texts, behind catalog, schema, and the two names of its table."""
    place = 0
    for _ in range(4):
        length, place = _number(packet, place)
        place += length
    length, place = _number(packet, place)
    return packet[place:place + length].decode()
