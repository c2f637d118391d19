"""What people are told of sources by mail."""
