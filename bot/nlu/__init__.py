"""Understanding: graph components that turn a visitor's message into intents and entities."""
