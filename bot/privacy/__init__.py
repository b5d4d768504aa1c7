"""Privacy: what must not be stored or logged about a visitor."""
