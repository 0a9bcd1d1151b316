"""Who may ask the desk: the page that this program opened, on this machine, and nobody else.

Three things must agree: the name under which the desk was asked for, so that no foreign name leads here; the secret in the
address, which other users of the machine and other pages do not know; and, where the browser says whence a request comes, that
it comes from the desk itself.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import Final

from werkzeug.wrappers import Request, Response

HOST: Final = "127.0.0.1"
_OWN: Final = ("same-origin", "none")
"""What a browser says of a request that the page made, or a person who typed the address."""
_CHANGING: Final = ("POST",)

POLICY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer tells the browser: load nothing from elsewhere, show this nowhere else, keep nothing."""


def new_token() -> str:
    """A secret for one run of the desk."""
    return secrets.token_urlsafe(32)


def admitted(request: Request, port: int, token: str) -> bool:
    """Whether the request may be answered; of one that may not, nothing is read and nothing changed."""
    own = f"{HOST}:{port}"
    origin = request.headers.get("Origin")
    if request.headers.get("Host") != own:
        return False
    if not _inside(request.path, token):
        return False
    if origin is not None and origin != f"http://{own}":
        return False
    if request.method in _CHANGING and origin is None:
        return False
    return request.headers.get("Sec-Fetch-Site", "none") in _OWN or _opened(request)


def _opened(request: Request) -> bool:
    """Whether a person came by a link, as from the file that opens the desk: such a visit changes nothing, and what it
    shows no other page can read."""
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("Sec-Fetch-Mode") == "navigate"
        and headers.get("Sec-Fetch-Dest") == "document"
    )


def _inside(path: str, token: str) -> bool:
    first, _, _ = path.removeprefix("/").partition("/")
    return compare_digest(first.encode(), token.encode())


def refusal() -> Response:
    """The same for all, so that it tells nothing."""
    return Response("这个地址打不开。请用 yuebao desk 重新打开工作台。\n", 403, mimetype="text/plain")
