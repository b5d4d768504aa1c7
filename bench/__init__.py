"""Side by side with stock Rasa, in one run on one machine."""
