"""The demo shop Pike & Tarn: a fictional outdoor shop that fills a fresh Aisle with something worth asking about."""
