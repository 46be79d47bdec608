"""The server's side of PostgreSQL's protocol, version 3, as an Amazon Redshift speaks it: text values, no TLS."""

import hashlib
import os
import struct

from peer import Closed, Peer
from scenario import SqlError

_TLS, _GSS, _CANCEL, _VERSION_3 = 80877103, 80877104, 80877102, 196608
_OIDS = {"bool": (16, 1), "int": (20, 8), "": (1043, -1)}
_PARAMETERS = {
    "server_version": "8.0.2", "server_encoding": "UNICODE", "client_encoding": "UTF8", "DateStyle": "ISO, MDY", "integer_datetimes": "on",
    "is_superuser": "off", "TimeZone": "UTC",
}


class PostgresPeer(Peer):
    """`method`: "md5" or "password" (in clear) where there are users."""

    def __init__(self, model, users=None, port=0, path=None, method="md5"):
        super().__init__(model, users, port, path)
        self.method = method

    def talk(self, wire, number):
        words = self._startup(wire)
        if words is None:
            return
        user, database = words.get("user", ""), words.get("database") or words.get("user", "")
        try:
            self._authenticate(wire, user)
            session = self.enter(number, user, database)
        except SqlError as error:
            wire.write(_error(error, "FATAL"))
            wire.close_politely()
            return
        Talk(wire, session, self).greet(number, words)

    def _startup(self, wire):
        while True:
            size, code = struct.unpack("!ii", wire.read(8))
            if not 8 <= size <= 10_000:
                raise Closed()
            body = wire.read(size - 8)
            if code in (_TLS, _GSS):
                wire.write(b"N")
            elif code == _CANCEL:
                self._cancel(*struct.unpack("!ii", body))
                return None
            elif code >> 16 == _VERSION_3 >> 16:
                parts = body.rstrip(b"\0").split(b"\0")
                return dict(zip((it.decode() for it in parts[::2]), (it.decode() for it in parts[1::2])))
            else:
                raise Closed()

    def _cancel(self, number, secret):
        session = self.sessions.get(number)
        if session and self.secrets.get(number) == secret:
            session.cancel()

    def _authenticate(self, wire, user):
        if self.users is None:
            wire.write(_message(b"R", struct.pack("!i", 0)))
            return
        salt = os.urandom(4)
        wire.write(_message(b"R", struct.pack("!i", 3) if self.method == "password" else struct.pack("!i", 5) + salt))
        kind, body = _read(wire)
        if kind != b"p":
            raise Closed()
        given, known = body.rstrip(b"\0").decode(), self.users.get(user)
        wanted = known if self.method == "password" else _md5(user, known or "", salt)
        if known is None or given != wanted:
            raise SqlError("28000", f'password authentication failed for user "{user}"')
        wire.write(_message(b"R", struct.pack("!i", 0)))


