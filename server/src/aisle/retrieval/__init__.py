"""Finding the products and passages that answer a shopper, with words and with vectors."""
