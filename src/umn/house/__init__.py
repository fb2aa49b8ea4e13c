"""The house itself: make ready, serve, keep a copy, put it back. No models, no pages.

`words`, `folder`, `secret_files`, `database`, `environment`, `children`, `start` and `suite` use the standard
library only: they run before the environment exists. `messages`, `furnish` and `archive` run inside it.
"""
