"""The answers as the rest of the project sees them: texts, plain versions, titles, sources."""
