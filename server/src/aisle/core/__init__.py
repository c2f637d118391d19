"""What every feature stands on: settings, database, ids, clock, errors, jobs, telemetry. No business words here."""
