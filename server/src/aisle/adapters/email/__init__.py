"""Ways to send mail: a mail server, the terminal, and a list for tests."""
