"""People's accounts: signing up and in, e-mail addresses, passwords.

Other ways of signing in use `making.make_person` for somebody new, and `repository.find_tenant` for who has an address.
"""
