"""Conversation tests: YAML test cases, run by pytest against a Rasa 3.6 assistant.

Only `project.py` knows of the assistant that this folder came with; see README.md.
"""
