"""Sign-ins: one for each device, until it ends.

What other parts use, all on `Logins` and inside the person's own scope (`Scope.of_person`):

- `begin(session, methods, kind)`: the first proof held. A sign-in, or the second step that has to be taken.
- `find_step(session, text)` and `complete(session, step, method)`: the second step held; of fifty at once, one wins.
- `start(session, methods, kind)`: everything was proven elsewhere (single sign-on, a passkey that verified its user).
- `verify(session, login_id)`: the person proved again to be there; `recently_verified` in `web/deps.py` asks for it.
- `end_all(session, why)`: after a change of password, a suspension, a reuse.
"""
