"""Why a conversation could not be read or kept."""


class StoreError(Exception):
    """A conversation could not be read or kept."""


class StoreUnavailable(StoreError):
    """The database or Redis does not answer; it may again in a moment."""


class ConversationChanged(StoreError):
    """Another process went on with the conversation since it was read; nothing was kept."""


class MessageAlreadyKept(StoreError):
    """The visitor's message was answered and kept before, perhaps by another process."""
