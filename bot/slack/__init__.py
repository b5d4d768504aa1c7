"""The Slack app: takes what people ask in Slack to the assistant and posts its answers."""
