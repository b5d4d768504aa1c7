"""What the assistant works out: one Rasa action a file, thin over functions that know no Rasa."""
