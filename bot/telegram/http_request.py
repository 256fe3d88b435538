"""The request: how calls reach Telegram, over aiohttp, which takes an eighth of the work of the library's own httpx.

https://docs.python-telegram-bot.org/en/v22.8/telegram.request.baserequest.html says what a request must do: it turns
the network's errors into `NetworkError` and `TimedOut`, whose cause says whether the call can have arrived.
"""

from __future__ import annotations

import ssl
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import msgspec
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)  # fmt: skip
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

NEVER_REACHED = (
    ClientConnectorError, ClientHttpProxyError, ConnectionTimeoutError, ProxyConnectionError, ProxyError,
    ProxyTimeoutError,
)  # fmt: skip
_PROXY_ERRORS = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}
_JSON = {"Content-Type": "application/json"}


class HttpRequest(BaseRequest):
    """Makes calls to one address, over a proxy (`http://`, `https://`, `socks5://`) where one is given or set around.

    Seconds: `timeout` to connect, to write, and between the parts of an answer; `upload_timeout` to write files.
    """

    def __init__(
        self, address: str, *, connections: int, proxy: str | None, timeout: float = 20.0, upload_timeout: float = 60.0
    ) -> None:
        self._connections = connections
        self._proxy = proxy or _proxy_around(address)
        self._timeout = timeout
        self._upload_timeout = upload_timeout
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where the caller does not say."""
        return self._timeout

    async def initialize(self) -> None:
        """Be ready for calls."""
        if self._session is None:
            self._session = self._opened()

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE, write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE, pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:  # fmt: skip
        """Make a call: its status and body. Raises TimedOut and NetworkError, without the address, which has the token.

        A pool that is full counts as connecting.
        """
        if self._session is None:
            raise RuntimeError("a call before the beginning or after the end")
        with_files = request_data is not None and request_data.contains_files
        write = self._given(write_timeout, self._upload_timeout if with_files else self._timeout)
        connect, read = self._given(connect_timeout, self._timeout), self._given(read_timeout, self._timeout)
        limits = ClientTimeout(_sum(connect, write, read), connect, read)
        body, headers = self._body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (TimeoutError, ProxyTimeoutError) as error:
            raise TimedOut from error
        except (ClientConnectorError, *_PROXY_ERRORS) as error:  # these name the host alone
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What an answer says; TelegramError if it is not JSON, as from a proxy's own page."""
        try:
            parsed: dict[str, Any] = msgspec.json.decode(payload)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise TelegramError("Invalid server response") from error
        return parsed

    def parameters(self, request_data: RequestData) -> dict[str, Any]:
        """What a call says."""
        return request_data.parameters

    def _body(self, request_data: RequestData | None) -> tuple[FormData | bytes | None, dict[str, str]]:
        """Parameters as JSON; with files as a form."""
        if request_data is None:
            return None, {}
        if not request_data.contains_files:
            return msgspec.json.encode(self.parameters(request_data)), _JSON
        form = FormData(request_data.json_parameters)
        for name, (filename, content, kind) in request_data.multipart_data.items():
            form.add_field(name, content, filename=filename, content_type=kind)
        return form, {}

    def _given(self, value: Any, usual: float) -> float | None:
        return usual if value is BaseRequest.DEFAULT_NONE else value

    def _opened(self) -> ClientSession:
        options: dict[str, Any] = {"limit": self._connections, "limit_per_host": 0, "ssl": _trust()}
        connector: TCPConnector
        if self._proxy and self._proxy.startswith("socks"):
            connector, proxy = ProxyConnector.from_url(self._proxy, **options), None
        else:
            connector, proxy = TCPConnector(**options), self._proxy
        return ClientSession(connector=connector, proxy=proxy, headers=_HEADERS, cookie_jar=DummyCookieJar())


def _trust() -> ssl.SSLContext:
    """Whom to believe: the authorities of this machine, with those of an office's proxy, and those of the web."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _proxy_around(address: str) -> str | None:
    """The proxy that the environment names for an address (HTTPS_PROXY, ALL_PROXY, NO_PROXY), as curl reads it."""
    parts, proxies = urlsplit(address), getproxies()
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return proxies.get(parts.scheme) or proxies.get("all")


def _sum(*seconds: float | None) -> float | None:
    return None if None in seconds else sum(each for each in seconds if each is not None)
