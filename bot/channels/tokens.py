"""Tokens of website conversations: each is signed, and the only key to its conversation."""

from __future__ import annotations

import hashlib
import re
import secrets

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from bot.channels.errors import SESSION_ENDED, TOKEN_INVALID, TOKEN_MISSING, ApiError

SENDER_PREFIX = "website-"
MAX_AGE_SECONDS = 30 * 24 * 60 * 60

_ID_BYTES = 16
_ID = re.compile(rf"[0-9a-f]{{{2 * _ID_BYTES}}}", re.ASCII)
_BEARER = re.compile(r"Bearer +(?P<token>[A-Za-z0-9_.\-]{1,512})", re.ASCII | re.IGNORECASE)
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class ConversationTokens:
    """Issues tokens and reads them."""

    def __init__(self, secret: str, max_age: int = MAX_AGE_SECONDS) -> None:
        """Prepares the signature.

        Args:
            secret: What only the server knows.
            max_age: How long a token is good, in seconds.
        """
        self._serializer = URLSafeTimedSerializer(
            secret,
            salt="website-conversation",
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )
        self._max_age = max_age

    def issue(self) -> str:
        """A token for a new conversation."""
        return str(self._serializer.dumps(secrets.token_hex(_ID_BYTES)))

    def sender_id(self, authorization: str | None) -> str:
        """The conversation that a request may use.

        Args:
            authorization: The request's Authorization header.

        Returns:
            The conversation's id in the store.

        Raises:
            ApiError: If there is no token, or it was not issued here or is too old.
        """
        if not authorization:
            raise ApiError(TOKEN_MISSING, headers=_CHALLENGE)
        match = _BEARER.fullmatch(authorization.strip())
        if match is None:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE)
        try:
            id_ = self._serializer.loads(match["token"], max_age=self._max_age)
        except SignatureExpired as error:
            raise ApiError(SESSION_ENDED, headers=_CHALLENGE) from error
        except BadSignature as error:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE) from error
        if not isinstance(id_, str) or _ID.fullmatch(id_) is None:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE)
        return SENDER_PREFIX + id_
