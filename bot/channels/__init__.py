"""How people reach the assistant over HTTP: Rasa's REST interface, the website, and its health."""
