"""The one catalogue of this service's tables."""

from sqlalchemy import BigInteger, Column, Date, DateTime, Integer, MetaData, SmallInteger, Text, Uuid, text

metadata = MetaData()
INSTANT = DateTime(timezone=True)
NOTHING = text("0")


def id_column(name: str = "id") -> "Column[object]":
    return Column(name, Uuid, primary_key=True)


def ref(name: str, *, nullable: bool = False) -> "Column[object]":
    return Column(name, Uuid, nullable=nullable)


def word(name: str, *, nullable: bool = False, default: str | None = None) -> "Column[object]":
    return Column(name, Text, nullable=nullable, server_default=None if default is None else text(f"'{default}'"))


def day(name: str, *, nullable: bool = False) -> "Column[object]":
    return Column(name, Date, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> "Column[object]":
    return Column(name, INSTANT, nullable=nullable)


def fen(name: str, *, nullable: bool = False, zero: bool = False) -> "Column[object]":
    return Column(name, BigInteger, nullable=nullable, server_default=NOTHING if zero else None)


def count(name: str, *, nullable: bool = False, zero: bool = False) -> "Column[object]":
    return Column(name, Integer, nullable=nullable, server_default=NOTHING if zero else None)


def few(name: str, *, nullable: bool = False, zero: bool = False) -> "Column[object]":
    return Column(name, SmallInteger, nullable=nullable, server_default=NOTHING if zero else None)
