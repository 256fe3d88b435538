"""The request that polls, with a finger on its pulse: the library's own loop does not tell when it last succeeded."""

from __future__ import annotations

from typing import Any

from telegram.request import RequestData

from bot.pulse import Pulse
from bot.telegram.http_request import HttpRequest

_OK, _UNAUTHORIZED = 200, 401


class PulseRequest(HttpRequest):
    """Notes each call and each success."""

    def __init__(self, pulse: Pulse, address: str, *, connections: int, proxy: str | None) -> None:
        super().__init__(address, connections=connections, proxy=proxy)
        self._pulse = pulse

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **options: Any
    ) -> tuple[int, bytes]:
        """Make a call; see `telegram.request.BaseRequest.do_request`."""
        self._pulse.tried()
        try:
            code, content = await super().do_request(url, method, request_data, *args, **options)
        finally:
            self._pulse.tried()
        if code == _OK:
            self._pulse.reached()
        self._pulse.refused = code == _UNAUTHORIZED
        return code, content
