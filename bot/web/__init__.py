"""The website: the chat widget, built from TypeScript, and the demo page."""
