"""People and their sign-ins from the command line."""

from cli_program import Done, Program

from aisle.core.ids import new_id

PASSWORD = "seven otters juggle plums"


def typed(aisle: Program, *argv: str, password: str = PASSWORD) -> Done:
    """Run a command that reads a password from standard input."""
    return aisle(*argv, typed=f"{password}\n")


def test_a_person_is_made_shown_suspended_and_let_in_again(aisle: Program) -> None:
    email = f"ada.{new_id().hex}@people.example"
    made = typed(aisle, "user", "create", email, "--name", "Ada", "--organization", "Pike", "--json").gives()
    shown = aisle("user", "show", email, "--json").gives()
    assert (shown["id"], shown["organizations"]) == (made["id"], [made["organization_id"]])
    assert shown["email_confirmed"] is True
    assert email in aisle("user", "list").says()
    assert "suspended" in aisle("user", "suspend", made["id"], "--why", "asked by their employer").says()
    assert aisle("user", "show", email, "--json").gives()["suspended"] is True
    assert "may sign in" in aisle("user", "resume", email).says()
    assert typed(aisle, "user", "set-password", email, password="nine lanterns over water").says()
    assert aisle("session", "list", email, "--json").gives() == []
    assert aisle("session", "end", email, "--json").gives() == {"ended": 0}


def test_commands_refuse_what_is_wrong(aisle: Program) -> None:
    email = f"ada.{new_id().hex}@people.example"
    weak = typed(aisle, "user", "create", email, "--name", "Ada", "--json", password="password123")
    weak.refuses(2, "password_refused")
    for words in (("user", "show"), ("session", "list"), ("user", "resume")):
        aisle(*words, email, "--json").refuses(3, "person_not_found")
    aisle("user", "show", str(new_id()), "--json").refuses(3, "person_not_found")
    typed(aisle, "user", "create", email, "--name", "Ada")
    typed(aisle, "user", "create", email, "--name", "Eve", "--json").refuses(1, "email_taken")
    aisle("user", "suspend", email, "--why", "x", "--json").refuses(2, "invalid_input")


def test_factors_are_taken_from_who_lost_them(aisle: Program) -> None:
    email = f"ada.{new_id().hex}@people.example"
    made = typed(aisle, "user", "create", email, "--name", "Ada", "--json").gives()
    done = aisle("user", "reset-factors", email, "--why", "their phone was stolen", "--json").gives()
    assert done["id"] == made["id"]
    assert aisle("user", "reset-factors", email).code == 2  # without a reason
