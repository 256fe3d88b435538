"""The request that polls, with a finger on its pulse: the library's own loop does not tell when it last succeeded."""

from __future__ import annotations

from typing import Any

import msgspec
from telegram.request import RequestData

from bot.pulse import Pulse
from bot.telegram.http_request import HttpRequest
from bot.telegram.open_updates import OpenUpdates

_OK, _UNAUTHORIZED = 200, 401


class _Fetched(msgspec.Struct):
    ok: bool
    result: list[msgspec.Raw]


class PulseRequest(HttpRequest):
    """Notes each call and each success, and keeps what was fetched before the next call confirms it."""

    def __init__(
        self, pulse: Pulse, open_updates: OpenUpdates, address: str, *, connections: int, proxy: str | None
    ) -> None:
        super().__init__(address, connections=connections, proxy=proxy)
        self._pulse = pulse
        self._open_updates = open_updates

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **options: Any
    ) -> tuple[int, bytes]:
        """Make a call; see `telegram.request.BaseRequest.do_request`."""
        taking_up = self._open_updates.waiting
        self._pulse.tried()
        try:
            code, content = await super().do_request(url, method, request_data, *args, **options)
        finally:
            self._pulse.tried()
        if code == _OK:
            fetched = list(map(bytes, msgspec.json.decode(content, type=_Fetched).result))
            taken = await self._open_updates.take(fetched)
            if taken != fetched:
                content = msgspec.json.encode(_Fetched(ok=True, result=list(map(msgspec.Raw, taken))))
            if not taking_up:  # which does not wait, and so does not show that nobody else is waiting
                self._pulse.reached()
        self._pulse.refused = code == _UNAUTHORIZED
        return code, content

    def parameters(self, request_data: RequestData) -> dict[str, Any]:
        """What to ask for; what was left open is taken up with the first answer, which is not waited for then."""
        given = super().parameters(request_data)
        return given | {"timeout": 0} if self._open_updates.waiting else given
