"""Second factors and passkeys: set up, used to sign in and to prove again, required by roles, taken away."""
