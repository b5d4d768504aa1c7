"""What people asked, from the store: one page for those who look after the assistant's answers."""
