"""What an operator sees of a running assistant: metrics and a log, never what was written."""