class Talk:
    """One connection after it got in."""

    def __init__(self, wire, session, peer):
        self.wire = wire
        self.session = session
        self.peer = peer
        self.statements = {}  # prepared: name -> text
        self.portals = {}  # name -> [text, result or nothing]
        self.skips = False  # after an error, until Sync

    def greet(self, number, words):
        secret = int.from_bytes(os.urandom(4), "big", signed=True)
        self.peer.secrets[number] = secret
        parameters = dict(_PARAMETERS, session_authorization=words.get("user", ""), application_name=words.get("application_name", ""))
        for name, value in parameters.items():
            self.wire.write(_message(b"S", _text(name) + _text(value)))
        self.wire.write(_message(b"K", struct.pack("!ii", number, secret)))
        self._ready()
        while True:
            kind, body = _read(self.wire)
            if kind == b"X":
                return
            if kind == b"Q":
                self._query(body.rstrip(b"\0").decode("utf-8", "surrogateescape"))
                self._ready()
            else:
                self._extended(kind, body)

    def _ready(self):
        self.wire.write(_message(b"Z", self.session.state().encode()))

    def _query(self, sql):
        try:
            is_empty = True
            for result in self.session.run(sql):
                is_empty = False
                self._result(result)
            if is_empty:
                self.wire.write(_message(b"I", b""))
        except SqlError as error:
            self.wire.write(_error(error))

    def _result(self, result, describes=True):
        for warning in result.warnings:
            self.wire.write(_error(warning, "WARNING", b"N"))
        if result.columns is not None and describes:
            self.wire.write(_description(result))
        out = [_message(b"D", _row(row)) for row in result.rows] + [_message(b"C", _text(result.tag))]
        self.wire.write(b"".join(out))

    def _extended(self, kind, body):
        """Parse, Bind, Describe, Execute, Close, Flush, Sync; parameters as text."""
        if kind == b"S":
            self.skips = False
            return self._ready()
        if self.skips or kind == b"H":
            return None
        try:
            handler = {b"P": self._parse, b"B": self._bind, b"D": self._describe, b"E": self._execute, b"C": self._close}.get(kind)
            if handler is None:
                raise SqlError("08P01", f"unexpected message {kind!r}")
            handler(body)
        except SqlError as error:
            self.skips = True
            self.wire.write(_error(error))
        return None

    def _parse(self, body):
        name, rest = _cut(body)
        self.statements[name], _ = _cut(rest)
        self.wire.write(_message(b"1", b""))

    def _bind(self, body):
        portal, rest = _cut(body)
        name, rest = _cut(rest)
        if name not in self.statements:
            raise SqlError("26000", f'prepared statement "{name}" does not exist')
        (formats,) = struct.unpack_from("!h", rest)
        place = 2 + 2 * formats
        (count,) = struct.unpack_from("!h", rest, place)
        values = _values(rest, place + 2, count)
        text = self.statements[name]
        for number in range(count, 0, -1):
            value = values[number - 1]
            literal = "NULL" if value is None else "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
            text = text.replace(f"${number}", literal)
        self.portals[portal] = [text, None]
        self.wire.write(_message(b"2", b""))

    def _done(self, portal):
        """The result of a portal, run when it is first asked for."""
        if portal not in self.portals:
            raise SqlError("34000", f'portal "{portal}" does not exist')
        entry = self.portals[portal]
        if entry[1] is None:
            found = list(self.session.run(entry[0]))
            entry[1] = found[-1] if found else None
        return entry[1]

    def _describe(self, body):
        name, _ = _cut(body[1:])
        if body[:1] == b"S":
            self.wire.write(_message(b"t", struct.pack("!h", 0)) + _message(b"n", b""))
            return
        result = self._done(name)
        self.wire.write(_description(result) if result and result.columns is not None else _message(b"n", b""))

    def _execute(self, body):
        result = self._done(_cut(body)[0])
        if result is None:
            self.wire.write(_message(b"I", b""))
        else:
            self._result(result, describes=False)

    def _close(self, body):
        (self.statements if body[:1] == b"S" else self.portals).pop(_cut(body[1:])[0], None)
        self.wire.write(_message(b"3", b""))


def _read(wire):
    kind, size = struct.unpack("!ci", wire.read(5))
    return kind, wire.read(size - 4)


def _message(kind, body):
    return kind + struct.pack("!i", len(body) + 4) + body


def _text(value):
    return value.encode("utf-8", "surrogateescape") + b"\0"


def _cut(body):
    """A text that ends in a null byte, and what follows."""
    head, _, rest = body.partition(b"\0")
    return head.decode("utf-8", "surrogateescape"), rest


def _values(body, place, count):
    found = []
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, place)
        place += 4
        found.append(None if size < 0 else body[place:place + size].decode())
        place += max(size, 0)
    return found


def _error(error, severity="ERROR", kind=b"E"):
    message, _, detail = error.message.partition("\nDETAIL: ")
    fields = b"S" + _text(severity) + b"C" + _text(error.code) + b"M" + _text(message)
    if detail:
        fields += b"D" + _text(detail)
    return _message(kind, fields + b"\0")


def _description(result):
    kinds = result.kinds or [""] * len(result.columns)
    body = struct.pack("!h", len(result.columns))
    for name, kind in zip(result.columns, kinds):
        oid, size = _OIDS[kind]
        body += _text(name) + struct.pack("!ihihih", 0, 0, oid, size, -1, 0)
    return _message(b"T", body)


def _row(row):
    body = struct.pack("!h", len(row))
    for value in row:
        if value is None:
            body += struct.pack("!i", -1)
        else:
            data = value.encode("utf-8", "surrogateescape")
            body += struct.pack("!i", len(data)) + data
    return body


def _md5(user, password, salt):
    inner = hashlib.md5((password + user).encode()).hexdigest()
    return "md5" + hashlib.md5(inner.encode() + salt).hexdigest()
