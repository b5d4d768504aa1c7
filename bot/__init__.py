"""What this project adds around Rasa: understanding, channels, storage, serving and tools."""
