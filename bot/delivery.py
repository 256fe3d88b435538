"""Delivery: what became of sending a reply, in terms that hold for any channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `message` is the channel's id of it."""

    message: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """It was not sent and may be sent again after `seconds`: too many at once, or the channel was out of reach."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not sent and never will be as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the channel did not say. Sending it again could double it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing can be sent there any more: blocked, put out of the group, or the chat no longer exists."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """It was not sent: the chat has another id now."""

    chat: str


Delivery = Sent | TryLater | Refused | Unknown | Gone | Migrated
