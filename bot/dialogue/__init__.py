"""What a message means in its conversation: follow-ups, picks of an offer, several questions."""
