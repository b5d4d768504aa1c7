"""The whole on one machine: PostgreSQL, Redis, workers and nginx, private and gone at the end."""
