"""What Aisle tells people by mail: templates, and a job that sends them."""
