"""Edge: HTTP. Takes input apart, calls one service, shapes the result."""
