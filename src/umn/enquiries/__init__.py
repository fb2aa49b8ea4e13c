"""Someone asks, a desk answers, nobody learns who asked. Only this room touches its tables."""
