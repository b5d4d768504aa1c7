"""What is said when a message is a matter of safety."""
