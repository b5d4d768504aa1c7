"""What a T-score means: the rules, the words and the conversation, without Rasa."""
