"""The server's side of MySQL's protocol as a StarRocks frontend speaks it: text result sets, mysql_native_password, no TLS."""

import hashlib
import os
import struct

from peer import Closed, Peer
from scenario import SqlError

_LONG_PASSWORD, _LONG_FLAG, _WITH_DATABASE, _PROTOCOL_41, _TRANSACTIONS = 0x1, 0x4, 0x8, 0x200, 0x2000
_SECURE, _MULTI_STATEMENTS, _MULTI_RESULTS, _PLUGINS, _ATTRIBUTES, _LENENC_AUTH = 0x8000, 0x10000, 0x20000, 0x80000, 0x100000, 0x200000
_CAPABILITIES = (_LONG_PASSWORD | _LONG_FLAG | _WITH_DATABASE | _PROTOCOL_41 | _TRANSACTIONS | _SECURE | _MULTI_STATEMENTS | _MULTI_RESULTS
                 | _PLUGINS | _ATTRIBUTES | _LENENC_AUTH)
_AUTOCOMMIT, _MORE_RESULTS = 0x2, 0x8
_UTF8 = 33
_PLUGIN = "mysql_native_password"
_QUIT, _INIT_DB, _QUERY, _PROCESS_KILL, _PING, _RESET = 1, 2, 3, 12, 14, 31
_VAR_STRING, _LONGLONG = 253, 8


class MysqlPeer(Peer):
    def talk(self, wire, number):
        Talk(wire, self, number).greet()


class Talk:
    """One connection."""

    def __init__(self, wire, peer, number):
        self.wire = wire
        self.peer = peer
        self.number = number
        self.session = None
        self.sequence = 0

    def greet(self):
        salt = bytes(b % 94 + 33 for b in os.urandom(20))
        version = self.peer.model.version.encode() + b"\0"
        low, high = _CAPABILITIES & 0xFFFF, _CAPABILITIES >> 16
        self._send(b"\x0a" + version + struct.pack("<I", self.number) + salt[:8] + b"\0"
                   + struct.pack("<HBHHB", low, _UTF8, _AUTOCOMMIT, high, 21)
                   + b"\0" * 10 + salt[8:] + b"\0" + _PLUGIN.encode() + b"\0")
        try:
            user, database = self._authenticate(salt)
            self.session = self.peer.enter(self.number, user, database)
        except SqlError as error:
            self._error(error)
            self.wire.close_politely()
            return
        self._ok()
        while self._command():
            pass

    def _authenticate(self, salt):
        body = self._read()
        (flags,) = struct.unpack_from("<I", body)
        if not flags & _PROTOCOL_41:
            raise Closed()
        user, place = _zero_ended(body, 32)
        size, place = (_number(body, place) if flags & _LENENC_AUTH else (body[place], place + 1))
        token = body[place:place + size]
        place += size
        database = ""
        if flags & _WITH_DATABASE:
            database, place = _zero_ended(body, place)
        plugin = _zero_ended(body, place)[0] if flags & _PLUGINS else _PLUGIN
        if plugin != _PLUGIN and self.peer.users is not None:
            self._send(b"\xfe" + _PLUGIN.encode() + b"\0" + salt + b"\0")
            token = self._read()
        known = None if self.peer.users is None else self.peer.users.get(user)
        if self.peer.users is not None and (known is None or token != _scrambled(known, salt)):
            used = "YES" if token else "NO"
            raise SqlError("28000", f"Access denied for user '{user}' (using password: {used})", 1045)
        return user, database

    def _command(self):
        self.sequence = 0
        body = self._read()
        code, text = body[0], body[1:].decode("utf-8", "surrogateescape")
        if code == _QUIT:
            return False
        try:
            if code == _QUERY:
                self._query(text)
            elif code in (_PING, _RESET):
                self._ok()
            elif code == _INIT_DB:
                self._query(f"USE `{text}`")
            elif code == _PROCESS_KILL:
                self._query(f"KILL {struct.unpack('<I', body[1:5])[0]}")
            else:
                raise SqlError("HY000", f"Unsupported command({code})", 1105)
        except SqlError as error:
            self._error(error)
        return True

    def _query(self, sql):
        found, before = False, None
        for result in self.session.run(sql):
            if before is not None:
                self._result(before, _AUTOCOMMIT | _MORE_RESULTS)
            found, before = True, result
        if not found:
            raise SqlError("42000", "Query was empty", 1065)
        self._result(before, _AUTOCOMMIT)

    def _result(self, result, status):
        if result.columns is None:
            return self._ok(result.affected, status)
        self._send(_length(len(result.columns)))
        kinds = result.kinds or [""] * len(result.columns)
        for name, kind in zip(result.columns, kinds):
            self._send(_column(name, _LONGLONG if kind else _VAR_STRING))
        end = b"\xfe" + struct.pack("<HH", 0, status)
        self._send(end)
        for row in result.rows:
            self._send(b"".join(b"\xfb" if it is None else _sized(it) for it in row))
        self._send(end)
        return None

    def _ok(self, affected=0, status=_AUTOCOMMIT):
        self._send(b"\0" + _length(affected) + _length(0) + struct.pack("<HH", status, 0))

    def _error(self, error):
        self._send(b"\xff" + struct.pack("<H", error.number) + b"#" + error.code.encode()[:5].ljust(5, b"0") + error.message.encode())

    def _send(self, body):
        while True:
            part, body = body[:0xFFFFFF], body[0xFFFFFF:]
            self.wire.write(struct.pack("<I", len(part))[:3] + bytes([self.sequence & 255]) + part)
            self.sequence += 1
            if len(part) < 0xFFFFFF:
                return

    def _read(self):
        whole = b""
        while True:
            head = self.wire.read(4)
            size = int.from_bytes(head[:3], "little")
            self.sequence = head[3] + 1
            whole += self.wire.read(size)
            if size < 0xFFFFFF:
                break
        if not whole:
            raise Closed()
        return whole


def _length(value):
    if value < 0xFB:
        return bytes([value])
    if value < 1 << 16:
        return b"\xfc" + struct.pack("<H", value)
    return b"\xfe" + struct.pack("<Q", value)


def _sized(text):
    data = text.encode("utf-8", "surrogateescape")
    return _length(len(data)) + data


def _number(body, place):
    """A length-encoded number and the place behind it."""
    size = {0xFC: 2, 0xFD: 3, 0xFE: 8}.get(body[place], 0)
    if not size:
        return body[place], place + 1
    return int.from_bytes(body[place + 1:place + 1 + size], "little"), place + 1 + size


def _zero_ended(body, place):
    end = body.find(b"\0", place)
    end = len(body) if end < 0 else end
    return body[place:end].decode(), end + 1


def _column(name, kind):
    return b"".join(_sized(it) for it in ("def", "", "", "", name, name)) + b"\x0c" + struct.pack("<HIBHBH", _UTF8, 1 << 16, kind, 0, 0, 0)


def _scrambled(password, salt):
    if not password:
        return b""
    first = hashlib.sha1(password.encode()).digest()
    second = hashlib.sha1(salt + hashlib.sha1(first).digest()).digest()
    return bytes(a ^ b for a, b in zip(first, second))
