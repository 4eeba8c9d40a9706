"""Where protected stories live. A backend is one module; `interface` says what each can do."""
