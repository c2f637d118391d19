"""What an assistant must not promise by itself: refunds, discounts, deliveries, warranties and the like."""
