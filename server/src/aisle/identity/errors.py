"""What can go wrong with rights, whatever they are for."""

from aisle.core.errors import Forbidden


class RightsExceeded(Forbidden):
    """Nobody gives, makes or takes over more than they have themselves."""

    code = "rights_exceeded"
    title = "These are more rights than you have"


class SecondFactorNeeded(Forbidden):
    """A role needs a second factor, and this sign-in was made without one."""

    code = "second_factor_needed"
    title = "Your role needs a second factor"
