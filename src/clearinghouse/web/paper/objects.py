"""The objects of a PDF file (ISO 32000) and how they are written."""

import zlib
from collections.abc import Mapping, Sequence

Value = "bool | int | float | str | bytes | Name | Reference | Mapping[str, Value] | Sequence[Value] | None"


class Name(str):
    """A name: `/Type`."""

    __slots__ = ()


class Reference(int):
    """The number of another object."""

    __slots__ = ()


def written(value: object) -> bytes:
    """Return a value as it stands in a file: text as UTF-16, bytes as they are."""
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case Reference():
            return b"%d 0 R" % value
        case int():
            return b"%d" % value
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".").encode()
        case Name():
            return f"/{value}".encode("ascii")
        case str():
            return text(value)
        case bytes():
            return value
        case Mapping():
            pairs = (b"/%s %s" % (key.encode("ascii"), written(one)) for key, one in value.items())
            return b"<<%s>>" % b" ".join(pairs)
        case Sequence():
            return b"[%s]" % b" ".join(written(one) for one in value)
        case _:
            raise TypeError(value)


def text(value: str) -> bytes:
    """Return a text for people, in whatever script."""
    if value.isascii() and value.isprintable():
        return b"(%s)" % value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode()
    return b"<%s>" % (b"\xfe\xff" + value.encode("utf-16-be", "replace")).hex().encode()


class Objects:
    """Everything in one file, by number; written at once."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def reserve(self) -> Reference:
        """Return a number for what is not known yet."""
        self._written.append(b"null")
        return Reference(len(self._written))

    def put(self, value: object, at: Reference | None = None) -> Reference:
        """Add an object, under a number that was reserved or a new one."""
        place = self.reserve() if at is None else at
        self._written[place - 1] = written(value)
        return place

    def stream(self, data: bytes, *, is_packed: bool = True, **properties: object) -> Reference:
        """Add a stream of data."""
        packed = zlib.compress(data, 6) if is_packed else data
        head: dict[str, object] = {**properties, "Length": len(packed)}
        if is_packed:
            head["Filter"] = Name("FlateDecode")
        return self.put(b"%s\nstream\n%s\nendstream" % (written(head), packed))

    def file(self, *, root: Reference, info: Reference, identity: bytes) -> bytes:
        """Return the whole file. identity: 16 bytes that no other file has."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, one in enumerate(self._written, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        known = b"<%s>" % identity.hex().encode()
        trailer = {"Size": len(places) + 1, "Root": root, "Info": info, "ID": [known, known]}
        out += b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (written(trailer), table)
        return bytes(out)
