"""Reads PostgreSQL's own catalog and names everything that would weaken the isolation of tenants."""

import re
from typing import Any

# Address books hold nothing but which tenant a public slug, or the hash of a name, belongs to; everybody may read them.
DIRECTORIES = ("store_address", "directory")
# Tables without a tenant: which migrations ran, the keys that nobody but their function's owner reads, and what is counted
# before there is a tenant, which only functions touch.
WITHOUT_TENANT = ("schema_version", "context_key", "attempt", "used_token", "rate_bucket", "local_model")
# How the column of the tenant is called: people are tenants of what is theirs.
TENANTS = ("organization_id", "person_id")

# Where a policy gets the tenant from: the signed context, whole or in part.
ASKED = re.compile(r"(?:organization|person)_id.*\b(?:verified_context|context_organization)\(\)", re.DOTALL)

TABLES = """
SELECT c.oid, c.relname AS name, c.relkind::text AS kind, c.relispartition AS is_partition, c.relrowsecurity AS secured,
       c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) AS owner
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'aisle' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 2
"""
POLICIES = """
SELECT polname, polpermissive, polcmd::text, polroles::oid[] AS roles, pg_get_expr(polqual, polrelid) AS using,
       pg_get_expr(polwithcheck, polrelid) AS with_check FROM pg_policy WHERE polrelid = $1
"""
KEYS = """
SELECT i.relname AS name, a.attname AS first FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] WHERE x.indrelid = $1 AND x.indisunique
"""
FOREIGN_KEYS = """
SELECT conname AS name, (SELECT array_agg(a.attname::text) FROM unnest(conkey) k JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k) AS columns
FROM pg_constraint WHERE conrelid = $1 AND contype = 'f'
"""
GRANTS = """
SELECT pg_get_userbyid(x.grantee) AS grantee, x.privilege_type AS privilege FROM pg_class c, aclexplode(c.relacl) x
WHERE c.oid = $1 AND x.grantee <> c.relowner
"""
TRIGGERS = "SELECT 1 FROM pg_trigger WHERE tgrelid = $1 AND tgname = 'stay' AND tgenabled = 'O'"


async def faults_of(connection: Any, prefix: str = "aisle") -> list[str]:
    """Return a sentence for each fault; an empty list is what is wanted."""
    faults: list[str] = []
    for table in await connection.fetch(TABLES):
        faults += [f"{table['name']}: {fault}" for fault in await _table_faults(connection, table, prefix)]
    return faults + await _role_faults(connection, prefix)


async def _table_faults(connection: Any, table: Any, prefix: str) -> list[str]:
    grants = await connection.fetch(GRANTS, table["oid"])
    faults = [] if table["owner"] == f"{prefix}_owner" else [f"owned by {table['owner']}"]
    faults += [
        f"granted to {grant['grantee'] or 'PUBLIC'}"
        for grant in grants
        if not grant["grantee"].startswith(prefix)
    ]
    if table["kind"] in ("v", "m", "f"):
        return [*faults, "a view or foreign table passes by row-level security"]
    if table["is_partition"]:
        open_to = {grant["grantee"] for grant in grants} - {f"{prefix}_backup"}
        return [*faults, *(f"a partition is granted to {name}" for name in open_to)]
    if table["name"] in WITHOUT_TENANT:
        writable = [grant for grant in grants if grant["privilege"] != "SELECT"]
        return [*faults, *(["a table without tenant can be written"] if writable else [])]
    return [*faults, *await _tenant_faults(connection, table, prefix)]


async def _tenant_faults(connection: Any, table: Any, prefix: str) -> list[str]:
    faults = [] if table["secured"] and table["forced"] else ["row-level security is not forced"]
    if table["name"] not in DIRECTORIES:
        faults += await _policy_faults(connection, table["oid"], prefix)
        faults += [
            f"key {key['name']} does not begin with the tenant"
            for key in await connection.fetch(KEYS, table["oid"])
            if key["first"] not in TENANTS
        ]
        faults += (
            [] if await connection.fetchval(TRIGGERS, table["oid"]) else ["rows can move to another tenant"]
        )
    faults += [
        f"foreign key {key['name']} leaves out the tenant"
        for key in await connection.fetch(FOREIGN_KEYS, table["oid"])
        if not {*TENANTS, "tenant_id"} & set(key["columns"])
    ]
    return faults


async def _policy_faults(connection: Any, oid: int, prefix: str) -> list[str]:
    policies = await connection.fetch(POLICIES, oid)
    dispatcher = await connection.fetchval(
        "SELECT oid FROM pg_roles WHERE rolname = $1", f"{prefix}_dispatcher"
    )
    tenant = [policy for policy in policies if list(policy["roles"]) != [dispatcher]]
    if len(tenant) != 1:
        return [f"{len(tenant)} policies instead of one"]
    policy = tenant[0]
    if not policy["polpermissive"] or policy["polcmd"] != "*" or policy["using"] != policy["with_check"]:
        return ["the policy does not hold for reading and writing alike"]
    return [] if ASKED.search(policy["using"] or "") else ["the policy does not ask for the tenant"]


async def _role_faults(connection: Any, prefix: str) -> list[str]:
    rows = await connection.fetch(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname LIKE $1",
        f"{prefix}_%",
    )
    strong = [row["rolname"] for row in rows if row["rolsuper"] or row["rolcreaterole"] or row["rolcreatedb"]]
    bypassing = [
        row["rolname"]
        for row in rows
        if row["rolbypassrls"] and row["rolname"] not in (f"{prefix}_backup", f"{prefix}_breakglass")
    ]
    owned = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'aisle' AND tableowner IN ($1, $2, $3)",
        *(f"{prefix}_{role}" for role in ("app", "worker", "dispatcher")),
    )
    return [
        *(f"role {name} is too strong" for name in strong),
        *(f"role {name} passes by row-level security" for name in bypassing),
        *(f"{row['tablename']} is owned by a role that serves requests" for row in owned),
    ]
