"""Pages for the project that `wagtail start` makes: one bare, one as sites commonly have them."""
