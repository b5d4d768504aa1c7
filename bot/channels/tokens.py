"""Tokens of private conversations: each is signed, and the only key to its conversation."""

from __future__ import annotations

import hashlib
import re
import secrets

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from rasa.shared.exceptions import RasaException

from bot.channels.configuration import ConfigurationError, allowed_origins, signing_secret
from bot.channels.errors import SESSION_ENDED, TOKEN_INVALID, TOKEN_MISSING, ApiError

MAX_AGE_SECONDS = 30 * 24 * 60 * 60

SLACK_PREFIX = "slack-"
# Team, channel or user, thread, and a random end; see bot/slack/places.py.
MAX_SLACK_ID_CHARACTERS = 120

_ID_BYTES = 16
_ID = re.compile(rf"[0-9a-f]{{{2 * _ID_BYTES}}}", re.ASCII)
_SLACK_ID = re.compile(
    rf"(?=.{{1,{MAX_SLACK_ID_CHARACTERS}}}\Z){SLACK_PREFIX}[A-Za-z0-9.\-]+", re.ASCII
)
_TOKEN = re.compile(r"[A-Za-z0-9_.\-]{1,512}", re.ASCII)
_BEARER = re.compile(rf"Bearer +(?P<token>{_TOKEN.pattern})", re.ASCII | re.IGNORECASE)
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class _SignedIds:
    """Signs ids of one kind and reads them from requests."""

    def __init__(
        self, secret: str, *, salt: str, pattern: re.Pattern[str], max_age: int | None
    ) -> None:
        self._serializer = URLSafeTimedSerializer(
            secret,
            salt=salt,
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )
        self._pattern = pattern
        self._max_age = max_age

    def sign(self, id_: str) -> str:
        return str(self._serializer.dumps(id_))

    def read_header(self, authorization: str | None) -> str:
        if not authorization:
            raise ApiError(TOKEN_MISSING, headers=_CHALLENGE)
        match = _BEARER.fullmatch(authorization.strip())
        if match is None:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE)
        return self.read(match["token"])

    def read(self, token: object) -> str:
        if not isinstance(token, str) or _TOKEN.fullmatch(token) is None:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE)
        try:
            id_ = self._serializer.loads(token, max_age=self._max_age)
        except SignatureExpired as error:
            raise ApiError(SESSION_ENDED, headers=_CHALLENGE) from error
        except BadSignature as error:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE) from error
        if not isinstance(id_, str) or self._pattern.fullmatch(id_) is None:
            raise ApiError(TOKEN_INVALID, headers=_CHALLENGE)
        return id_


class ConversationTokens:
    """Issues the tokens of one channel and reads them; those of another channel are not valid."""

    def __init__(self, secret: str, channel: str, max_age: int = MAX_AGE_SECONDS) -> None:
        """Prepares the signature.

        Args:
            secret: What only the server knows.
            channel: Name of the channel; the ids of its conversations in the store begin with it.
            max_age: How long a token is good, in seconds.
        """
        self._prefix = f"{channel}-"
        self._ids = _SignedIds(secret, salt=f"{channel}-conversation", pattern=_ID, max_age=max_age)

    @classmethod
    def configured(cls, channel: str) -> ConversationTokens:
        """The tokens of a channel, signed as the environment says.

        Args:
            channel: Name of the channel.

        Raises:
            RasaException: If the channels are configured in a way that must not be served.
        """
        try:
            allowed_origins()
            return cls(signing_secret(), channel)
        except ConfigurationError as error:
            raise RasaException(str(error)) from error

    def issue(self) -> str:
        """A token for a new conversation."""
        return self._ids.sign(secrets.token_hex(_ID_BYTES))

    def sender_id(self, authorization: str | None) -> str:
        """The conversation that an HTTP request may use.

        Args:
            authorization: The request's Authorization header.

        Returns:
            The conversation's id in the store.

        Raises:
            ApiError: If there is no token, or it was not issued here or is too old.
        """
        return self._prefix + self._ids.read_header(authorization)

    def sender_id_of(self, token: object) -> str:
        """The conversation that a token opens.

        Args:
            token: What a client sent as a token.

        Returns:
            The conversation's id in the store.

        Raises:
            ApiError: If it was not issued here or is too old.
        """
        return self._prefix + self._ids.read(token)


class SlackTokens:
    """Signs the Slack app's conversations, and reads them in the assistant.

    The app names the conversation, so whoever can sign may use any Slack conversation: both sides
    must have the same secret, and nobody else. A token has no end: the app makes one for each
    request, and two machines' clocks need not agree.
    """

    def __init__(self, secret: str) -> None:
        """Prepares the signature.

        Args:
            secret: What only the assistant and its Slack app know.
        """
        self._ids = _SignedIds(secret, salt="slack-conversation", pattern=_SLACK_ID, max_age=None)

    def sign(self, sender_id: str) -> str:
        """The token of a conversation.

        Args:
            sender_id: The conversation's id in the store; begins with "slack-".
        """
        return self._ids.sign(sender_id)

    def sender_id(self, authorization: str | None) -> str:
        """The conversation that a request may use (see `ConversationTokens.sender_id`).

        Raises:
            ApiError: If there is no token, or it was not signed with the same secret.
        """
        return self._ids.read_header(authorization)
